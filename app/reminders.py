"""What is due and who must know: gathered from where the lists stand, and written as one mail of a working day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session

from app.mail import FOLDER, Post
from app.settings import Settings
from app.wording import reminders as say
from app.wording import zh_date
from catalog import clock
from catalog.database import Database
from catalog.services import calendars, desk_reading, publishing
from catalog.services.desk_reading import Standing
from catalog.vocabulary import Act, ListState

# Not before people are at their desks.
FROM_HOUR = timedelta(hours=8)
# So many days ahead something is told of: an emergency is due within three working days at most.
SOON, LONG = timedelta(days=2), timedelta(days=5)


def sentences(session: Session, at: datetime) -> list[str]:
    """What is due at that instant, a sentence each: emergencies first, then list by list."""
    today = clock.day_of(at)
    found = [
        say.unconfirmed(title, Act(one.act).label, who, one.due_on, today=today)
        for one, title, who in desk_reading.unconfirmed(session)
    ]
    standings = desk_reading.standings(session, at)
    approved = [one.listing for one in standings if one.now is ListState.APPROVED]
    for list_id, watch in publishing.watches(session, approved, on=today).items():
        if watch.due_on <= today + LONG:
            title = next(one.title for one in approved if one.id == list_id)
            found.append(say.to_publish(title, watch.due_on, today=today))
    return found + [sentence for one in standings for sentence in _of_list(one, at)]


def _of_list(one: Standing, at: datetime) -> Iterator[str]:
    today, title = clock.day_of(at), one.listing.title
    round_ = one.consultation
    if one.now is ListState.CONSULTING and round_ and round_.opens_at <= at and round_.last_on <= today + SOON:
        yield say.closing(title, round_.last_on, one.unread)
    if one.now is ListState.SETTLING and one.unanswered:
        yield say.unanswered(title, one.unanswered)
    if one.now is ListState.DRAFTING and one.listing.due_on and one.listing.due_on <= today + SOON:
        yield say.to_hand_in(title, one.listing.due_on, today=today)


def remind(database: Database, post: Post, *, register: str, address: str, at: datetime) -> bool:
    """Write the mail of the day when anything is due, on a working day from eight o'clock; whether it was written."""
    today = clock.day_of(at)
    key = f"reminder-{today.isoformat()}"
    if not post.to or at < clock.start_of(today) + FROM_HOUR or post.has(key):
        return False
    with database.reading() as session:
        found = sentences(session, at) if calendars.load(session).is_workday(today) else []
    if not found:
        return False
    subject = say.SUBJECT.format(register=register, day=zh_date(today), count=len(found))
    numbered = "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(found, start=1))
    text = f"{numbered}\n\n{say.ENDING.format(address=address or '/desk/')}\n"
    return post.put(key, subject, text, at=at)


def post_of(settings: Settings) -> Post:
    """The mail of an installation, as its settings have it."""
    return Post(settings.home / FOLDER, settings.reminders_to, settings.mail_from, settings.smtp)
