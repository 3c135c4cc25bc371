"""Who submits, who reviews and who publishes: on one list, three different people (DESIGN §4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.rules.lifecycles import DUTY_OF
from catalog.vocabulary import Act, Duty


@dataclass(frozen=True, slots=True)
class Done:
    """Somebody did one of the three things on a list."""

    duty: Duty
    person_id: int


def refusal(act: Act, person_id: int, done: Iterable[Done]) -> str | None:
    """Why the separation of duties forbids this person the act on this list, or None.

    ``done`` is everything done on the list so far, by anybody; the rule is per list and person, not per role.
    """
    duty = DUTY_OF.get(act)
    if duty is None:
        return None
    other = next((one.duty for one in done if one.person_id == person_id and one.duty is not duty), None)
    return f"您{other.label}过这份清单，不能再由您{duty.label}。" if other else None
