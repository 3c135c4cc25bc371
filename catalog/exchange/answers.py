"""Columns whose heading is the answer: 直接取消 over a tick, 是否取消 over 是 or 否."""

from catalog.exchange import columns
from catalog.exchange.columns import Field
from catalog.rules import titles

# Headings that are themselves a decision or a method. Only a whole heading counts, not one that holds the words.
CHOICES: dict[Field, str] = {
    Field.DISPOSITION: """
        直接取消 替代取消 取消 保留 予以取消 予以保留 拟取消 拟直接取消 拟替代取消 拟保留 容缺受理 容缺办理
    """,
    Field.METHOD: """
        告知承诺 告知承诺制 实行告知承诺 实行告知承诺制 书面承诺 个人承诺 数据共享 信息共享 部门内部核查 部门内部查询
        内部核查 内部查询 部门间核查 部门间核验 部门核查 部门核验 网络核验 网络核查 实地调查 实地核查 现有证照
        法定证照 电子证照 法定文书 合同凭证 被其他材料涵盖 信用报告代替 信用报告 情况声明
    """,
}
_CHOICES = {columns.folded(words): field for field, listed in CHOICES.items() for words in listed.split()}
_YES = frozenset("√✓✔☑☒■●○◯⊙★▲△v是有对1") | {"yes", "y", "[√]", "(√)", "打√", "√√"}
_NO = frozenset("×✕✗✘x否不无0-—–/／\\□☐") | {"no", "n", "——", "--"}
_WHETHER = "是否"
# What 否 means under a heading that asks for the one or the other.
_OPPOSITE = {"取消": "保留", "保留": "取消"}


def choice(heading: str) -> Field | None:
    """What is chosen by a mark under this heading; None when the heading is no choice.

    >>> choice('替代取消'), choice('直接取消的证明')
    (<Field.DISPOSITION: 'disposition'>, None)
    """
    return _CHOICES.get(columns.folded(heading))


def level(heading: str) -> str:
    """The level that a column below 设定依据 is for; "" when the heading is no level.

    >>> level('部门规章'), level('设定依据')
    ('部门规章', '')
    """
    plain = columns.folded(heading)
    return plain if plain in titles.LEVEL_WORDS else ""


def based(heading: str, cell: str) -> str:
    """What a cell of bases says together with its heading; a tick alone only says the level.

    >>> based('设定依据/法律', '《护照法》第六条'), based('设定依据', '《护照法》第六条')
    ('【法律】《护照法》第六条', '《护照法》第六条')
    """
    stated = level(heading.rpartition("/")[2])
    mark = "".join(cell.split()).lower()
    if not stated or not mark:
        return cell
    if mark in _NO or mark in _YES:
        return ""
    return cell if cell.startswith(("【", "[")) else f"【{stated}】{cell}"


def said(heading: str, cell: str) -> str:
    """What a cell says together with its heading.

    >>> said('清理意见/替代取消', '√'), said('替代取消', '数据共享'), said('保留', '')
    ('替代取消', '替代取消：数据共享', '')
    >>> said('是否取消', '否'), said('是否保留', '否'), said('取消方式', '√')
    ('保留', '取消', '√')
    """
    own = heading if columns.exact_field_of(heading) else heading.rpartition("/")[2]
    plain = columns.folded(own)
    if choice(own) is not None:
        return _chosen(own.strip(), cell)
    if not plain.startswith(_WHETHER):
        return cell
    asked = plain.removeprefix(_WHETHER)
    mark = "".join(cell.split()).lower()
    if mark in _YES:
        return asked
    return _OPPOSITE.get(asked, "") if mark in _NO else cell


def _chosen(own: str, cell: str) -> str:
    """The heading when it is ticked, with the words of the cell when it holds more than a tick."""
    mark = "".join(cell.split()).lower()
    if not mark or mark in _NO:
        return ""
    if mark in _YES:
        return own
    return cell if columns.folded(own) in columns.folded(cell) else f"{own}：{cell}"
