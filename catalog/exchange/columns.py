"""Headings of lists and the fields they stand for: one table, read when importing and when exporting."""

import re
from collections.abc import Iterable
from functools import lru_cache

from catalog import text
from catalog.vocabulary import Word


class Field(Word):
    """What a column holds; the label is the heading that exports write."""

    SEQ = "seq", "序号"
    DEMANDING_OFFICE = "demanding_office", "索要单位"
    SERVICE_ITEM = "service_item", "办理事项"
    SERVICE_SUBITEM = "service_subitem", "子项"
    ITEM_TYPE = "item_type", "事项类型"
    MATERIAL = "material", "证明名称"
    ISSUING_OFFICE = "issuing_office", "开具单位"
    BASIS = "basis", "设定依据"
    BASIS_CLAUSE = "basis_clause", "依据条文"
    BASIS_LEVEL = "basis_level", "效力层级"
    OTHER_BASES = "other_bases", "其他依据"
    DISPOSITION = "disposition", "取消方式"
    METHOD = "method", "替代方式"
    REPLACEMENT = "replacement", "取消后的办理方式"
    REMARK = "remark", "备注"
    UNREAD = "unread", "不读"


# As real lists word them (VARIANTS A, DOMAIN §5), simplified and without blanks; the most usual first.
HEADINGS: dict[Field, str] = {
    Field.SEQ: "序号 编号 项目序号 顺序号 序 号 NO NO.",
    Field.DEMANDING_OFFICE: """
        索要单位 索要部门 索要机关 索取单位 索取部门 索要主体 索要证明单位 索要证明的单位 索要证明部门
        索要证明的部门 要求出具证明事项的单位 要求出具证明的单位 要求出具单位 要求提供证明的单位
        要求提供证明单位 要求提供单位 要求提交单位 需求单位 需求部门 使用单位 用证单位 用证部门
        实施部门 实施单位 实施机关 实施主体 责任单位 责任部门 办理单位 办理部门 办事部门 受理单位
        受理部门 主管部门 行使部门 部门 单位 部门名称 单位名称 所属部门 填报单位 填报部门 申报单位
        市直部门
    """,
    Field.SERVICE_ITEM: """
        办理事项 办理事项名称 服务事项 服务事项名称 政务服务事项 政务服务事项名称 事项名称 所办事项
        对应事项 对应办理事项 对应政务服务事项 涉及事项 涉及的办理事项 关联事项 业务事项 业务名称
        办事事项 办事项目 办理业务 办理项目 证明用途 证明事项用途 证明材料用途 用途 主项名称 主项 大项
        行政事项 行政事项名称 权力事项 权力事项名称 职权名称 行政权力名称 事项 所涉事项 适用事项
        适用范围
    """,
    Field.SERVICE_SUBITEM: "子项 小项 子项名称 办理项 业务办理项 业务办理项名称 小项名称",
    Field.ITEM_TYPE: "事项类型 事项类别 事项性质 权力类型 权力类别 职权类型 职权类别 办理事项类型 行政权力类型",
    Field.MATERIAL: """
        证明名称 证明事项名称 证明材料名称 材料名称 证明事项 证明材料 证明 证明类材料 证明种类
        证明材料(名称) 取消的证明名称 取消的证明事项 取消的证明材料 取消证明名称 取消证明事项
        取消证明材料 取消证明事项名称 取消的证明事项名称 取消的证明材料名称 取消证明材料名称
        保留的证明名称 保留证明事项 保留的证明事项 保留的证明材料 申请材料 申请材料名称 申报材料
        申报材料名称 证照名称 证明(材料)名称 清理的证明事项 拟取消证明事项 拟取消的证明事项
        拟取消证明材料 拟取消证明名称 名称
    """,
    Field.ISSUING_OFFICE: """
        开具单位 开具部门 开具机关 开具主体 开具机构 出具单位 出具部门 出具机关 出具主体 出具机构
        证明开具单位 证明出具单位 证明开具部门 证明出具部门 开具证明单位 出具证明单位 开具证明的单位
        出具证明的单位 开具证明部门 出具证明部门 出具证明的部门 开具证明的部门 核发单位 核发部门
        签发单位 发证单位 材料来源 来源单位 来源渠道 原出具单位 原开具单位 原出具部门 证明来源
    """,
    Field.BASIS: """
        设定依据 设定及保留依据 设定依据及条款 设定依据名称 依据名称 实施依据 法律依据 法定依据
        法律法规依据 政策依据 文件依据 依据文件 索要依据 原设定依据 设定的依据 依据 设立依据 保留依据
        设定(保留)依据 设定依据(名称及条款) 设定依据及条文 法律法规名称 法规名称 文件名称 设定依据文件
        取消依据 清理依据
    """,
    Field.BASIS_CLAUSE: """
        依据条文及内容 依据条文 条文及内容 条文内容 依据条款 具体条款 条款 条款内容 条文 条款号
        设定依据条款 设定依据条文 设定依据条文及内容 设定依据条文内容 依据条款及内容 依据内容 具体条文
        具体内容
    """,
    Field.BASIS_LEVEL: """
        效力层级 效力级别 依据层级 依据类型 依据类别 依据级别 法律效力层级 法律位阶 位阶 层级
        设定依据层级 设定依据类型 设定依据效力层级 文件层级 依据效力层级
    """,
    Field.OTHER_BASES: "其他依据 其它依据 其他设定依据 相关依据 参考依据",
    Field.DISPOSITION: """
        取消方式 处理意见 处理结果 清理意见 清理结果 清理方式 清理建议 取消类型 取消类别 处理方式
        处置方式 处置意见 取消或保留 取消或者保留 保留或取消 取消/保留 意见 结论 清理结论 拟处理意见
        取消形式 取消情况 处理建议 是否取消 是否保留 取消方式(直接取消或替代取消) 取消(替代)方式
        取消或替代方式
    """,
    Field.METHOD: """
        替代方式 取消替代方式 替代取消方式 替代措施 替代办法 取消后替代方式 取消后的替代方式
        取消后替代措施 替代途径 替代手段 核查方式 替代类型 替代方法 取消后核查方式 证明替代方式
        取消后的核查方式
    """,
    Field.REPLACEMENT: """
        取消后的办理方式 取消后办理方式 办理方式 取消后办事方式 取消后的办事方式 取消后办理措施
        取消后办理途径 取消后的办理途径 取消后的措施 取消后办事指引 取消后的管理措施 取消后管理措施
        取消后做法 替代内容 替代材料 替代说明 替代方式说明 取消后的办理方法 取消后办理办法
        取消后的处理方式 取消后处理方式 取消后办理流程 改进措施 优化措施 具体办理方式 取消后的办理措施
        取消后办理要求 具体替代方式
    """,
    Field.REMARK: "备注 说明 备注说明 其他说明 附注 备考 注",
    # Seen, understood, and nothing that this register keeps.
    Field.UNREAD: """
        行使层级 实施层级 省级 市级 县级 县(市、区)级 区级 乡镇级 乡级 镇级 乡镇级及其他 国家级 其他
        年受理量 年办理量 年办件量 年均办件量 办件量 办理指南 办事指南 办事指南链接 保留原因 保留理由
        取消原因 取消理由 取消或者保留理由 取消或保留理由 不能实行告知承诺及保留原因 保留的必要性
        设定必要性 联系人 联系电话 联系方式 相关部门意见 部门意见 是否公开 批次 服务对象 事项编码 编码
        基本编码 实施编码 法律文号 文号 发文字号 材料类型 材料形式 份数
    """,
}

# Over two or more columns: the columns below say what they hold.
GROUPS = frozenset(
    [
        "实施基本情况",
        "基本情况",
        "设定依据",
        "行使层级",
        "实施层级",
        "取消情况",
        "取消后的办理方式",
        "证明基本情况",
        "证明事项基本情况",
        "替代方式",
        "清理意见",
        "开具情况",
        "办理情况",
        "单位",
        "依据",
        "事项",
        "证明",
    ]
)

# What becomes of the proof: one heading may name two of them, 取消方式及替代办法, and is read as the first.
OUTCOME = frozenset({Field.DISPOSITION, Field.METHOD, Field.REPLACEMENT})

# A heading may say more than the field: 证明名称（全称）. It may not be a sentence.
_LONGEST_HEADING = 24
_MORE_THAN_A_NAME = 8
_SHORTEST_WITHIN = 4
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
# "填报单位：示例市司法局" is a filled-in line, no heading.
_FILLED_IN = re.compile(r"[:：]\s*\S")
_STRAY = re.compile(r"[\s:：,，。.、*“”\"'|/\\]+")


def field_of(heading: str) -> Field | None:
    """The field that a heading stands for; None when it is no heading known.

    >>> field_of('索要⏎单 位（盖章）'.replace('⏎', chr(10))) is Field.DEMANDING_OFFICE
    True
    >>> field_of('要求出具证明事项的单位') is Field.DEMANDING_OFFICE
    True
    """
    return None if len(heading) > 2 * _LONGEST_HEADING else _field_of(heading)


def exact_field_of(heading: str) -> Field | None:
    """The field whose known headings hold exactly this one."""
    return _EXACT.get(folded(heading)) if len(heading) <= 2 * _LONGEST_HEADING else None


def plainly_named(cell: str) -> bool:
    """Whether a cell is a known heading just as it stands: quick, for looking through thousands of lines."""
    return "".join(cell.split()) in _EXACT


def rank(heading: str) -> int:
    """How usual a heading is for its field, the usual ones first: of two columns for one field the lower is read."""
    return _RANKS.get(folded(heading), len(_RANKS))


def is_group(heading: str) -> bool:
    """True for a heading that stands over several columns."""
    return folded(heading) in GROUPS


def recognised(cells: Iterable[str]) -> int:
    """How many different fields a row of cells names."""
    return len({found for found in map(field_of, cells) if found is not None})


@lru_cache(maxsize=8192)
def folded(heading: str) -> str:
    """A heading as it is compared: one width and script, no blanks, line breaks or stray marks."""
    return _STRAY.sub("", text.fold(text.squeeze(heading))).upper()


@lru_cache(maxsize=8192)
def _field_of(heading: str) -> Field | None:
    if _FILLED_IN.search(_IN_BRACKETS.sub("", heading)):
        return None
    plain = folded(heading)
    bare = _STRAY.sub("", _IN_BRACKETS.sub("", plain))
    exact = _EXACT.get(plain) or _EXACT.get(bare)
    if exact is not None or len(bare) > _LONGEST_HEADING:
        return exact
    within = [
        (len(known), field)
        for known, field in _EXACT.items()
        if len(known) >= _SHORTEST_WITHIN and known in bare and len(bare) - len(known) <= _MORE_THAN_A_NAME
    ]
    longest = max((length for length, _ in within), default=0)
    fields = {field for length, field in within if length == longest}
    if len(fields) > 1 and fields <= OUTCOME:
        return next(field for field in (Field.DISPOSITION, Field.METHOD) if field in fields)
    return fields.pop() if len(fields) == 1 else None


# What machines call the columns (catalog.exchange.rows.KEYS) is understood as well.
_KEYS = {field.value.upper(): field for field in Field if field is not Field.UNREAD} | {
    "BASIS_TITLE": Field.BASIS,
    "LEGAL_BASIS": Field.BASIS,
    "OTHER_BASES": Field.OTHER_BASES,
}
_EXACT = _KEYS | {
    _STRAY.sub("", text.fold(heading)).upper(): field
    for field, headings in HEADINGS.items()
    for heading in headings.split()
}
_RANKS = {known: place for place, known in enumerate(_EXACT)}
