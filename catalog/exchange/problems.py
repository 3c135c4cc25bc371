"""What can be wrong with a list: every code, how much it weighs, and the sentence that says what to do."""

from dataclasses import dataclass

from catalog.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``line`` counts as spreadsheet programs do; 0 speaks of a whole sheet. Whoever prints adds where."""

    sheet: str
    line: int
    heading: str
    code: str
    message: str
    severity: Severity


_E, _D, _N = Severity.ERROR, Severity.DOUBT, Severity.NOTE

# Code → severity and sentence. Only errors block.
CODES: dict[str, tuple[Severity, str]] = {
    "no-header": (_E, "没找到表头，请指定哪一行是表头。"),
    "text-without-table": (
        _E,
        "这里是一段段的文字，不是表格。请做成表格，每项证明一行，表头写：证明名称、办理事项、索要单位、设定依据、取消方式。",
    ),
    "columns-run-together": (
        _E,
        "几栏的文字连在一起（“{text}”），分不开每一格。请从原件重新复制表格，或传原来的 .xlsx、.docx 文件。",
    ),
    "cells-do-not-align": (
        _E,
        "“{text}”这一项有{found}格，表头有{wanted}格，对不上，没有读。空着的格子请写“无”，一格里不要换行。",
    ),
    "rows-without-number": (_E, "每一格各占一行，又没有序号，分不清哪几格是一项。请做成表格再传。"),
    "no-material-column": (_E, "表头里没有找到“证明名称”这一列。请指定哪一列是证明名称。"),
    "no-rows": (_E, "找到了表头，下面没有一行内容。请核对。"),
    "missing-material": (_E, "缺证明名称。请补上。"),
    "missing-demanding-office": (_E, "缺索要单位。这一行和上面合并过的，请在合并格里写单位名。"),
    "missing-service-item": (_E, "缺办理事项。这一行和上面合并过的，请在合并格里写事项名。"),
    "missing-disposition": (_E, "没有写怎样处理。可以写：直接取消、替代取消、保留。"),
    "unknown-method": (_E, "“{text}”认不出是哪种取消方式。可以写：直接取消、替代取消、保留。"),
    "replaced-without-method": (_E, "是“替代取消”，却没有替代办法。请补上；不需要代替，改成“直接取消”。"),
    "duplicate-line": (_E, "和{where}完全一样，只留一行。"),
    "conflicting-line": (_E, "和{where}是同一单位、同一事项、同一证明，处理却不一样。请核对，只留一行。"),
    "too-long": (_E, "{field}超过{most}个字，像是把说明写进了{field}。"),
    "formula": (_E, "格子里是公式，只收文字。请复制后“只粘贴值”。"),
    "cell-error": (_E, "格子里是算不出来的公式（{text}）。请改成文字。"),
    "item-from-section": (_D, "表里没有办理事项这一列，下面的按“{text}”读成办理事项。请核对。"),
    "garbled-text": (_D, "“{text}”里有乱码。请照原件改正。"),
    "cell-parted": (_D, "“{text}”一格里有几栏，按表头“{heading}”的顺序分开读。请核对。"),
    "cell-not-parted": (_D, "“{text}”一格里有几栏，和表头“{heading}”的栏数对不上，分不开。请拆成几列。"),
    "cells-realigned": (_D, "这里没有表格的格子，是按序号或空格重新排成表的。请核对每一行。"),
    "hidden-sheet": (_D, "这张工作表是隐藏的，没有读。要读请先取消隐藏。"),
    "filled-by-pattern": (_D, "空着的“{field}”按上面一格读。请核对；不是这样，请每一行都写上。"),
    "same-requirement": (_E, "和{where}是同一单位、同一事项、同一证明，别的格子不同。请核对，只留一行。"),
    "clause-without-instrument": (_D, "只有条款，没有文件名。请写全，例如《婚姻登记条例》第五条。"),
    "unknown-instrument": (_D, "登记簿里没有《{title}》。请核对名称；确有这份文件，请先登记。"),
    "number-for-title": (_D, "只写了文号{number}，登记簿里是《{title}》，按它读。请核对，写上名称。"),
    "impossible-article": (_D, "《{title}》一共{articles}条，没有{clause}。请核对。"),
    "repealed-basis": (_D, "《{title}》从{day}起废止了。请换成现行的依据，或写“无”。"),
    "unknown-level": (_D, "《{title}》的层级还没有登记。请补上效力层级。"),
    "level-mismatch": (_D, "写的是{stated}，登记簿里《{title}》是{level}，按登记簿读。请核对。"),
    "missing-basis": (_D, "没有写设定依据。确实没有依据的，请写“无”。"),
    "no-basis-column": (_D, "表里没有设定依据这一列。请补上；确实没有依据的，请写“无”。"),
    "ground-is-no-basis": (_D, "《优化营商环境条例》第四十四条是取消的理由，不是设定依据。没有依据，请写“无”。"),
    "unreadable-basis": (_D, "没看出是哪份文件。请写成《婚姻登记条例》第五条这样；没有依据，请写“无”。"),
    "policy-direct-cancellation": (_D, "{why}"),
    "not-the-citys-office": (
        _D,
        "“{text}”像是{kind}，市里不能单独取消它要的证明。请先征得它上级单位同意，把复函附在这几条上。",
    ),
    "number-in-use": (_D, "{number}已经用在“{title}”上。请核对文号；确实是同一个号，照样写入。"),
    "effective-before-published": (_D, "施行日期{effective}比公布日期{published}还早。请核对。"),
    "conditional-not-a-cancellation": (_D, "“{text}”还没有生效，按“保留”读，请核对。"),
    "deferred-not-a-cancellation": (_D, "“{text}”是可以以后补交，不是取消，请核对。"),
    "intended-not-a-cancellation": (_D, "“{text}”只是打算取消，还不是决定，请核对。"),
    "issuer-stops-not-a-cancellation": (_D, "“{text}”说的是不再开，不等于不再要，请核对。"),
    "undivided-not-a-cancellation": (_D, "“{text}”没有分清是取消还是调整，请逐条写明。"),
    "remark-limits-cancellation": (_D, "备注写了“{text}”，取消像是有条件。请核对；有条件的，请在取消方式里写明。"),
    "self-print-not-a-cancellation": (_D, "“{text}”是自己打印或网上开，证明还是要交，不是取消，请核对。"),
    "several-methods": (_D, "“{text}”写了几种替代办法，先按“{read}”读，请核对。"),
    "disposition-from-title": (_D, "下面没有写怎样处理的，都按“{text}”读成“{read}”。请核对。"),
    "catch-all-not-a-proof": (_D, "“{text}”是兜底的说法，不是一种证明。请写明是哪些证明，或删去这一行。"),
    "several-materials": (_D, "一格里像是写了几种证明。请分成几行。"),
    "masked-text": (_D, "“{text}”里有遮住的字。请写全。"),
    "detail-not-read": (_D, "{why}这样的有{count}格，没有读。"),
    "detail-differs": (_D, "同一个事项前后写得不一样，按先写的读：{names}。请核对。"),
    "detail-kept": (_N, "登记簿里已经有的不改：{names}。要改，请到“公众怎么说”里改。"),
    "unknown-item-type": (_N, "“{text}”不是登记簿用的事项类型，没有读。"),
    "continued-table": (_N, "这张表没有表头，接着上一张表的列读。"),
    "office-from-above": (_N, "表里没有写索要单位，按“{text}”读。"),
    "sheet-without-table": (_N, "这张工作表里没有找到清单，没有读。"),
    "column-not-read": (_N, "“{text}”这一列没有用到。"),
    "filled-down": (_N, "空着的“{field}”按上面一格读。"),
    "sequence-gap": (_N, "序号从{before}跳到{here}，中间像是少了行。"),
    "total-differs": (_N, "写的是{announced}项，读到{rows}行。请核对。"),
    "name-and-content-differ": (_N, "文件名的后缀和内容不一致，已按内容读。"),
}


# What a list that was published long ago leaves to be said: kept on record, and nobody is asked to accept it.
RECORDED = frozenset(
    {"policy-direct-cancellation", "not-the-citys-office", "number-in-use", "effective-before-published"}
)


def problem(sheet: str, line: int, heading: str, code: str, /, **words: object) -> Problem:
    """The finding with this code; ``words`` fill in the sentence."""
    severity, sentence = CODES[code]
    return Problem(sheet, line, heading, code, sentence.format(**words), severity)
