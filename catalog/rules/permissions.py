"""Who may do what. Each act lists the conditions that must all hold; a refusal says why and who can."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.rules import duties
from catalog.rules.duties import Done
from catalog.vocabulary import Act, Role


@dataclass(frozen=True, slots=True)
class Held:
    """A role in an office."""

    role: Role
    office_id: int | None


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who signed in, with the roles that hold on the day. Offices are those that carry on."""

    id: int
    login: str
    name: str
    office_id: int | None = None
    office: str = ""
    held: tuple[Held, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(one.role for one in self.held)

    def offices_as(self, *roles: Role) -> frozenset[int | None]:
        """The offices in which this person holds one of the roles."""
        return frozenset(one.office_id for one in self.held if one.role in roles)


@dataclass(frozen=True, slots=True)
class Case:
    """What an act is about, as far as leave to do it depends on it.

    ``office_id`` is the office whose list or line it is (None: the whole city's); ``bureau_edits`` says
    that the handlers at the bureau may touch it too; ``is_draft`` that nobody has it but who drafts it;
    ``done`` what has been done on the list; ``first`` the person whose emergency is to be confirmed.
    """

    office_id: int | None = None
    office: str = ""
    bureau_edits: bool = False
    is_draft: bool = False
    done: tuple[Done, ...] = ()
    first: int | None = None


Condition = Callable[[Official, Act, Case], str | None]


@dataclass(frozen=True, slots=True)
class Holds:
    """Holds one of the roles, in whichever office."""

    roles: tuple[Role, ...]

    def __call__(self, person: Official, act: Act, case: Case) -> str | None:
        return None if person.roles & set(self.roles) else f"{act.label}要由{_either(self.roles)}来办。"

    @property
    def label(self) -> str:
        return _either(self.roles)


def _holds(*roles: Role) -> Holds:
    return Holds(roles)


def _either(roles: Iterable[Role]) -> str:
    return "或".join(f"“{role.label}”" for role in roles)


def is_drafter(person: Official, act: Act, case: Case) -> str | None:
    """本单位的“部门经办”或“部门负责人”办本单位的；全市的清单和定稿时，“征求意见经办”也能办"""
    if case.bureau_edits and Role.CONSULTATION in person.roles:
        return None
    own = person.offices_as(Role.CLERK, Role.HEAD)
    if case.office_id is not None and case.office_id in own:
        return None
    if case.office and own:
        return f"这是{case.office}的，您只能办{person.office or '本单位'}的。想提建议，请告诉{case.office}。"
    return f"{act.label}要由{case.office or '市级清单的“征求意见经办”'}来办。"


def is_submitter(person: Official, act: Act, case: Case) -> str | None:
    """部门清单由本单位的“部门负责人”办；全市的清单由“征求意见经办”办"""
    if case.office_id is None:
        return _holds(Role.CONSULTATION)(person, act, case)
    if case.office_id in person.offices_as(Role.HEAD):
        return None
    return f"{act.label}要由{case.office}的部门负责人来办。"


def tends_lines(person: Official, act: Act, case: Case) -> str | None:
    """本单位的“部门经办”或“部门负责人”，或“征求意见经办”“审查”"""
    return None if person.roles & {Role.CONSULTATION, Role.REVIEWER} else is_drafter(person, act, case)


def may_end(person: Official, act: Act, case: Case) -> str | None:
    """“审查”“征求意见经办”或“公布”；还在起草的部门清单，本单位的“部门负责人”也能办"""
    if case.is_draft and case.office_id is not None and case.office_id in person.offices_as(Role.HEAD):
        return None
    return _holds(Role.REVIEWER, Role.CONSULTATION, Role.PUBLISHER)(person, act, case)


def keeps_duties_apart(person: Official, act: Act, case: Case) -> str | None:
    """没有在这份清单上办过提交、审查、公布里的另一件"""
    return duties.refusal(act, person.id, case.done)


def is_another(person: Official, act: Act, case: Case) -> str | None:
    """不是当时办理的人"""
    return "紧急办理要由另一个人追认，不能由您自己追认。" if person.id == case.first else None


_DRAFTERS = _holds(Role.CLERK, Role.HEAD, Role.CONSULTATION, Role.REVIEWER)
_BUREAU = _holds(Role.CONSULTATION, Role.REVIEWER)
_HANDLER = _holds(Role.CONSULTATION)
_ADMINISTRATOR = _holds(Role.ADMINISTRATOR)

GRANTS: dict[Act, tuple[Condition, ...]] = {
    Act.IMPORT_LIST: (_holds(Role.CLERK, Role.HEAD, Role.CONSULTATION, Role.REVIEWER, Role.PUBLISHER),),
    # Keeping the register of what was in force before it, not the publishing of something new.
    Act.ENTER_PUBLISHED_LIST: (_holds(Role.PUBLISHER, Role.ADMINISTRATOR),),
    Act.UNDO_IMPORT: (is_drafter,),
    Act.PUBLISH_DECISION: (_holds(Role.PUBLISHER),),
    Act.CORRECT_DECISION: (_holds(Role.PUBLISHER),),
    Act.REGISTER_OFFICE: (_DRAFTERS,),
    Act.REGISTER_MATERIAL: (_DRAFTERS,),
    Act.REGISTER_SERVICE_ITEM: (_DRAFTERS,),
    Act.REGISTER_INSTRUMENT: (_DRAFTERS,),
    Act.AMEND_SERVICE_ITEM: (_DRAFTERS,),
    Act.AMEND_MATERIAL: (_BUREAU,),
    Act.AMEND_OFFICE: (_BUREAU,),
    Act.AMEND_SYNONYM: (_BUREAU,),
    Act.AMEND_CALENDAR: (_ADMINISTRATOR,),
    Act.REGISTER_PERSON: (_ADMINISTRATOR,),
    Act.AMEND_PERSON: (_ADMINISTRATOR,),
    Act.GIVE_ROLE: (_ADMINISTRATOR,),
    Act.TAKE_ROLE: (_ADMINISTRATOR,),
    Act.END_SESSIONS: (_ADMINISTRATOR,),
    Act.CHANGE_PASSWORD: (),
    Act.START_LIST: (is_drafter,),
    Act.ADD_LINE: (is_drafter,),
    Act.CHANGE_LINE: (is_drafter,),
    Act.REMOVE_LINE: (is_drafter,),
    Act.ATTACH_EVIDENCE: (tends_lines,),
    Act.SUBMIT_LIST: (is_submitter, keeps_duties_apart),
    Act.RETURN_LIST: (_holds(Role.REVIEWER, Role.CONSULTATION, Role.PUBLISHER),),
    Act.ASSEMBLE_LIST: (_holds(Role.REVIEWER), keeps_duties_apart),
    Act.REVIEW_LIST: (_holds(Role.REVIEWER), keeps_duties_apart),
    Act.SIGN_EXCEPTION: (_holds(Role.REVIEWER), keeps_duties_apart),
    Act.FREEZE_VERSION: (_BUREAU,),
    # 《个人信息保护法》第四十七条: who looks after secrecy takes out of the record what must not stand in it.
    Act.REDACT_RECORD: (_holds(Role.REVIEWER),),
    Act.OPEN_CONSULTATION: (_HANDLER,),
    Act.EXTEND_CONSULTATION: (_HANDLER,),
    Act.SKIP_CONSULTATION: (_HANDLER,),
    Act.END_LIST: (may_end,),
    Act.APPROVE_LIST: (_holds(Role.PUBLISHER), keeps_duties_apart),
    Act.PUBLISH_LIST: (_holds(Role.PUBLISHER), keeps_duties_apart),
    Act.FILE_LIST: (_holds(Role.PUBLISHER, Role.CONSULTATION, Role.REVIEWER),),
    Act.CONFIRM_EMERGENCY: (_holds(Role.REVIEWER, Role.PUBLISHER, Role.HEAD), is_another),
    Act.ENTER_COMMENT: (_HANDLER,),
    Act.MODERATE_COMMENT: (_HANDLER,),
    Act.SEE_CONTACT: (_HANDLER,),
    Act.SEE_ATTACHMENT: (_HANDLER,),
    Act.ANSWER_COMMENT: (_HANDLER,),
    Act.RELEASE_ANSWERS: (_HANDLER,),
}
# What needs no leave: the public's own acts, and what the clock brings about.
BY_ANYBODY = frozenset(
    {
        Act.SEND_COMMENT,
        Act.KEEP_COMMENT,
        Act.DROP_KEPT_COMMENT,
        Act.CORRECT_COMMENT,
        Act.WITHDRAW_COMMENT,
        Act.ERASE_CONTACT,
    }
)
BY_CLOCK = frozenset({Act.CLOSE_CONSULTATION, Act.SHOW_REQUIREMENT, Act.HIDE_REQUIREMENT})

WHOLE_CITY = Case()
SHOWN = 3


def refusal(person: Official, act: Act, case: Case = WHOLE_CITY, *, staff: Iterable[Official] = ()) -> str | None:
    """Why this person may not do this, with who can among ``staff``; None when they may."""
    why = _first_reason(person, act, case)
    return why and why + _hand_over([one for one in staff if one.id != person.id], act, case)


def without_duties(person: Official, act: Act, case: Case = WHOLE_CITY) -> str | None:
    """The same question with the separation of duties set aside: what the emergency door cannot open."""
    return _first_reason(person, act, case, leaving_out=keeps_duties_apart)


def may(person: Official, act: Act, case: Case = WHOLE_CITY) -> bool:
    """True when nothing forbids it."""
    return _first_reason(person, act, case) is None


def _first_reason(person: Official, act: Act, case: Case, leaving_out: Condition | None = None) -> str | None:
    conditions = (condition for condition in GRANTS[act] if condition is not leaving_out)
    return next((why for condition in conditions if (why := condition(person, act, case))), None)


def _hand_over(others: list[Official], act: Act, case: Case) -> str:
    able = [one for one in others if may(one, act, case)]
    if able:
        return f"请交给{named(able)}办。"
    administrators = [one for one in others if Role.ADMINISTRATOR in one.roles]
    return f"现在没有人能办，请{named(administrators) if administrators else '管理员'}安排人员。"


def named(people: Sequence[Official]) -> str:
    """The first of some people with their offices, for a sentence: 王敏（示例市司法局）或陈立（示例市司法局）."""
    return "或".join(f"{one.name}（{one.office}）" if one.office else one.name for one in people[:SHOWN])


def table() -> str:
    """Acts and who may do them, as a table for the documents."""
    rows = [f"| `{act.value}` | {act.label} | {_words(act)} |" for act in Act]
    return "\n".join(("| act | 做什么 | 谁能做 |", "|---|---|---|", *rows))


def _words(act: Act) -> str:
    if act in BY_ANYBODY:
        return "任何人，凭自己的回执码"
    if act in BY_CLOCK:
        return "到时间自动"
    return "；并且".join(_label(condition) for condition in GRANTS[act]) or "本人"


def _label(condition: Any) -> str:
    return str(condition.label if isinstance(condition, Holds) else condition.__doc__)
