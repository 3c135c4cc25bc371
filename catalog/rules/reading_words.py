"""The words in which lists say what becomes of a proof and what takes its place (DOMAIN §4, VARIANTS G)."""

import re

from catalog.vocabulary import OFFICE_METHODS, Disposition, Method

# How each method is said. Where phrases overlap the longer one counts.
METHOD_WORDS: dict[Method, str] = {
    Method.DATA_SHARING: (
        r"(?:数据|信息|证照)(?:资源)?共享|电子证照(?:信息|数据)?共享|^共享$|共享(?:平台|查询|核[查验实]|获取|数据|信息)|政务数据|(?:数据|信息)(?:比对|核对|核验)|"
        r"信息系统(?:查询|比对|核[查验实])|(?:系统|平台)[^,;。]{0,4}(?:比对|查询|核[查验实对]|获取|调取)|信息互通|大数据"
    ),
    Method.INTERNAL_CHECK: (
        r"(?:部门|单位|系统|机关)?内部(?:的)?(?:业务|信息|办公|管理)?(?:系统|平台|数据库)?(?:核[查验实对]|查询|检索|调查(?:核[查验实])?|经办|调取)|本(?:部门|单位|机关|局)(?:的)?(?:内部)?(?:业务|信息)?(?:系统|平台|数据库)?"
        r"(?:核[查验实]|查询|比对)|(?:部门|单位|系统|机关)内(?:核[查验实对]|查询)|查阅档案|调阅档案|查档|档案(?:查询|核[查实])|"
        r"(?:办理|经办)(?:部门|单位|机构)自行(?:核[查验实]|查询)|自行(?:核[查验实]|查询)"
    ),
    Method.CROSS_CHECK: (
        r"部门(?:间|之间)(?:的)?(?:信息|数据)?(?:核[查验实对]|协查|协助|查询|函询|调查)|(?:相关|有关|政府|行政|主管|跨)?部门(?:协助)?核[查验实对]|"
        r"跨部门|协查|协助(?:调查|核[查验实]|查询)|电话(?:核[查实]|询问)|函询|函查|发函|去函|向[^,;。]{1,20}核[查验实]"
    ),
    Method.ONLINE_CHECK: (
        r"(?:网络|网上|在线|联网|互联网|线上)(?:的)?(?:核[查验实对]|查询|查验|比对|调查)|(?:电子|网络)平台核[查验实]|网站查询|官网查询|人脸识别|刷脸"
    ),
    Method.FIELD_CHECK: (
        r"(?:实地|现场|入户|到户|上门)(?:调查|核[查验实]|查看|勘[察查验]|走访|踏勘|检查)?|走访|网格员|主动调查|自行调查|调查(?:核[查验实]|取证|了解)"
    ),
    Method.COMMITMENT: r"告知承诺|(?:书面|个人|信用|诚信)?承诺(?:制|书|函)?|书面保证|保证书|具结书",
    Method.ELECTRONIC_LICENCE: r"电子(?:证照|证件|执照|凭证|身份证|社保卡|医保凭证)|亮证",
    Method.LEGAL_DOCUMENT: r"(?:法定|法律|司法|裁判)文书|(?:判决|裁定|裁决|调解|公证|仲裁)(?:书|文书)",
    Method.CONTRACT: r"合同凭证|合同|协议|凭证|票据|发票|收据|缴费单|(?:银行)?流水",
    Method.COVERED: (
        r"(?:被|由|已)?其[他它]材料(?:已)?(?:涵盖|覆盖|包含|替代|代替|体现)|"
        r"(?:涵盖|覆盖|包含)(?:于|在)|材料[^,;。]{0,16}(?:涵盖|覆盖|包含|体现)|已(?:涵盖|包含)|与[^,;。]{1,16}合并|合并(?:到|至|入)|并入"
    ),
    Method.CREDIT_REPORT: r"信用报告(?:代替|替代)?|信用代证|以信代证|征信报告",
    Method.STATEMENT: r"(?:情况|书面|签字|个人|自我|本人)?声明|情况说明|书面说明|自述",
    Method.EXISTING_LICENCE: (
        r"(?:现有|法定|已有|有效|相关)?(?:的)?(?:有效)?(?:证照|身份证件|证件|证书)|(?:居民)?身份证|(?:居民)?户口[簿本]|结婚证|离婚证|"
        r"居住证|(?:营业)?执照|(?:不动产权|房产|房屋所有权|毕业|学位|学历|资格|许可|军官|退伍|退役|残疾|驾驶|社保|独生子女)(?:证书?|卡)|"
        r"护照|病历|出生医学证明|许可证"
    ),
}
METHODS = re.compile("|".join(f"(?P<{method.name}>{words})" for method, words in METHOD_WORDS.items()))
# Methods that come to the same for the person, however the sentence beside the method words it.
KIN = (
    OFFICE_METHODS,
    frozenset({Method.EXISTING_LICENCE, Method.ELECTRONIC_LICENCE, Method.LEGAL_DOCUMENT, Method.CONTRACT}),
    frozenset({Method.COMMITMENT, Method.STATEMENT}),
)
# Said of a method that is not used: 不能实行告知承诺, 无法通过数据共享查询.
NOT_USED = re.compile(
    r"(?:不能|不可|不得|不宜|不适用|不适合|不实行|不采用|不采取|不予|不用|不通过|无法|未能|尚未|未|难以|非)"
    rf"(?:以|用|使用|实行|采用|采取|适用|通过|实现|进行|提供|出示)?(?:{'|'.join(METHOD_WORDS.values())})"
)
# Shows something that a person has, when nothing more exact is said: 出示县级以上医院的记录.
SHOWN = re.compile(r"^(?:申请人|当事人|本人)?(?:出示|凭)")

_SHARED = r"(?:共享|联网|互联|互通|联通|连通|对接|系统|平台|数据|条件|成熟|开通|上线|建成)"
# 实现信息共享后取消, 未实现共享前保留, 待系统联通后不再提交: nothing has changed yet.
CONDITIONAL = re.compile(
    rf"(?:实现|完成|待|等|建成|具备|达到|形成|开通|建立|接入)[^,;。]{{0,20}}{_SHARED}[^;。]{{0,12}}(?:后|时|再|之日起)[^;。]{{0,8}}(?:取消|不再|替代|免)"
    rf"|{_SHARED}(?:之?后|以后)(?:再|方可|即|才|予以)?[^;。]{{0,4}}(?:取消|不再|替代)"
    rf"|(?:未|没有|{_SHARED})[^;。]{{0,16}}(?:之?前|以前|期间)[^;。]{{0,6}}(?:保留|仍|继续|暂|提[交供])"
    rf"|{_SHARED}[^,;。]{{0,4}}时(?:再|方可|即|才|予以)?(?:直接|替代)?取消"
    r"|后(?:再|方可|即|才|予以|逐步)?(?:直接|替代)?取消|(?:逐步|适时|届时)取消"
)
# A cancellation with a reserve, when it stands in the cell of the disposition itself.
RESERVED = re.compile(
    r"除[^;。]{0,40}(?:外|以外|之外)|除外|例外|如果|如需|如有|若|假如|的情况下|情形下|条件下|前提|原则上|一般|视情|仅限|只限|"
    r"待|等待|系统[^;。]{0,6}(?:没有|无|查不到)|查不到|仍需|仍须|仍要|必要时"
)
DEFERRED = re.compile(r"容缺|后补|补交|延期提交")
INTENDED = re.compile(r"(?<![模虚草比])拟|(?:建议|计划|准备|打算|研究|提请|申请|可以|争取|探索)[^,;。]{0,6}取消|尽量")
ISSUER_STOPS = re.compile(
    r"(?:不再|不予|停止|不应由?[^,;。]{0,20}|不得|取消)(?:由[^,;。]{0,20})?(?:出具|开具|开立)|不出具|不开具"
)
UNDIVIDED = re.compile(
    r"取消[和或及与、/,]*(?:者)?(?:调整|替代|保留|合并|整合)|(?:调整|保留|合并)[和或及与、/,]*(?:者)?取消|直接[和或及与、/]*(?:者)?替代|"
    r"部分取消|部分保留|取消或者"
)
# In a remark beside a cancellation: what keeps it from being one everywhere and at once.
LIMITED = re.compile(
    r"(?:待|等)[^,;。]{1,20}(?:后|时)[^,;。]{0,6}(?:执行|实施|生效|取消|开始)|(?:暂缓|暂不|尚未)(?:执行|实施|取消|生效)|条件(?:成熟|具备)|"
    r"(?:除|涉)[^,;。]{1,20}(?:除外|外,)|除[^,;。]{1,20}以?外|除外|例外|仍(?:需|须|要)提[交供]"
)
SELF_PRINT = re.compile(
    r"(?:自主|自助|自行|网上|在线|线上|网络)(?:下载|开具|打印|出具|申领|查询打印|下载打印|申请开具)|(?:自主|自助)[^,;。]{0,6}打印|打印(?:电子)?证明"
)
NOT_CANCELLED = re.compile(
    r"(?:不|未|没有|无法|难以|暂缓|不宜|不得|尚未|暂不|暂未|不予|不能|不可|不应|不需要|无需|不必|禁止|非)(?:直接|替代|全部|完全|予以|同意|能|再|宜|可)*取消"
)
KEPT = re.compile(
    r"(?<!不)(?<!不再)(?<!不予)(?<!不用)保留|仍需提|仍须提|仍要[提交]|(?<![无不毋免])需要?提[交供]|继续(?:提[交供]|使用|执行|索要)|必须提[交供]"
)
_METHOD_NAMES = (
    "信息共享|部门信息共享|部门间信息共享|部门间数据共享|政务数据共享|政务信息共享|部门核验|部门核查|部门间核验|部门间核对|"
    "部门间查询|内部核查|内部核验|部门内部核验|部门内部核实|内部查询|部门内部查询|告知承诺制|实行告知承诺|实行告知承诺制|"
    "书面承诺|书面承诺制|个人承诺|信用承诺|诚信承诺|申请人承诺|个人书面承诺|申请人书面承诺|书面告知承诺|网络核查|网上核验|"
    "网上核查|联网核查|在线核验|在线核查|实地核查|现场核查|法定证照|有效证照|法律文书|合同|合同协议|凭证|其他材料涵盖|"
    "主动调查|自行调查|专项信用报告|信用报告查询|被其他材料覆盖|已被其他材料涵盖|情况说明|个人声明|书面声明|签字声明|信用报告替代"
)
# A cell that says no more than this says nothing beyond the method's or disposition's name.
NAMES = frozenset(
    {word.label for kind in (Method, Disposition) for word in kind}
    | {*_METHOD_NAMES.split("|"), "取消", "替代", "信用报告"}
)
DIRECT = re.compile(r"直接取消")
REPLACED = re.compile(r"替代|代替|改为|改用|改由|调整为|变更为|简化为|转为")
CANCELLED = re.compile(
    r"取消|撤销|废止|免(?:予|于)?(?:提[交供]|交|除)|(?:不再|无需|无须|不需|不用|不必|毋须|不得)(?:要求)?(?:申请人|当事人|群众|办事人|企业|您)?(?:再)?"
    r"(?:提[交供]|索要|收取|需要|要求|出示|交)|不再要求"
)
# Why a proof was cancelled; such a cell names no method although it may hold one of its words.
REASONS = re.compile(
    r"^(?:[0-9.、]*)(?:无|没有|缺乏|缺少|非)[^,;。]{0,8}(?:依据|必要|法律|法规)|非[^,;。]{0,6}必要|重复|不适应|开具单位无|无法?权?查证|依据上级|上级文件|可简化"
)

CODES = {
    Disposition.CONDITIONAL: "conditional-not-a-cancellation",
    Disposition.DEFER: "deferred-not-a-cancellation",
    Disposition.INTENDED: "intended-not-a-cancellation",
    Disposition.ISSUER_STOPS: "issuer-stops-not-a-cancellation",
    Disposition.UNDIVIDED: "undivided-not-a-cancellation",
}
SELF_PRINT_CODE, SEVERAL_CODE = "self-print-not-a-cancellation", "several-methods"
UNKNOWN_METHOD, WITHOUT_METHOD = "unknown-method", "replaced-without-method"
