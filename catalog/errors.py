"""Ways the register says no. The message is a Chinese sentence written for the person who asked."""


class Refused(Exception):
    """The request is understood and not allowed: why, what to do, who can.

    ``field`` names the form field or list heading that the sentence belongs to, if one does.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotYourDesk(Refused):
    """This person may not do it; somebody else may."""


class OutOfTurn(Refused):
    """The record is not in a state where this can be done."""


class AgainstPolicy(Refused):
    """The legal basis does not leave this outcome open."""


class Incomplete(Refused):
    """Something that must be stated is missing or not readable."""


class Conflicting(Refused):
    """Somebody else changed the record first, or the fact contradicts one on record."""


class NotFound(Refused):
    """The register holds no such record."""


class UnreadableFile(Refused):
    """The file is not what it claims to be, is locked, too big, or holds no table."""


class TooOften(Refused):
    """The same hand asked too many times; ``seconds`` says when to come back."""

    def __init__(self, sentence: str, *, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class NotStored(Refused):
    """The machine, not the register, says no: nothing of what was to be written is there. To be tried again."""
