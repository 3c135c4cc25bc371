"""What an office is called in a sentence: short, and still the one people know."""

import re
from datetime import date

from app.wording.days import zh_date

# Official endings and the short forms in everyday use, longest first.
SHORT_FORMS = (
    ("人力资源和社会保障局", "人社局"),
    ("住房和城乡建设局", "住建局"),
    ("市场监督管理局", "市场监管局"),
    ("文化广电旅游体育局", "文广旅体局"),
    ("城市管理和综合执法局", "城管局"),
    ("政务服务数据管理局", "政数局"),
    ("住房公积金管理中心", "公积金中心"),
    ("住房公积金管理部", "公积金管理部"),
    ("社会保险基金管理局", "社保局"),
    ("工业和信息化局", "工信局"),
    ("发展和改革局", "发改局"),
    ("退役军人事务局", "退役军人局"),
    ("医疗保障局", "医保局"),
    ("残疾人联合会", "残联"),
    ("消防救援大队", "消防大队"),
    ("烟草专卖局", "烟草局"),
    ("管理委员会", "管委会"),
    ("街道办事处", "街道办"),
    ("人民政府", "政府"),
)
PLACE = re.compile(r"^[^市县旗]{2,6}[市县旗](?=.{2})")
TOWN = re.compile(r"[^\s]{1,8}[镇乡]$")
STREET = re.compile(r"[^\s]{1,8}街道$")


def office_short(name: str, city: str = "") -> str:
    """The office as a sentence names it: 示例市民政局 → 民政局, 青石镇 → 青石镇政府.

    ``city`` is the place whose name every office carries in front; without it a leading place name
    is recognised by its ending.
    """
    name = name.strip().removeprefix("国家税务总局")
    rest = name.removeprefix(city) if city else PLACE.sub("", name)
    if rest.startswith("人民政府"):
        return "市政府" + rest.removeprefix("人民政府")
    rest = rest or name
    for ending, short in SHORT_FORMS:
        if rest.endswith(ending):
            return rest.removesuffix(ending) + short
    if TOWN.match(rest):
        return rest + "政府"
    return rest + "办" if STREET.match(rest) else rest


def ask_whom(office: str, hotline: str = "12345") -> str:
    """Whom to ask when the register cannot say."""
    return f"请问{office}，或打{hotline}。" if office else f"请打{hotline}问一问。"


def life(begins_on: date | None, ends_on: date | None) -> str:
    """When the office was there, as far as it is known: 2019年3月1日设立，2026年10月31日撤销."""
    said = ((begins_on, "设立"), (ends_on, "撤销"))
    return "，".join(f"{zh_date(day)}{what}" for day, what in said if day)
