"""The shorter forms in which people write official names, worked out from the names themselves."""

import re
from collections.abc import Iterator

MATERIAL_TAILS = (
    "证明材料", "证明文件", "证明书", "登报声明", "证明", "声明", "凭证", "证书", "材料",
)  # fmt: skip
# 婚姻状况证明 is also said 婚姻证明.
MATERIAL_MIDDLES = ("状况", "情况", "关系", "信息", "记录", "经历", "检查", "使用")
ITEM_TAILS = (
    "设立登记", "成立登记", "设立审批", "业务办理", "申请办理", "参保登记", "转移登记", "首次登记",
    "登记备案", "经营许可", "对象认定", "申请", "申领", "办理", "发放", "认定", "登记", "许可", "审批",
    "核发", "签发", "初审", "备案", "补领", "换领", "补换领", "查询", "受理", "审核", "核准", "注册",
    "设立", "核实", "代办", "协助", "领取", "报装", "审查", "评审", "申报", "变更", "注销", "缴纳", "提取",
)  # fmt: skip
# What can be done with many things: alone a name, beside another thing no more than what is done with it (水费过户).
ACTS = frozenset({"过户", "开户", "换证", "补证", "年审", "补办", "更名", "补卡", "挂失"})
# How spoken errands begin: 办租房备案, 在镇街申请高龄津贴.
ITEM_VERBS = re.compile("^(?:在.{1,4})?(?:申请|办理|领取|参加|办|领|报)")
# How people call departments, by the ending of the full name.
OFFICE_SHORT = {
    "人力资源和社会保障局": (
        "人社局",
        "人力资源局",
        "社保局",
        "劳动局",
        "人社",
        "社保所",
        "社保中心",
        "社保办",
        "人事局",
        "就业局",
    ),
    "人力资源社会保障局": ("人社局", "社保局", "劳动局", "人社", "社保所", "社保中心"),
    "住房和城乡建设局": ("住建局", "建设局", "房管局", "住建", "建委", "房管所", "房产局", "房屋管理局"),
    "住房城乡建设局": ("住建局", "房管局", "住建", "房管所"),
    "市场监督管理局": (
        "市监局",
        "市场监管局",
        "工商局",
        "工商所",
        "市监所",
        "市场监管所",
        "食药监局",
        "质监局",
        "食药局",
    ),
    "卫生健康局": ("卫健局", "卫健委", "卫生局", "卫健", "卫计委", "卫计局", "计生办", "计生局"),
    "卫生健康委员会": ("卫健委", "卫健局", "卫生局", "卫计委", "计生办"),
    "医疗保障局": ("医保局", "医保中心", "医保办"),
    "自然资源局": (
        "国土局",
        "不动产登记中心",
        "国土所",
        "规划局",
        "不动产中心",
        "房产交易中心",
        "土地局",
        "自然资源所",
    ),
    "自然资源和规划局": ("自然资源局", "国土局", "规划局", "国土所", "不动产登记中心"),
    "生态环境局": ("环保局", "环境局", "环保所"),
    "农业农村局": ("农业局", "农机站", "农机局", "畜牧局", "农技站", "畜牧站"),
    "交通运输局": ("交通局", "运管所", "运管局", "运政"),
    "应急管理局": ("应急局", "安监局"),
    "文化广电旅游体育局": ("文旅局", "文广旅体局", "文化局", "旅游局", "体育局", "文广局", "文体局"),
    "文化和旅游局": ("文旅局", "文化局"),
    "退役军人事务局": ("退役军人局", "退役局", "退役军人服务站", "退役军人服务中心"),
    "发展和改革局": ("发改局",),
    "发展和改革委员会": ("发改委", "发改局"),
    "工业和信息化局": ("工信局",),
    "城市管理和综合执法局": ("城管局", "城管"),
    "残疾人联合会": ("残联",),
    "妇女联合会": ("妇联",),
    "消防救援大队": ("消防大队", "消防队", "消防局", "消防救援队", "消防站"),
    "烟草专卖局": ("烟草局", "烟草公司"),
    "住房公积金管理部": ("公积金中心", "公积金管理中心", "住房公积金管理中心", "公积金管理部", "公积金局"),
    "住房公积金管理中心": ("公积金中心", "公积金管理中心", "公积金局"),
    "自来水公司": ("水务公司", "自来水厂", "供水公司", "水厂"),
    "供电局": ("电力局", "供电公司", "电力公司", "供电所", "电网公司"),
    "水务局": ("水利局", "水利所"),
    "林业局": ("林业站", "林业所"),
    "教育局": ("教委", "教体局", "教育办"),
    "民政局": ("民政", "民政办", "民政所", "婚姻登记处"),
    "司法局": ("司法所", "公证处", "法律援助中心"),
    "档案馆": ("档案局",),
    "公安局": ("公安", "派出所", "警察局", "车管所", "出入境", "交警队", "交警大队"),
    "税务局": ("地税局", "国税局", "税局", "税务所", "税务大厅", "办税厅", "办税大厅", "地税", "国税"),
}
OFFICE_ENDINGS = {
    "街道办事处": ("街道", "街道办", "街办"),
    "管理委员会": ("管委会",),
    "镇人民政府": ("镇", "镇政府"),
    "乡人民政府": ("乡", "乡政府"),
    "镇": ("镇政府", "镇人民政府"),
    "乡": ("乡政府", "乡人民政府"),
}
# A place before the office: 示例市 in 示例市公安局. What is left must still be an office.
_PLACE = re.compile(r"(.{1,12}?[省市县区州盟旗])(.{2,}(?:局|委|办|厅|队|站|所|部|馆|会|院|中心|公司))")


def of_material(name: str) -> Iterator[str]:
    """Other forms of a plain material name; those without a tail are its stem.

    >>> list(of_material('婚姻状况证明'))
    ['婚姻状况', '婚姻状况证', '婚姻证明', '婚姻']
    """
    stem = _without_tail(name, MATERIAL_TAILS)
    if stem == name:
        return
    yield stem
    if not stem.endswith("身份"):
        yield f"{stem}证"
    for middle in MATERIAL_MIDDLES:
        shorter = stem.removesuffix(middle)
        if shorter != stem and len(shorter) > 1:
            yield shorter + name.removeprefix(stem)
            yield shorter


def of_item(name: str) -> Iterator[str]:
    """Other forms of a plain errand name: without the word for the official act, and without the verb people say.

    >>> list(of_item('教师资格认定')), list(of_item('在镇街申请高龄津贴'))
    (['教师资格'], ['高龄津贴'])
    """
    for shorter in (_without_tail(name, ITEM_TAILS), ITEM_VERBS.sub("", name)):
        if shorter != name and len(shorter) > 1:
            yield shorter


def of_office(name: str) -> Iterator[str]:
    """Other forms of a plain office name: without its place, and shortened as everybody does.

    >>> list(of_office('示例市医疗保障局'))
    ['医疗保障局', '市医疗保障局', '医保局', '市医保局', '医保中心', '市医保中心', '医保办', '市医保办']
    """
    place = place_of(name)
    short = name.removeprefix(place)
    known = [form for ending, forms in OFFICE_SHORT.items() if short == ending for form in forms]
    for form in [short, *known] if place else known:
        yield form
        if place:
            yield place[-1] + form
    for ending, others in OFFICE_ENDINGS.items():
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in others)


def place_of(name: str) -> str:
    """The place that a plain office name begins with; "" when it begins with none.

    >>> place_of('示例市公安局'), place_of('青石镇')
    ('示例市', '')
    """
    found = _PLACE.fullmatch(name)
    return found[1] if found else ""


def _without_tail(name: str, tails: tuple[str, ...]) -> str:
    fitting = [tail for tail in tails if name.endswith(tail) and len(name) - len(tail) > 1]
    return name.removesuffix(max(fitting, key=len)) if fitting else name
