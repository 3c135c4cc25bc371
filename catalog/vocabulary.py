"""The words of the domain, each defined once.

A member's value is what is stored and sent to machines (lower case, hyphenated, permanent);
``label`` is the Chinese term of the field, as lists and laws write it.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word with the Chinese term that people read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def named(cls, text: str) -> Self | None:
        """The word whose value or Chinese label is ``text``; None when there is none."""
        return next((word for word in cls if text in (word.value, word.label)), None)


class LegalLevel(Word):
    """How high in the legal order an instrument stands, from highest to lowest (立法法)."""

    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative-regulation", "行政法规"
    STATE_COUNCIL_DECISION = "state-council-decision", "国务院决定"
    LOCAL_REGULATION = "local-regulation", "地方性法规"
    MINISTRY_RULE = "ministry-rule", "部门规章"
    GOVERNMENT_RULE = "government-rule", "地方政府规章"
    NORMATIVE_DOCUMENT = "normative-document", "规范性文件"
    NO_BASIS = "no-basis", "无依据"


class Standing(Word):
    """A row of the disposition table: the level of a basis together with who enacted it."""

    NATIONAL = "national", "法律、行政法规、国务院决定"
    LOCAL_REGULATION = "local-regulation", "地方性法规"
    MINISTRY_RULE = "ministry-rule", "部门规章"
    MINISTRY_DOCUMENT = "ministry-document", "国务院部门规范性文件"
    GOVERNMENT_RULE = "government-rule", "省、市政府规章"
    UPPER_DOCUMENT = "upper-document", "上级地方规范性文件"
    OWN_DOCUMENT = "own-document", "本级规范性文件"
    NO_BASIS = "no-basis", "没有依据（办事指南、惯例）"
    INTERNAL_RULE = "internal-rule", "公用企业、银行的内部规定"


class Disposition(Word):
    """What a line says is to become of a requirement."""

    CANCEL = "cancel", "直接取消"
    REPLACE = "replace", "替代取消"
    KEEP = "keep", "保留"
    # The rest never change what a person must bring (DESIGN §3).
    CONDITIONAL = "conditional", "实现共享后取消"
    DEFER = "defer", "容缺受理"
    INTENDED = "intended", "拟取消"
    ISSUER_STOPS = "issuer-stops", "不再出具"
    UNDIVIDED = "undivided", "取消和调整"

    @property
    def has_effect(self) -> bool:
        """True when a decision with this disposition changes what people must hand in."""
        return self in (Disposition.CANCEL, Disposition.REPLACE, Disposition.KEEP)


class Method(Word):
    """What takes the place of a proof that is cancelled by substitution (替代方式)."""

    DATA_SHARING = "data-sharing", "数据共享"
    INTERNAL_CHECK = "internal-check", "部门内部核查"
    CROSS_CHECK = "cross-check", "部门间核查"
    ONLINE_CHECK = "online-check", "网络核验"
    FIELD_CHECK = "field-check", "实地调查"
    COMMITMENT = "commitment", "告知承诺"
    EXISTING_LICENCE = "existing-licence", "现有证照"
    ELECTRONIC_LICENCE = "electronic-licence", "电子证照"
    LEGAL_DOCUMENT = "legal-document", "法定文书"
    CONTRACT = "contract", "合同凭证"
    COVERED = "covered", "被其他材料涵盖"
    CREDIT_REPORT = "credit-report", "信用报告代替"
    STATEMENT = "statement", "情况声明"

    @property
    def office_works(self) -> bool:
        """True when the office itself finds out, so that the person brings nothing."""
        return self in OFFICE_METHODS


OFFICE_METHODS = frozenset(
    {Method.DATA_SHARING, Method.INTERNAL_CHECK, Method.CROSS_CHECK, Method.ONLINE_CHECK, Method.FIELD_CHECK}
)


class Outcome(Word):
    """What a requirement means for a person on a day."""

    CANCELLED = "cancelled", "不再需要"
    REPLACED = "replaced", "改用别的办法"
    CHOICE = "choice", "可承诺代替"
    KEPT = "kept", "仍需提交"
    UNKNOWN = "unknown", "尚无记录"


class DecisionKind(Word):
    """How a decision relates to those before it. A published fact is never edited."""

    PUBLISHED = "published", "公布"
    CORRECTION = "correction", "更正"
    WITHDRAWAL = "withdrawal", "撤回"
    SUPERSESSION = "supersession", "被替代"
    ANNULMENT = "annulment", "被撤销"


class BasisStatus(Word):
    """The state of an instrument on a day."""

    IN_FORCE = "in-force", "有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "已废止"
    NOT_YET = "not-yet", "尚未生效"
    UNKNOWN = "unknown", "未核实"


class OfficeKind(Word):
    """What sort of body an office is (DOMAIN §6)."""

    GOVERNMENT = "government", "政府及其办公室"
    DEPARTMENT = "department", "工作部门"
    INSTITUTION = "institution", "授权事业单位"
    TOWN = "town", "镇街"
    ZONE = "zone", "园区、农场"
    VERTICAL = "vertical", "垂直管理单位"
    UTILITY = "utility", "公用企业、银行"
    COMMITTEE = "committee", "村（居）民委员会"


class ItemType(Word):
    """What sort of administrative act a service item is."""

    LICENSING = "licensing", "行政许可"
    CONFIRMATION = "confirmation", "行政确认"
    PAYMENT = "payment", "行政给付"
    REWARD = "reward", "行政奖励"
    ADJUDICATION = "adjudication", "行政裁决"
    LEVY = "levy", "行政征收"
    INSPECTION = "inspection", "行政检查"
    OTHER_POWER = "other-power", "其他行政权力"
    PUBLIC_SERVICE = "public-service", "公共服务"


class ListKind(Word):
    """What a list is for."""

    CANCELLATION = "cancellation", "取消清单"
    KEPT = "kept", "保留清单"
    COMMITMENT = "commitment", "告知承诺清单"


class ListState(Word):
    """Where a list stands in its life (DESIGN §4)."""

    DRAFTING = "drafting", "起草"
    SUBMITTED = "submitted", "已提交"
    ASSEMBLED = "assembled", "已汇总"
    CLEARED = "cleared", "初审通过"
    CONSULTING = "consulting", "征求意见"
    SETTLING = "settling", "研究采纳"
    REVIEWED = "reviewed", "审查通过"
    APPROVED = "approved", "已审签"
    PUBLISHED = "published", "已公布"
    ENDED = "ended", "已终止"


class DocumentForm(Word):
    """The form of the act that publishes a list (DOMAIN §5)."""

    NOTICE = "notice", "通知"
    ANNOUNCEMENT = "announcement", "公告"
    PROCLAMATION = "proclamation", "通告"
    DECISION = "decision", "决定"


class Role(Word):
    """What a person may be in an office."""

    CLERK = "clerk", "部门经办"
    HEAD = "head", "部门负责人"
    REVIEWER = "reviewer", "审查"
    PUBLISHER = "publisher", "公布"
    CONSULTATION = "consultation", "征求意见经办"
    ADMINISTRATOR = "administrator", "管理员"
    AUDITOR = "auditor", "审计"


class Act(Word):
    """Everything a person can ask the register to do, as history names it."""

    IMPORT_LIST = "import-list", "导入清单"
    ENTER_PUBLISHED_LIST = "enter-published-list", "录入以前公布的清单"
    UNDO_IMPORT = "undo-import", "撤销导入"
    PUBLISH_DECISION = "publish-decision", "公布决定"
    CORRECT_DECISION = "correct-decision", "更正决定"
    REGISTER_OFFICE = "register-office", "登记单位"
    REGISTER_MATERIAL = "register-material", "登记证明"
    REGISTER_SERVICE_ITEM = "register-service-item", "登记事项"
    REGISTER_INSTRUMENT = "register-instrument", "登记依据文件"
    AMEND_SERVICE_ITEM = "amend-service-item", "修改事项"
    AMEND_MATERIAL = "amend-material", "修改证明"
    AMEND_OFFICE = "amend-office", "修改单位"
    AMEND_SYNONYM = "amend-synonym", "修改同义词"
    AMEND_CALENDAR = "amend-calendar", "修改工作日历"
    REGISTER_PERSON = "register-person", "登记人员"
    AMEND_PERSON = "amend-person", "修改人员"
    # The life of a list (DESIGN §4).
    START_LIST = "start-list", "新建清单"
    ADD_LINE = "add-line", "添加一条"
    CHANGE_LINE = "change-line", "修改一条"
    REMOVE_LINE = "remove-line", "删去一条"
    SUBMIT_LIST = "submit-list", "提交清单"
    RETURN_LIST = "return-list", "退回清单"
    ASSEMBLE_LIST = "assemble-list", "汇总清单"
    REVIEW_LIST = "review-list", "审查清单"
    ATTACH_EVIDENCE = "attach-evidence", "附上证据"
    SIGN_EXCEPTION = "sign-exception", "签署例外"
    FREEZE_VERSION = "freeze-version", "定版"
    REDACT_RECORD = "redact-record", "抹去记录里的个人信息"
    OPEN_CONSULTATION = "open-consultation", "发起征求意见"
    EXTEND_CONSULTATION = "extend-consultation", "延长征求意见"
    SKIP_CONSULTATION = "skip-consultation", "不再征求意见"
    CLOSE_CONSULTATION = "close-consultation", "征求意见截止"
    END_LIST = "end-list", "终止清单"
    APPROVE_LIST = "approve-list", "审签清单"
    PUBLISH_LIST = "publish-list", "公布清单"
    FILE_LIST = "file-list", "登记备案"
    CONFIRM_EMERGENCY = "confirm-emergency", "追认紧急办理"
    SHOW_REQUIREMENT = "show-requirement", "证明事项公开"
    HIDE_REQUIREMENT = "hide-requirement", "证明事项不再预定公开"
    # What the public says, and what it is answered.
    SEND_COMMENT = "send-comment", "提意见"
    KEEP_COMMENT = "keep-comment", "先存着意见"
    DROP_KEPT_COMMENT = "drop-kept-comment", "删去存稿"
    CORRECT_COMMENT = "correct-comment", "改意见"
    WITHDRAW_COMMENT = "withdraw-comment", "撤回意见"
    ERASE_CONTACT = "erase-contact", "删除称呼、联系方式和附件"
    ENTER_COMMENT = "enter-comment", "登记其他渠道的意见"
    MODERATE_COMMENT = "moderate-comment", "核看意见"
    SEE_CONTACT = "see-contact", "查看联系方式"
    SEE_ATTACHMENT = "see-attachment", "打开意见的附件"
    ANSWER_COMMENT = "answer-comment", "答复意见"
    RELEASE_ANSWERS = "release-answers", "公开意见采纳情况"
    # People.
    GIVE_ROLE = "give-role", "授予身份"
    TAKE_ROLE = "take-role", "收回身份"
    CHANGE_PASSWORD = "change-password", "修改密码"
    END_SESSIONS = "end-sessions", "退出所有登录"


class Severity(Word):
    """How much a problem in a list weighs: only errors block."""

    ERROR = "error", "有错"
    DOUBT = "doubt", "拿不准"
    NOTE = "note", "提示"


class Duty(Word):
    """The three things on one list of which nobody may do two (DESIGN §4)."""

    SUBMIT = "submit", "提交"
    REVIEW = "review", "审查"
    PUBLISH = "publish", "公布"


class ReviewKind(Word):
    """The examinations of a list before it is approved."""

    SECRECY = "secrecy", "保密审查"
    FIRST_LEGALITY = "first-legality", "合法性初审"
    FINAL_LEGALITY = "final-legality", "合法性审查"


class VersionPurpose(Word):
    """What a frozen version of a list was frozen for."""

    SUBMITTED = "submitted", "报送稿"
    PUBLIC = "public", "公开稿"


class ExceptionKind(Word):
    """What a signed reason speaks of."""

    POLICY = "policy", "处理方式的例外"
    CONFLICT = "conflict", "与现行决定不一致的说明"


class ConsultationState(Word):
    """Where a consultation stands, as the clock tells it."""

    ANNOUNCED = "announced", "即将征求意见"
    OPEN = "open", "正在征求意见"
    CLOSED = "closed", "已截止"
    ANSWERED = "answered", "意见采纳情况已公布"
    ENDED = "ended", "已终止"


class Channel(Word):
    """How an opinion came in."""

    WEB = "web", "网页"
    LETTER = "letter", "来信"
    TELEPHONE = "telephone", "电话"
    EMAIL = "e-mail", "电子邮件"
    COUNTER = "counter", "当面"


class CommenterKind(Word):
    """Who speaks, as far as the register asks."""

    PERSON = "person", "个人"
    BUSINESS = "business", "企业或个体工商户"
    SOCIETY = "society", "社会组织"
    PUBLIC_BODY = "public-body", "机关、事业单位"


class Stance(Word):
    """What a comment wants of the draft."""

    SUPPORT = "support", "赞成"
    CHANGE = "change", "建议修改"
    AGAINST = "against", "反对"
    QUESTION = "question", "有疑问"


class CommentState(Word):
    """Where a comment stands before it is answered."""

    RECEIVED = "received", "已收到"
    PASSED = "passed", "已核看"
    WITHHELD = "withheld", "暂不公开"
    WITHDRAWN = "withdrawn", "已撤回"


class WithheldReason(Word):
    """Why a comment is not shown to the public."""

    PERSONAL_DATA = "personal-data", "含个人信息"
    UNRELATED = "unrelated", "与清单无关"
    UNLAWFUL = "unlawful", "含违法内容"
    ABUSE = "abuse", "辱骂他人"
    ADVERTISING = "advertising", "广告"
    SECRET = "secret", "涉及国家秘密或商业秘密"


class AttachmentKind(Word):
    """What kind of file came with a comment, as its content tells."""

    PDF = "pdf", "PDF"
    PNG = "png", "图片"
    JPEG = "jpeg", "照片"
    DOCX = "docx", "Word文档"


class Adoption(Word):
    """What became of a comment."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REJECTED = "rejected", "不采纳"
    OUT_OF_SCOPE = "out-of-scope", "不属于本次范围"


class Authority(Word):
    """Who annuls a published decision."""

    RECONSIDERATION = "reconsideration", "行政复议"
    COURT = "court", "人民法院"
    SUPERIOR = "superior", "上级机关"
    FILING_REVIEW = "filing-review", "备案审查"


class PeriodUnit(Word):
    """In what a period is counted."""

    DAYS = "days", "天"
    WORKING_DAYS = "working-days", "个工作日"


class DraftKind(Word):
    """What sort of act a draft is, for the shortest period of comment (DOMAIN §2)."""

    MAJOR_DECISION = "major-decision", "重大行政决策"
    BUSINESS_DOCUMENT = "business-document", "和市场主体生产经营密切相关的规范性文件"
    NORMATIVE_DOCUMENT = "normative-document", "其他规范性文件"
    BARE_LIST = "bare-list", "单纯的清单（不是规范性文件）"
