"""Troubles of the machine become sentences; faults of ours stay visible."""

import errno
import os
import sqlite3

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from app import faults

SEEN = {
    "OSError: [Errno 28] No space left on device: '/srv/var/register.db'": "磁盘已满",
    "sqlite3.OperationalError: database or disk is full": "磁盘已满",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": "校验值",
    "[Errno 30] Read-only file system: 'var'": "没有写入权限",
    "attempt to write a readonly database": "没有写入权限",
    "connection failed: Connection refused. Is the server running on that host": "连不上数据库",
    'FATAL:  password authentication failed for user "register"': "用户名或密码",
    "The virtual environment was not created successfully because ensurepip is not available.": "python3-venv",
}


@pytest.mark.parametrize("message", SEEN)
def test_what_machines_say_is_understood(message):
    assert SEEN[message] in faults.explain(message)


def test_a_lost_connection_is_not_called_a_missing_version():
    said = "Failed to establish a new connection: [Errno -3]\nERROR: No matching distribution found for flask==3.1.3"
    assert "连不上软件包仓库" in faults.explain(said)


def test_an_unknown_text_is_not_guessed_at():
    assert faults.explain("something else entirely") is None


def test_a_full_disk_ends_with_a_sentence_and_the_place(capsys):
    def write():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "var/register.db")

    assert faults.guarded(write) == 1
    said = capsys.readouterr().err
    assert "磁盘已满" in said and "var/register.db" in said and "Traceback" not in said


def test_a_database_that_cannot_be_opened_ends_with_a_sentence(capsys, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/missing/register.db")

    def read():
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    assert faults.guarded(read) == 1
    assert "MIANZHENG_HOME" in capsys.readouterr().err
    engine.dispose()


def test_our_own_faults_are_not_dressed_up():
    def stumble():
        raise KeyError("no space left on device")

    with pytest.raises(KeyError):
        faults.guarded(stumble)
    with pytest.raises(OperationalError):
        faults.guarded(lambda: (_ for _ in ()).throw(OperationalError("SELECT", {}, sqlite3.OperationalError("oh"))))


def test_an_interruption_has_the_status_shells_expect(capsys):
    def interrupted():
        raise KeyboardInterrupt

    assert faults.guarded(interrupted) == 130
    assert "已中断" in capsys.readouterr().err


def test_the_status_of_a_command_is_passed_on():
    assert faults.guarded(lambda: 2) == 2
    assert faults.guarded(lambda: None) == 0
