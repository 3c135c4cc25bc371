"""How each method works, in the words a person needs: what the office does, or what to bring."""

from catalog.vocabulary import Method

# {office} and {issuer} are filled; {will} is 会 today and 当时 for a day gone by.
SAYS = {
    Method.DATA_SHARING: "{office}{will}通过共享数据查询。",
    Method.INTERNAL_CHECK: "{office}{will}在单位内部查清。",
    Method.CROSS_CHECK: "{office}{will}向{issuer}核实。",
    Method.ONLINE_CHECK: "{office}{will}在网上核验。",
    Method.FIELD_CHECK: "{office}{will}到现场调查。",
    Method.EXISTING_LICENCE: "不用另开，带上您已有的有效证照给窗口看。",
    Method.ELECTRONIC_LICENCE: "出示电子证照，或由窗口调取。",
    Method.LEGAL_DOCUMENT: "交判决书、公证书等法定文书，不用另开证明。",
    Method.CONTRACT: "带上合同或缴费凭证给窗口看。",
    Method.COVERED: "您交的{other}里已经有了，不用另交。",
    Method.CREDIT_REPORT: "改交信用报告。",
    Method.STATEMENT: "自己写一份情况声明。",
}

# The same in the one-line answer, after the colon.
LINE_SAYS = {
    Method.DATA_SHARING: "由{office}查询",
    Method.INTERNAL_CHECK: "由{office}在单位内部查清",
    Method.CROSS_CHECK: "由{office}向{issuer}核实",
    Method.ONLINE_CHECK: "由{office}在网上核验",
    Method.FIELD_CHECK: "由{office}到现场调查",
    Method.EXISTING_LICENCE: "带现有证照给窗口看",
    Method.ELECTRONIC_LICENCE: "出示电子证照，或由窗口调取",
    Method.LEGAL_DOCUMENT: "交法定文书",
    Method.CONTRACT: "带合同或缴费凭证给窗口看",
    Method.COVERED: "别的材料里已经有了",
    Method.CREDIT_REPORT: "改交信用报告",
    Method.STATEMENT: "自己写一份情况声明",
}

COMMITMENT = "签一份书面承诺书就行，您愿意交证明也可以。有严重失信记录还没有修复的，不能用承诺。"
COMMITMENT_BRIEF = "签一份书面承诺书就行；您愿意交证明也可以。"
COMMITMENT_LINE = "签书面承诺书就行，愿意交证明也可以"
UNNAMED_ISSUER = "开证明的单位"
OTHER_MATERIAL = "其他材料"
LONGEST_NAME = 16


def says(method: Method, *, office: str, issuer: str, replacement: str, past: bool) -> str:
    """What happens instead, as a full sentence."""
    other = replacement if 0 < len(replacement) <= LONGEST_NAME else OTHER_MATERIAL
    text = SAYS[method].format(
        office=office, issuer=issuer or UNNAMED_ISSUER, will="当时" if past else "会", other=other
    )
    return f"当时的办法：{text}" if past and not method.office_works else text


def line_says(method: Method, *, office: str, issuer: str) -> str:
    """What happens instead, as the second half of a line."""
    return LINE_SAYS[method].format(office=office, issuer=issuer or UNNAMED_ISSUER)
