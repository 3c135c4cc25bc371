"""Which acts change what the public sees: every act every page, but for those named here."""

from catalog.vocabulary import Act

# Nobody in public sees anything of these. An act that is not named may change any page.
UNSEEN = frozenset(
    {
        Act.KEEP_COMMENT,
        Act.DROP_KEPT_COMMENT,
        Act.SEE_CONTACT,
        Act.SEE_ATTACHMENT,
        Act.REGISTER_PERSON,
        Act.AMEND_PERSON,
        Act.GIVE_ROLE,
        Act.TAKE_ROLE,
        Act.CHANGE_PASSWORD,
        Act.END_SESSIONS,
    }
)
# These are seen where consultations are told of and comments counted; a page that does neither stays the same.
OF_COMMENTS = frozenset(
    {
        Act.SEND_COMMENT,
        Act.ENTER_COMMENT,
        Act.CORRECT_COMMENT,
        Act.WITHDRAW_COMMENT,
        Act.ERASE_CONTACT,
        Act.MODERATE_COMMENT,
    }
)
