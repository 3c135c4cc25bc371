"""Wrong usage of a command: told as a sentence, and left with a status of its own."""

import argparse
import re
import sys
from datetime import date
from typing import NoReturn

MISUSED = 2
# What argparse says, and how it is said here; the first row that fits.
SAID = (
    (r"the following arguments are required: (.*)", r"少写了：\1"),
    (r"unrecognized arguments: (.*)", r"认不出：\1"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"\1没有\2，可以写：\3"),
    (r"argument (\S+): expected one argument", r"\1后面要写一个值"),
    (r"argument (\S+): invalid int value: (.*)", r"\1要写成数字，现在是\2"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1和\2不能一起写"),
    (r"argument (\S+): (.*)", r"\1：\2"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1不明确，可能是：\2"),
)


class Misused(Exception):
    """The arguments do not fit together, or one cannot be read; the message says how to write it."""


class Parser(argparse.ArgumentParser):
    """argparse, saying in Chinese what is wrong."""

    def error(self, message: str) -> NoReturn:
        print(f"{_said(message)}。用 {self.prog} --help 看怎么写。", file=sys.stderr)
        sys.exit(MISUSED)


def day(text: str) -> date:
    """A day as typed after an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("日期要写成2026-10-01这样") from error


def _said(message: str) -> str:
    for pattern, words in SAID:
        if (found := re.fullmatch(pattern, message)) is not None:
            return found.expand(words)
    return message
