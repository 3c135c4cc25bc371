"""What the columns of a list hold."""

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
    AUDIENCE = "audience", "服务对象"
    CODES = "codes", "事项编码"
    GUIDE = "guide", "办理指南"
    UNREAD = "unread", "不读"


# What a list says of the errand itself, beside its lines. Such columns alone make no table a list.
DETAILS = (Field.AUDIENCE, Field.CODES, Field.GUIDE)
