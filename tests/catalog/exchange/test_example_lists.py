"""The four example files are read exactly as their expected files say."""

from collections import defaultdict
from pathlib import Path

import pytest

from catalog.exchange import containers, reading
from catalog.exchange.problems import Problem
from catalog.exchange.register import ListedInstruments
from catalog.exchange.rows import KEYS
from catalog.rules.office_kinds import NOT_THE_CITYS, kind_of
from catalog.vocabulary import Severity
from tests.catalog.exchange.conftest import EXAMPLE, LISTS, expected_rows
from tests.catalog.exchange.layouts import CONTAINERS
from tests.catalog.exchange.writing import Grid

# The offices that somebody outside the city tells what to do are asked about in a sound list too.
OUTSIDER = "not-the-citys-office"


@pytest.mark.parametrize(
    "path", [EXAMPLE, LISTS / "word-table.docx", LISTS / "gb18030.csv"], ids=lambda path: path.name
)
def test_every_line_of_a_sound_list_is_read_as_expected(path: Path, register: ListedInstruments) -> None:
    read = reading.read(path.read_bytes(), path.name, register=register)

    assert [row.as_dict() for row in read.rows] == expected_rows(path.stem)
    assert list(read.rows[0].as_dict()) == list(KEYS) == list(expected_rows(path.stem)[0])
    assert _but_for_outsiders(read) == []


def test_the_city_is_told_once_of_each_office_that_is_not_its_own(register: ListedInstruments) -> None:
    read = reading.read(EXAMPLE.read_bytes(), EXAMPLE.name, register=register)

    told = [problem for problem in read.problems if problem.code == OUTSIDER]
    lines = {row.line: row.demanding_office for row in read.rows}
    assert {problem.severity for problem in told} == {Severity.DOUBT}
    named = [lines[problem.line] for problem in told]
    outside = {row.demanding_office for row in read.rows if kind_of(row.demanding_office) in NOT_THE_CITYS}
    assert sorted(named) == sorted(outside) and "示例市税务局" in named
    assert all(f"“{name}”" in problem.message for name, problem in zip(named, told, strict=True))


def _but_for_outsiders(read: reading.Reading) -> list[Problem]:
    return [problem for problem in read.problems if problem.code != OUTSIDER]


def test_every_spoilt_line_is_told_by_its_code_and_every_other_line_passes(register: ListedInstruments) -> None:
    path = LISTS / "broken.xlsx"
    read = reading.read(path.read_bytes(), path.name, register=register)

    told = defaultdict(list)
    for problem in read.problems:
        told[str(problem.line)].append((problem.code, problem.severity.value))
    for line in expected_rows("broken"):
        wanted = [(line["code"], line["severity"])] if line["code"] else []
        assert told[line["sheet_line"]] == wanted, f"line {line['sheet_line']}"
    assert len(read.rows) == len(expected_rows("broken"))


@pytest.mark.parametrize("name", ["list.xls", "list.ods", "utf8.csv", "utf16.csv"])
def test_the_first_list_means_the_same_in_every_container(name: str, register: ListedInstruments) -> None:
    [sheet] = containers.sheets_of(EXAMPLE.read_bytes(), EXAMPLE.name)
    data = CONTAINERS[name](Grid(sheet.name, sheet.rows, [tuple(merge) for merge in sheet.merges]))
    read = reading.read(data, name, register=register)

    assert [row.as_dict() for row in read.rows] == expected_rows(EXAMPLE.stem)
    assert all(problem.severity is Severity.NOTE for problem in _but_for_outsiders(read))
