"""Verdicts, rows and moments of a fictional city, made by the code that makes the real ones."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from types import SimpleNamespace

from app import wording
from app.pages import (
    Basis,
    Changed,
    Chip,
    Choice,
    FieldError,
    Figure,
    Group,
    Moment,
    NameEntry,
    Ref,
    Row,
    StepMark,
)
from app.wording import VerdictWords
from catalog.rules.verdict import Fact, Verdict
from catalog.vocabulary import DecisionKind, Disposition, Method, OfficeKind, Outcome

TODAY = date(2026, 11, 23)
SINCE = date(2026, 10, 1)
PUBLISHED = datetime(2026, 9, 15, 1, 0, tzinfo=UTC)
LONG_ITEM = "最低生活保障对象、特困人员、事实无人抚养儿童和困境儿童家庭基本生活救助资格认定及年度复核"
LONG_MATERIAL = "持证人在公开发行的报刊上刊登遗失声明的证明"
LONG_OFFICE = "示例市滨海经济开发区管理委员会"


def fact(disposition: Disposition, method: Method | None = None, on: date = SINCE) -> Fact:
    """A published decision of the example city."""
    return Fact(
        id=1,
        kind=DecisionKind.PUBLISHED,
        disposition=disposition,
        method=method,
        replacement="",
        effective_on=on,
        recorded_at=PUBLISHED,
        public_from=PUBLISHED,
        number="示府办〔2026〕1号",
        list_id=1,
        line_id=32,
        line_position=32,
    )


def words(
    outcome: Outcome,
    decided: Fact | None,
    *,
    item: str = "高龄津贴发放",
    spoken: str = "领高龄津贴",
    material: str = "生存证明",
    office: str = "示例市民政局",
    kind: OfficeKind = OfficeKind.DEPARTMENT,
    on: date = TODAY,
    announced: tuple[Fact, ...] = (),
    notes: tuple[Fact, ...] = (),
) -> VerdictWords:
    """The words for an outcome, as the pages get them."""
    verdict = Verdict(
        outcome=outcome,
        on=on,
        fact=decided,
        since=decided.effective_on if decided else None,
        announced=announced,
        notes=notes,
        recorded_from=date(2026, 7, 13),
    )
    return wording.verdict_words(
        verdict,
        item=item,
        spoken=spoken,
        material=material,
        office=office,
        issuing_office="村（居）民委员会",
        on=on,
        today=TODAY,
        city="示例市",
        kind=kind,
        list_name="第一批",
    )


CANCEL = fact(Disposition.CANCEL)
SHARE = fact(Disposition.REPLACE, Method.DATA_SHARING)
SHOW = fact(Disposition.REPLACE, Method.EXISTING_LICENCE)
PROMISE = fact(Disposition.REPLACE, Method.COMMITMENT)
KEEP = fact(Disposition.KEEP)
AHEAD = fact(Disposition.REPLACE, Method.ONLINE_CHECK, date(2027, 1, 1))

VERDICTS = (
    words(Outcome.CANCELLED, CANCEL),
    words(Outcome.REPLACED, SHARE, spoken=""),
    words(Outcome.REPLACED, SHARE, office="示例市供电局", item="用电增容", spoken="", kind=OfficeKind.UTILITY),
    words(Outcome.REPLACED, SHOW, material="健康证明"),
    words(Outcome.CHOICE, PROMISE, material="收入证明"),
    words(Outcome.KEPT, KEEP, material="捡拾弃婴、儿童报案证明", item="收养登记", spoken=""),
    words(Outcome.UNKNOWN, None, on=date(2026, 7, 1)),
    words(Outcome.CANCELLED, CANCEL, on=date(2026, 10, 20)),
    words(Outcome.KEPT, KEEP, announced=(AHEAD,), notes=(fact(Disposition.CONDITIONAL),)),
    words(Outcome.CHOICE, PROMISE, item=LONG_ITEM, spoken="", material=LONG_MATERIAL, office=LONG_OFFICE),
)
TOWNS = tuple(Ref(number, f"{name}镇") for number, name in enumerate(("青石", "白沙", "石桥", "云岭"), start=1))


def _row(shown: VerdictWords, title: str, *offices: Ref) -> Row:
    return Row(7, title, shown, offices or (Ref(1, "示例市民政局"),), tuple(one.id or 0 for one in offices), "镇街")


ROWS = (
    _row(VERDICTS[0], "高龄津贴发放"),
    _row(VERDICTS[1], "高龄津贴初审", *TOWNS),
    _row(VERDICTS[9], LONG_ITEM, Ref(9, LONG_OFFICE)),
    _row(VERDICTS[6], "供养亲属抚恤金申领"),
)
MOMENTS = (
    Moment("2026年12月31日前", "设定依据修改完毕", "ahead", date(2026, 12, 31), "（计划，不影响上面的结论）"),
    Moment("2026年10月1日起 · 现在有效", "不再需要", "now", SINCE, "，直接取消", number="示府办〔2026〕1号", list_id=1),
    Moment("2026年9月22日", "", day=date(2026, 9, 22), text="依据由“第四条”更正为“第五条”。", kind="更正", tone="kept"),
    Moment("2026年7月13日以前", "尚无记录", text="。查不到不等于不需要。"),
)


def address(**changes: object) -> str:
    """Stands in for the page's own address."""
    return "#" + "-".join(f"{name}-{value}" for name, value in changes.items() if value is not None)


def _entries(names: Iterable[str]) -> tuple[NameEntry, ...]:
    return tuple(NameEntry(number, name, 10 * number, "也叫健在证明") for number, name in enumerate(names, start=1))


EXAMPLES = SimpleNamespace(
    verdicts=VERDICTS,
    rows=ROWS,
    group=Group(
        Ref(1, "生存证明"),
        25,
        ROWS,
        "由村（居）民委员会开具",
        sentence="25条里，24条改由部门查，1条不再需要。",
        more=18,
    ),
    group_without_page=Group(Ref(None, LONG_MATERIAL), 1, ROWS[2:3]),
    moments=MOMENTS,
    changed=(
        Changed(
            7,
            "生存证明",
            (("结论", "尚无记录", "不再需要"), ("办法", "登记簿里没有这一条。", "直接取消，不用提交。")),
            TOWNS,
            "镇街",
        ),
        Changed(7, LONG_MATERIAL, (("文号", "", "示府办〔2026〕1号"),), TOWNS[:1], note="结论没有变，换了文件。"),
    ),
    announced=VERDICTS[8].announced[0],
    long_name=LONG_OFFICE,
    chips=(Chip("office", "民政局"), Chip("outcome", "改用别的办法"), Chip("item", LONG_ITEM)),
    figures=(
        Figure("不再需要", 162, href="#"),
        Figure("改用别的办法", 909),
        Figure("可承诺代替", 273),
        Figure("仍需提交", 0),
    ),
    counting_rule=wording.COUNTING_RULE,
    bases=(
        Basis(
            "《示例市高龄老人津贴发放办法》",
            "第五条",
            "规范性文件",
            "已修改",
            "kept",
            1,
            note="取消证明后，文件本身也要修改。",
        ),
        Basis("《中华人民共和国收养法》", "第五条", "法律", "已废止", "bad", raw="收养法5条"),
        Basis("", "", "没有依据", raw="按惯例"),
    ),
    steps=(
        StepMark("起草", "done", "6月8日至30日"),
        StepMark("征求意见", "done", "7月13日至8月12日"),
        StepMark("审签", "now", "9月7日起"),
        StepMark("公布", "ahead"),
    ),
    errors=(FieldError("number", "文号要写成 示府办〔2026〕1号 的样子。"), FieldError("", "文件里没有表格。")),
    choices=(Choice("cancel", "直接取消"), Choice("replace", "替代取消", chosen=True), Choice("keep", LONG_ITEM)),
    sections=(("B", _entries(("病历证明", "保险证明"))), ("S", _entries(("生存证明", LONG_MATERIAL)))),
    trail=(("查证明", "#"), (LONG_MATERIAL, "#")),
    address=address,
    day=TODAY,
)
