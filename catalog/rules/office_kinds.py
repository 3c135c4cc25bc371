"""What sort of body an office is, guessed from its name when a list first mentions it; officials may correct it."""

from catalog.vocabulary import OfficeKind as K

# First match wins: endings and fragments of names as lists write them (DOMAIN §6).
SIGNS: tuple[tuple[K, tuple[str, ...]], ...] = (
    (K.COMMITTEE, ("村民委员会", "居民委员会", "村委会", "居委会", "村(居)民委员会")),
    (K.UTILITY, ("供电", "电力", "自来水", "供水", "燃气", "银行", "信用社", "公司", "电信", "邮政")),
    (K.VERTICAL, ("税务", "烟草专卖", "气象局", "海关", "海事", "消防救援", "金融监督管理", "人民银行", "边检")),
    (K.ZONE, ("开发区", "管理委员会", "管委会", "农场", "林场", "示范区", "园区")),
    (K.TOWN, ("街道办事处", "街道办", "街道", "镇人民政府", "乡人民政府", "镇政府", "乡政府", "镇", "乡")),
    (K.GOVERNMENT, ("人民政府办公室", "人民政府")),
    (K.INSTITUTION, ("中心", "馆", "联合会", "管理部", "服务所", "研究院", "医院", "学校")),
)


# Who is told what to do by somebody outside the city: the city cannot cancel for them alone (DOMAIN §6).
NOT_THE_CITYS = frozenset({K.VERTICAL, K.UTILITY})


def kind_of(name: str) -> K:
    """The likely kind of the office called ``name``; a working department when nothing else fits."""
    return next((kind for kind, signs in SIGNS if any(_fits(name, sign) for sign in signs)), K.DEPARTMENT)


def _fits(name: str, sign: str) -> bool:
    # A single character is only a sign at the end: 镇 in 青石镇, not in 镇江.
    return name.endswith(sign) if len(sign) == 1 else sign in name
