"""The tables of steps: how a list comes to be published (DESIGN §4), and how a comment comes to be shown."""

from datetime import datetime

from catalog.rules.lifecycle import Lifecycle, Step
from catalog.vocabulary import Act, CommentState, Duty
from catalog.vocabulary import ListState as L

LIST = Lifecycle(
    noun="proof_list",
    label="这份清单",
    states=L,
    initial=(L.DRAFTING,),
    steps=(
        Step("submit", "提交", L.DRAFTING, L.SUBMITTED, Act.SUBMIT_LIST),
        Step("recall", "收回修改", L.SUBMITTED, L.DRAFTING, Act.SUBMIT_LIST),
        Step("send-back", "退回", L.SUBMITTED, L.DRAFTING, Act.RETURN_LIST, needs_remark=True),
        Step("assemble", "汇总审核", L.SUBMITTED, L.ASSEMBLED, Act.ASSEMBLE_LIST),
        Step("gather", "汇总各单位清单", L.DRAFTING, L.ASSEMBLED, Act.ASSEMBLE_LIST),
        Step("send-back", "退回", L.ASSEMBLED, L.DRAFTING, Act.RETURN_LIST, needs_remark=True),
        Step("clear", "初审通过", L.ASSEMBLED, L.CLEARED, Act.REVIEW_LIST),
        Step("send-back", "退回", L.CLEARED, L.DRAFTING, Act.RETURN_LIST, needs_remark=True),
        Step("consult", "征求意见", L.CLEARED, L.CONSULTING, Act.OPEN_CONSULTATION),
        Step("skip", "不征求意见，直接定稿", L.CLEARED, L.SETTLING, Act.SKIP_CONSULTATION, needs_remark=True),
        Step("extend", "延长", L.CONSULTING, L.CONSULTING, Act.EXTEND_CONSULTATION, needs_remark=True),
        Step("close", "截止", L.CONSULTING, L.SETTLING, Act.CLOSE_CONSULTATION, by_clock=True),
        Step("consult", "再次征求意见", L.SETTLING, L.CONSULTING, Act.OPEN_CONSULTATION),
        Step("send-back", "退回", L.SETTLING, L.DRAFTING, Act.RETURN_LIST, needs_remark=True),
        Step("review", "合法性审查通过", L.SETTLING, L.REVIEWED, Act.REVIEW_LIST),
        Step("send-back", "退回", L.REVIEWED, L.SETTLING, Act.RETURN_LIST, needs_remark=True),
        Step("approve", "审签", L.REVIEWED, L.APPROVED, Act.APPROVE_LIST),
        Step("send-back", "退回", L.APPROVED, L.SETTLING, Act.RETURN_LIST, needs_remark=True),
        Step("publish", "公布", L.APPROVED, L.PUBLISHED, Act.PUBLISH_LIST),
        Step("file", "备案", L.PUBLISHED, L.PUBLISHED, Act.FILE_LIST),
        *(
            Step("end", "终止", state, L.ENDED, Act.END_LIST, needs_remark=True)
            for state in (
                L.DRAFTING,
                L.SUBMITTED,
                L.ASSEMBLED,
                L.CLEARED,
                L.CONSULTING,
                L.SETTLING,
                L.REVIEWED,
                L.APPROVED,
            )
        ),
    ),
)

COMMENT = Lifecycle(
    noun="comment",
    label="这份意见",
    states=CommentState,
    initial=(CommentState.RECEIVED,),
    steps=(
        Step("pass", "核看通过", CommentState.RECEIVED, CommentState.PASSED, Act.MODERATE_COMMENT),
        Step("withhold", "暂不公开", CommentState.RECEIVED, CommentState.WITHHELD, Act.MODERATE_COMMENT),
        Step("withhold", "暂不公开", CommentState.PASSED, CommentState.WITHHELD, Act.MODERATE_COMMENT),
        Step("pass", "改为公开", CommentState.WITHHELD, CommentState.PASSED, Act.MODERATE_COMMENT),
        *(
            Step("correct", "修改", state, CommentState.RECEIVED, Act.CORRECT_COMMENT)
            for state in (CommentState.RECEIVED, CommentState.PASSED, CommentState.WITHHELD)
        ),
        *(
            Step("withdraw", "撤回", state, CommentState.WITHDRAWN, Act.WITHDRAW_COMMENT)
            for state in (CommentState.RECEIVED, CommentState.PASSED, CommentState.WITHHELD)
        ),
    ),
)

ALL = (LIST, COMMENT)

# A list in these states is on its way no more: no step leads to another state.
OVER = frozenset({L.PUBLISHED, L.ENDED})
# In these states the lines of a list may change.
OPEN_TO_EDITS = frozenset({L.DRAFTING, L.SETTLING})
# In these states evidence may be attached and exceptions signed.
OPEN_TO_EVIDENCE = frozenset({L.DRAFTING, L.SUBMITTED, L.ASSEMBLED, L.CLEARED, L.SETTLING, L.REVIEWED})

# Which of the three separated duties an act belongs to (DESIGN §4).
DUTY_OF: dict[Act, Duty] = {
    Act.SUBMIT_LIST: Duty.SUBMIT,
    Act.ASSEMBLE_LIST: Duty.REVIEW,
    Act.REVIEW_LIST: Duty.REVIEW,
    Act.SIGN_EXCEPTION: Duty.REVIEW,
    Act.APPROVE_LIST: Duty.PUBLISH,
    Act.PUBLISH_LIST: Duty.PUBLISH,
}


def list_state(stored: L, closes_at: datetime | None, at: datetime) -> L:
    """The state of a list at an instant: a consultation that has closed is being settled, whatever is stored.

    ``closes_at`` is the instant at which the newest consultation closes, half-open: at that instant it is over.
    """
    if stored is L.CONSULTING and closes_at is not None and closes_at <= at:
        return L.SETTLING
    return stored
