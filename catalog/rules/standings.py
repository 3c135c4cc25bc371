"""Who stands behind a basis: the row of the disposition table that an instrument belongs to (DOMAIN §3)."""

import re

from catalog import text as texts
from catalog.vocabulary import LegalLevel, Standing

_BY_LEVEL: dict[LegalLevel, Standing] = {
    LegalLevel.LAW: Standing.NATIONAL,
    LegalLevel.ADMINISTRATIVE_REGULATION: Standing.NATIONAL,
    LegalLevel.STATE_COUNCIL_DECISION: Standing.NATIONAL,
    LegalLevel.LOCAL_REGULATION: Standing.LOCAL_REGULATION,
    LegalLevel.MINISTRY_RULE: Standing.MINISTRY_RULE,
    LegalLevel.GOVERNMENT_RULE: Standing.GOVERNMENT_RULE,
}
_OWN = re.compile("^(?:本级|本市|我市|本县|我县|本区|我区)")
# Bodies of the centre; the offices of the State Council rank with its departments here, because a document
# of theirs is no 国务院决定 in the sense of 优化营商环境条例 art. 44.
_CENTRAL = re.compile(
    r"^(?:中华人民共和国|国务院|国家|中国|全国|中央|中共中央|最高人民|审计署|公安部|财政部|民政部|司法部|教育部)|"
    r"^[\u4e00-\u9fff]{2,14}(?:部|总局|总署)(?:办公厅)?$"
)
_REGION = re.compile(r"省|自治区|自治州|地区|兵团|盟|[\u4e00-\u9fff]{2}[市州](?!场)")
_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 "
    "湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆"
)
_PROVINCE = re.compile("^(?:" + "|".join(_PROVINCES.split()) + ")")
_ISSUERS = re.compile(r"[、,，;；/\s]+")


def standing(level: LegalLevel | None, issuer: str, city: str) -> Standing | None:
    """The row for an instrument of ``level`` issued by ``issuer``, seen from ``city`` (示例市).

    A normative document belongs to a row by its issuer; None when the issuer does not tell, which is a doubt
    about that instrument. An instrument of no legal level that somebody issued is an internal rule.
    """
    if level is None:
        return None
    if level in _BY_LEVEL:
        return _BY_LEVEL[level]
    names = [name for name in _ISSUERS.split(texts.fold(issuer)) if name]
    if level is LegalLevel.NO_BASIS:
        return Standing.INTERNAL_RULE if names else Standing.NO_BASIS
    found = {_document(name, texts.fold(city.strip())) for name in names}
    rows = (Standing.MINISTRY_DOCUMENT, Standing.UPPER_DOCUMENT, Standing.OWN_DOCUMENT)
    return next((row for row in rows if row in found), None)


def _document(issuer: str, city: str) -> Standing | None:
    if (city and city in issuer) or _OWN.match(issuer):
        return Standing.OWN_DOCUMENT
    if _PROVINCE.match(issuer) or _REGION.search(issuer):
        return Standing.UPPER_DOCUMENT
    return Standing.MINISTRY_DOCUMENT if _CENTRAL.match(issuer) else None
