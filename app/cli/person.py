"""People who sign in: add one, give a role, set a password."""

import argparse
import getpass
import sys

from app.cli.usage import Misused
from app.home import Home
from catalog import clock
from catalog.errors import NotFound
from catalog.models import Person
from catalog.services import passwords, people
from catalog.services.registering import Directory
from catalog.vocabulary import Role

HELP = "登记工作人员：add 登记，role 给身份，password 改密码，list 列出"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("add", "role", "password", "list"))
    parser.add_argument("login", nargs="?", default="", help="登录名")
    parser.add_argument("--name", default="", help="姓名")
    parser.add_argument("--office", default="", help="所在单位")
    parser.add_argument(
        "--role", action="append", default=[], help="、".join(f"{role.value}（{role.label}）" for role in Role)
    )
    parser.add_argument("--password-stdin", action="store_true", help="从标准输入读密码（默认：随机生成并显示一次）")


def run(arguments: argparse.Namespace, home: Home) -> int:
    if arguments.what != "list" and not arguments.login:
        raise Misused(f"请写登录名：person {arguments.what} 登录名")
    return WHAT[arguments.what](arguments, home)


def _add(arguments, home: Home) -> int:
    password, made = _password(arguments)
    digest = passwords.digest(password, login=arguments.login)
    today = clock.today()
    with home.database.writing() as session:
        office_id = _office(session, arguments)
        person = people.add(
            session,
            login=arguments.login,
            name=arguments.name or arguments.login,
            password_hash=digest,
            office_id=office_id,
            by=arguments.by,
            on=today,
        )
        _give(session, person.id, arguments, office_id)
    print(f"已登记{arguments.login}。" + (f"密码（只显示这一次）：{password}" if made else ""))
    return 0


def _role(arguments, home: Home) -> int:
    with home.database.writing() as session:
        _give(session, _find(session, arguments.login).id, arguments, _office(session, arguments))
    print(f"{arguments.login}的身份已更新。")
    return 0


def _new_password(arguments, home: Home) -> int:
    password, made = _password(arguments)
    with home.database.reading() as session:
        person_id = _find(session, arguments.login).id
    passwords.change(home.database, person_id, password=password, at=clock.now(), by=arguments.by)
    print("密码已改。" + (f"新密码（只显示这一次）：{password}" if made else ""))
    return 0


def _list(arguments, home: Home) -> int:
    with home.database.reading() as session:
        for one in people.officials(session, on=clock.today()):
            print(f"{one.login}\t{one.name}\t{one.office}\t{'、'.join(role.label for role in sorted(one.roles))}")
    return 0


def _give(session, person_id: int, arguments, office_id: int | None) -> None:
    for text in arguments.role:
        role = Role.named(text)
        if role is None:
            raise Misused(f"没有“{text}”这种身份。可以写：{'、'.join(one.value for one in Role)}。")
        people.give_role(session, person_id, role, office_id=office_id, by=arguments.by, on=clock.today())


def _office(session, arguments) -> int | None:
    if not arguments.office:
        return None
    directory = Directory(session)
    # A new register has no offices yet: the first person brings theirs along.
    directory.add_offices([arguments.office], by=arguments.by)
    return directory.office(arguments.office)


def _find(session, login: str) -> Person:
    found = next((one for one in people.officials(session, on=clock.today()) if one.login == login), None)
    if found is None:
        raise NotFound(f"没有登录名是“{login}”的人。")
    return people.get(session, found.id)


def _password(arguments) -> tuple[str, bool]:
    if arguments.password_stdin:
        typed = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        return typed, False
    return passwords.made_up(), True


WHAT = {"add": _add, "role": _role, "password": _new_password, "list": _list}
