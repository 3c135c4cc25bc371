"""Short words, tones and icons for outcomes, methods and the state of a basis."""

from catalog.vocabulary import BasisStatus, DecisionKind, Method, OfficeKind, Outcome

ICONS = {
    Outcome.CANCELLED: "check",
    Outcome.REPLACED: "swap",
    Outcome.CHOICE: "pen",
    Outcome.KEPT: "sheet",
    Outcome.UNKNOWN: "question",
}

OFFICE_LOOKS = "改由部门查"
UTILITY_LOOKS = "改由经办单位查"
OTHER_WAY = "改用别的办法"
# What the person shows instead; methods missing here are the office's own work.
SHOWN_INSTEAD = {
    Method.EXISTING_LICENCE: "改用现有证照",
    Method.ELECTRONIC_LICENCE: "改用电子证照",
    Method.LEGAL_DOCUMENT: "改用法定文书",
    Method.CONTRACT: "改用合同凭证",
    Method.COVERED: "改用其他材料",
    Method.CREDIT_REPORT: "改用信用报告",
    Method.STATEMENT: "改用情况声明",
}

DECISION_TONES = {
    DecisionKind.PUBLISHED: "unknown",
    DecisionKind.CORRECTION: "kept",
    DecisionKind.WITHDRAWAL: "bad",
    DecisionKind.SUPERSESSION: "unknown",
    DecisionKind.ANNULMENT: "bad",
}

STATUS_TONES = {
    BasisStatus.IN_FORCE: "unknown",
    BasisStatus.AMENDED: "kept",
    BasisStatus.REPEALED: "bad",
    BasisStatus.NOT_YET: "kept",
    BasisStatus.UNKNOWN: "unknown",
}


def badge_word(outcome: Outcome, method: Method | None = None, kind: OfficeKind | None = None) -> str:
    """The word on the badge. A utility or bank is no government department and is called 经办单位."""
    if outcome is not Outcome.REPLACED:
        return outcome.label
    if method is None:
        return OTHER_WAY
    if method.office_works:
        return UTILITY_LOOKS if kind is OfficeKind.UTILITY else OFFICE_LOOKS
    return SHOWN_INSTEAD.get(method, OTHER_WAY)


def icon_of(outcome: Outcome) -> str:
    """The name of the icon that goes with an outcome."""
    return ICONS[outcome]


def decision_tone(kind: DecisionKind) -> str:
    """The tone of the badge that types a decision."""
    return DECISION_TONES[kind]


def basis_status_tone(status: BasisStatus) -> str:
    """The tone of the badge beside a basis."""
    return STATUS_TONES[status]
