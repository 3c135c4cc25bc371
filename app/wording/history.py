"""What happened, told as sentences: one for each act that history knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.wording.days import zh_date
from catalog.vocabulary import (
    Act,
    Adoption,
    Channel,
    CommentState,
    DecisionKind,
    Disposition,
    ExceptionKind,
    ListState,
    Method,
    ReviewKind,
    Role,
    VersionPurpose,
    WithheldReason,
    Word,
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry: who is the name (or login) of whoever acted; before and after are plain values."""

    act: Act
    who: str
    noun: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str = ""

    def word(self, words: type[Word], name: str, where: str = "after") -> str:
        """The Chinese word for a stored one; "" when it is not there."""
        value = getattr(self, where).get(name)
        known = words.named(value) if isinstance(value, str) else None
        return known.label if known else ""

    def day(self, name: str, where: str = "after") -> str:
        value = getattr(self, where).get(name)
        return zh_date(date.fromisoformat(value[:10])) if isinstance(value, str) and value else ""


def told(one: Happened) -> str:
    """The sentence: 王敏退回了清单。理由：…"""
    if one.noun == "emergency" and one.act is not Act.CONFIRM_EMERGENCY:
        said = f"{one.who}走了紧急办理（{one.act.label}），{one.day('due_on')}前要追认"
    else:
        said = SENTENCES[one.act](one)
    why = one.reason.strip().removesuffix("。")
    return f"{said}。{f'理由：{why}。' if why else ''}"


def _plain(what: str) -> Callable[[Happened], str]:
    return lambda one: f"{one.who}{what}"


def _named(verb: str) -> Callable[[Happened], str]:
    """Registered something that has a name, title or login."""

    def say(one: Happened) -> str:
        name = next(
            (one.after[key] for key in ("name", "title", "login", "alias", "surface") if one.after.get(key)), ""
        )
        return f"{one.who}{verb}{f'“{name}”' if name else ''}"

    return say


def _line(verb: str) -> Callable[[Happened], str]:
    def say(one: Happened) -> str:
        said = one.after or one.before
        named = "，".join(str(said[name]) for name in ("service_item", "material") if said.get(name))
        return f"{one.who}{verb}第{said.get('position', '')}条{f'：{named}' if named else ''}"

    return say


def _changed_line(one: Happened) -> str:
    labels = {"office": "索要单位", "service_item": "办理事项", "material": "证明材料", "issuing_office": "开具单位"}
    labels |= {"replacement": "取消后的办理方式", "bases": "设定依据", "remark": "备注", "effective_on": "施行日期"}
    cells = [label for name, label in labels.items() if one.before.get(name) != one.after.get(name)]
    for name, label, words in (("disposition", "处理", Disposition), ("method", "办法", Method)):
        old, new = one.word(words, name, "before"), one.word(words, name)
        if old != new:
            cells.insert(0, f"{label}由“{old or '（空）'}”改为“{new or '（空）'}”")
    what = f"：{'，'.join(cells)}" if cells else ""
    material = one.after.get("material")
    return f"{one.who}改了第{one.after.get('position', '')}条{f'（{material}）' if material else ''}{what}"


def _moved(verb: str) -> Callable[[Happened], str]:
    def say(one: Happened) -> str:
        state = one.word(ListState, "state")
        return f"{one.who}{verb}{f'，清单现在是“{state}”' if state else ''}"

    return say


def _submitted(one: Happened) -> str:
    if one.word(ListState, "state") == ListState.DRAFTING.label:
        return f"{one.who}把清单收回修改"
    return f"{one.who}提交了清单，{one.after.get('lines', 0):,}条，第{one.after.get('version', 1)}次报送稿"


def _undone(one: Happened) -> str:
    counts = "，".join(
        f"{label}{one.after.get(name, 0):,}条"
        for name, label in (("removed", "取下"), ("changed", "改回"), ("added", "放回"))
        if one.after.get(name)
    )
    left = f"，{one.after['left']:,}条后来动过，照现在的留着" if one.after.get("left") else ""
    return f"{one.who}撤销了一次导入：{counts}{left}"


def _imported(one: Happened) -> str:
    if one.after.get("over"):
        counts = "，".join(
            f"{label}{one.after.get(name, 0):,}条"
            for name, label in (("added", "新增"), ("changed", "改动"), ("removed", "删去"))
        )
        return f"{one.who}用文件覆盖了清单：{counts}"
    number = one.after.get("number")
    return f"{one.who}导入了{one.after.get('lines', 0):,}条" + (f"，文号{number}" if number else "")


def _reviewed(one: Happened) -> str:
    kind = one.word(ReviewKind, "kind")
    if not kind:
        return f"清单转到“{one.word(ListState, 'state')}”"
    days = one.after.get("working_days")
    outcome = "通过" if one.after.get("passed") else "没有通过"
    return f"{one.who}办了{kind}，{outcome}" + (f"，用了{days}个工作日" if days else "")


def _frozen(one: Happened) -> str:
    kind = one.word(VersionPurpose, "purpose") or "清单"
    lines, version = one.after.get("lines", 0), one.after.get("version", "")
    return f"{kind}第{version}版定版，{lines:,}条，摘要{str(one.after.get('digest', ''))[:12]}"


def _redacted(one: Happened) -> str:
    if "document" in one.after:
        return f"{one.who}抹去了文件的内容（{one.after.get('kind', '证据')}），摘要{str(one.after['document'])[:12]}"
    if one.noun == "requirement":
        return f"{one.who}抹去了已公布条目的备注"
    return f"{one.who}抹去了定版里第{one.after.get('position', '')}条的内容，共{one.after.get('copies', 1)}处"


def _evidence(one: Happened) -> str:
    said = one.after or one.before
    places = "、".join(str(place) for place in list(said.get("lines", ()))[:8])
    verb = "给" if one.after else "取下了"
    return f"{one.who}{verb}第{places}条{'附上了' if one.after else '的'}“{said.get('kind', '证据')}”"


def _signed(one: Happened) -> str:
    places = "、".join(str(place) for place in list(one.after.get("lines", ()))[:8])
    return f"{one.who}给第{places}条签署了{one.word(ExceptionKind, 'kind')}"


def _opened(one: Happened) -> str:
    span = f"{one.day('opens_on')}至{one.day('last_on')}"
    return f"{one.who}发起第{one.after.get('round', 1)}次征求意见，{span}，公开第{one.after.get('version', 1)}版"


def _extended(one: Happened) -> str:
    return f"{one.who}把征求意见由{one.day('previous_last_on')}延长到{one.day('last_on')}"


def _approved(one: Happened) -> str:
    how = "，".join(str(one.after[name]) for name in ("meeting", "minutes", "signer") if one.after.get(name))
    return f"{one.who}登记审签：{one.day('decided_on')}{f'，{how}' if how else ''}"


def _published(one: Happened) -> str:
    number = one.after.get("number")
    return f"{one.who}公布了清单{f'，文号{number}' if number else ''}"


def _decided(one: Happened) -> str:
    method = one.word(Method, "method")
    said = one.word(Disposition, "disposition") + (f"（{method}）" if method else "")
    number = one.after.get("number")
    return f"{one.who}公布决定：{said}，{one.day('effective_on')}起" + (f"，{number}" if number else "")


def _corrected(one: Happened) -> str:
    kind = one.word(DecisionKind, "kind")
    said = one.word(Disposition, "disposition")
    method = one.word(Method, "method")
    how = f"，改为{said}{f'（{method}）' if method else ''}" if said else ""
    return f"{one.who}登记{kind}{how}，{one.day('effective_on')}起"


def _filed(one: Happened) -> str:
    number = one.after.get("number")
    return f"{one.who}登记备案{f'，备案号{number}' if number else '意见'}，{one.day('filed_on')}"


def _moderated(one: Happened) -> str:
    state = one.word(CommentState, "state")
    why = one.word(WithheldReason, "withheld")
    return f"{one.who}核看了意见：{state}{f'（{why}）' if why else ''}"


def _entered(one: Happened) -> str:
    return f"{one.who}登记了一份{one.word(Channel, 'channel') or '其他渠道'}意见"


def _answered(one: Happened) -> str:
    adoption = one.word(Adoption, "adoption")
    comments = one.after.get("comments")
    return f"{one.who}答复了{f'{len(comments)}份' if comments else ''}意见：{adoption}"


def _released(one: Happened) -> str:
    if "digest" in one.after:
        return f"{one.who}把意见采纳情况定了稿，收到{one.after.get('received', 0)}份"
    return f"{one.who}公开了意见采纳情况"


def _amended_office(one: Happened) -> str:
    if "carries_on" in one.after:
        return f"{one.who}登记由本单位承担另一单位的职责，{one.after.get('requirements', 0):,}项证明归过来"
    heir = one.after.get("successor")
    return f"{one.who}改了单位" + (f"，职责由{heir}承担" if heir else "")


def _role(verb: str, where: str) -> Callable[[Happened], str]:
    def say(one: Happened) -> str:
        until = one.day("until", where)
        return f"{one.who}{verb}“{one.word(Role, 'role', where)}”的身份{f'，到{until}为止' if until else ''}"

    return say


def _amended_person(one: Happened) -> str:
    return f"{one.who}登记此人{one.day('left_on')}离任"


SENTENCES: dict[Act, Callable[[Happened], str]] = {
    Act.IMPORT_LIST: _imported,
    Act.ENTER_PUBLISHED_LIST: _plain("录入了以前公布的清单"),
    Act.UNDO_IMPORT: _undone,
    Act.PUBLISH_DECISION: _decided,
    Act.CORRECT_DECISION: _corrected,
    Act.REGISTER_OFFICE: _named("登记了单位"),
    Act.REGISTER_MATERIAL: _named("登记了证明"),
    Act.REGISTER_SERVICE_ITEM: _named("登记了事项"),
    Act.REGISTER_INSTRUMENT: _named("登记了依据文件"),
    Act.AMEND_SERVICE_ITEM: _plain("改了事项的说法"),
    Act.AMEND_MATERIAL: _plain("改了证明的名称"),
    Act.AMEND_OFFICE: _amended_office,
    Act.AMEND_SYNONYM: _named("改了同义词"),
    Act.AMEND_CALENDAR: _plain("改了工作日历"),
    Act.REGISTER_PERSON: _named("登记了人员"),
    Act.AMEND_PERSON: _amended_person,
    Act.START_LIST: _named("新建了清单"),
    Act.ADD_LINE: _line("加了"),
    Act.CHANGE_LINE: _changed_line,
    Act.REMOVE_LINE: _line("删去了原"),
    Act.SUBMIT_LIST: _submitted,
    Act.RETURN_LIST: _moved("退回了清单"),
    Act.ASSEMBLE_LIST: _moved("汇总了清单"),
    Act.REVIEW_LIST: _reviewed,
    Act.ATTACH_EVIDENCE: _evidence,
    Act.SIGN_EXCEPTION: _signed,
    Act.FREEZE_VERSION: _frozen,
    Act.REDACT_RECORD: _redacted,
    Act.OPEN_CONSULTATION: _opened,
    Act.EXTEND_CONSULTATION: _extended,
    Act.SKIP_CONSULTATION: _moved("决定不征求意见，直接定稿"),
    Act.CLOSE_CONSULTATION: lambda one: "征求意见到时间截止",
    Act.END_LIST: _moved("终止了清单"),
    Act.APPROVE_LIST: _approved,
    Act.PUBLISH_LIST: _published,
    Act.FILE_LIST: _filed,
    Act.CONFIRM_EMERGENCY: _plain("追认了紧急办理"),
    Act.SHOW_REQUIREMENT: lambda one: f"这一条从{one.day('public_from')}起公开",
    Act.HIDE_REQUIREMENT: lambda one: "征求意见没有开始就终止了，这一条不公开",
    Act.SEND_COMMENT: lambda one: "收到一份网页意见",
    Act.KEEP_COMMENT: lambda one: "有人先存了一份没写完的意见",
    Act.DROP_KEPT_COMMENT: lambda one: "没写完的存稿已经删去",
    Act.CORRECT_COMMENT: lambda one: "本人修改了意见",
    Act.WITHDRAW_COMMENT: lambda one: "本人撤回了意见",
    Act.ERASE_CONTACT: lambda one: "称呼、联系方式和附件已经删除",
    Act.ENTER_COMMENT: _entered,
    Act.MODERATE_COMMENT: _moderated,
    Act.SEE_CONTACT: _plain("查看了联系方式"),
    Act.SEE_ATTACHMENT: lambda one: f"{one.who}打开了附件{one.after.get('file', '')}",
    Act.ANSWER_COMMENT: _answered,
    Act.RELEASE_ANSWERS: _released,
    Act.GIVE_ROLE: _role("授予", "after"),
    Act.TAKE_ROLE: _role("收回", "before"),
    Act.CHANGE_PASSWORD: _plain("改了密码"),
    Act.END_SESSIONS: _plain("退出了所有登录"),
}
