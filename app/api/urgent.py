"""What was done urgently on the way of a list and waits for somebody else to confirm it (待追认)."""

from app.database import session
from catalog import clock
from catalog.services import list_steps
from catalog.vocabulary import Act


def unconfirmed(list_ids, today):
    """List → the steps still waiting, first one first; a list that owes nothing is left out. Two queries."""
    found = list_steps.unconfirmed(session(), list_ids)
    return {list_id: [_one(step, today) for step in some] for list_id, some in found.items()}


def _one(step, today):
    return {
        "act": Act(step.act).label,
        "done_on": clock.day_of(step.at),
        "reason": step.reason,
        "confirm_by": step.due_on,
        "is_overdue": today > step.due_on,
    }
