"""Random lives of a list, by random people who press whatever they like: what must always hold, holds."""

import tempfile
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import currently_in_test_context, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import select

from catalog import clock
from catalog.database import Database, migrate
from catalog.errors import Refused
from catalog.models import Decision, Emergency, IssuedDocument, Line, ListStep, ListVersion, VersionLine
from catalog.rules.lifecycles import DUTY_OF, LIST
from catalog.rules.verdict import verdict
from catalog.services import (
    assembling,
    commenting,
    consultations,
    drafting,
    history,
    line_editing,
    list_steps,
    publishing,
    reviewing,
    settling,
    verdicts,
    versions,
)
from catalog.services.comment_drafts import CommentDraft
from catalog.services.reviewing import Approval
from catalog.services.vault import KeyRing
from catalog.vocabulary import Act, Duty, ListState, Outcome, ReviewKind
from tests.catalog.services.cast import CAST, hire
from tests.catalog.services.life import CITY, SECRET, Life, a_line, a_notice

WHO = st.sampled_from(sorted(CAST))
REVIEWERS, PUBLISHERS = st.sampled_from(["wang", "both"]), st.sampled_from(["zhao", "both"])
# From the draft to the publication, one state after the other.
FURTHEST = 8
LONGER_THAN_OPEN = 40
STATES = {state.value for state in ListState}


@cache
def _empty() -> bytes:
    """A migrated register without a record: every life begins with a copy."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "register.db"
        migrate(f"sqlite:///{place}")
        return place.read_bytes()


class Lives(RuleBasedStateMachine):
    """One list. Every rule tries something; a refusal is an answer like any other, anything else a fault."""

    @initialize(walked=st.integers(0, FURTHEST), reviewer=REVIEWERS, publisher=PUBLISHERS)
    def begin(self, walked: int, reviewer: str, publisher: str) -> None:
        """A list that has gone some of its way in order: random presses alone would seldom get it there.

        The hands that it goes through may be one person's, who is then stopped.
        """
        self.reviewer, self.publisher = reviewer, publisher
        self.promised = None
        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name)
        (home / "register.db").write_bytes(_empty())
        self.database = Database(f"sqlite:///{home / 'register.db'}")
        self.life = Life(self.database, hire(self.database), KeyRing(home / "keys", SECRET))
        self.life.drafted([a_line(1), a_line(2)])
        self.frozen: dict[int, tuple[str, tuple[str, ...]]] = {}
        for _ in range(walked):
            self.walk_on()

    def teardown(self) -> None:
        if hasattr(self, "database"):
            # Shown by --hypothesis-show-statistics: how far the lives got.
            if currently_in_test_context():
                event(f"ended as {self.life.listing().state.value}, rounds {len(self.rounds())}")
            self.database.dispose()
            self.folder.cleanup()

    def tries(self, act) -> None:
        with suppress(Refused), self.database.writing() as session:
            act(session)

    def hand(self, who: str) -> dict[str, object]:
        return {"by": getattr(self.life.cast, who), "at": self.life.at}

    @rule(days=st.sampled_from([1, 3, 15, 40]))
    def time_passes(self, days: int) -> None:
        self.life.at += timedelta(days=days)

    @rule(who=WHO)
    def submit(self, who: str) -> None:
        self.tries(lambda session: drafting.submit(session, self.life.list_id, **self.hand(who)))

    @rule(who=WHO)
    def recall(self, who: str) -> None:
        self.tries(lambda session: drafting.recall(session, self.life.list_id, **self.hand(who)))

    @rule(who=WHO)
    def send_back(self, who: str) -> None:
        self.tries(lambda session: list_steps.send_back(session, self.life.list_id, remark="改。", **self.hand(who)))

    @rule(who=WHO)
    def assemble(self, who: str) -> None:
        self.tries(lambda session: assembling.assemble(session, self.life.list_id, city=CITY, **self.hand(who)))

    @rule(who=WHO, kind=st.sampled_from(sorted(ReviewKind)), passed=st.booleans())
    def review(self, who: str, kind: ReviewKind, passed: bool) -> None:
        received = (self.life.at - timedelta(days=20)).date()
        self.tries(
            lambda session: reviewing.record(
                session,
                self.life.list_id,
                kind,
                passed=passed,
                finding="看过了。",
                received_on=received,
                **self.hand(who),
            )
        )

    @rule(who=WHO)
    def consult(self, who: str) -> None:
        day = clock.day_of(self.life.at)
        notice = a_notice(opens_on=day)
        self.tries(
            lambda session: consultations.begin(
                session, self.life.list_id, notice, keys=self.life.keys, **self.hand(who)
            )
        )

    @rule(who=WHO)
    def skip(self, who: str) -> None:
        self.tries(lambda session: consultations.skip(session, self.life.list_id, reason="急。", **self.hand(who)))

    @rule(text=st.sampled_from(["建议保留。", "建议取消。"]))
    def comment(self, text: str) -> None:
        rounds = self.rounds()
        if rounds:
            ticket = commenting.new_ticket(SECRET, self.life.at)
            self.tries(
                lambda session: commenting.submit(
                    session,
                    rounds[-1].id,
                    CommentDraft(text, publishes=True),
                    ticket=ticket,
                    received_at=self.life.at,
                    secret=SECRET,
                    keys=self.life.keys,
                )
            )

    @rule()
    def answer_everything(self) -> None:
        if self.rounds():
            with suppress(Refused):
                self.life.answered()

    @rule(who=WHO, number=st.integers(1, 9))
    def change_a_line(self, who: str, number: int) -> None:
        with self.database.reading() as session:
            line = session.exec(select(Line).where(Line.list_id == self.life.list_id)).first()
        draft = a_line(line.position, remark=f"第{number}次写")
        self.tries(
            lambda session: line_editing.change_line(
                session, line.id, draft, version=line.version, reason="写清楚", **self.hand(who)
            )
        )

    @rule(who=WHO)
    def freeze(self, who: str) -> None:
        self.tries(lambda session: settling.freeze(session, self.life.list_id, **self.hand(who)))

    @rule(who=WHO, emergency=st.sampled_from(["", "来不及换人。"]))
    def approve(self, who: str, emergency: str) -> None:
        approval = Approval(clock.day_of(self.life.at), signer="某市长")
        self.tries(
            lambda session: reviewing.approve(
                session, self.life.list_id, approval, city=CITY, emergency=emergency, **self.hand(who)
            )
        )

    @rule(who=WHO, later=st.sampled_from([0, 7]), emergency=st.sampled_from(["", "来不及换人。"]))
    def publish(self, who: str, later: int, emergency: str) -> None:
        day = clock.day_of(self.life.at) + timedelta(days=later)
        paper = self.life.publication(published_on=day, effective_on=day)

        def press(session) -> None:
            publishing.publish(session, [self.life.list_id], paper, city=CITY, emergency=emergency, **self.hand(who))
            self.promised = max(self.life.at, clock.start_of(day))

        self.tries(press)

    @rule()
    def walk_on(self) -> None:
        """Whoever may, does what is next: so that random lives get further than their first steps."""
        onward = {
            ListState.DRAFTING: lambda: self.submit("chen"),
            ListState.SUBMITTED: lambda: self.assemble(self.reviewer),
            ListState.ASSEMBLED: lambda: [
                self.review(self.reviewer, kind, True) for kind in (ReviewKind.SECRECY, ReviewKind.FIRST_LEGALITY)
            ],
            ListState.CLEARED: lambda: self.consult("chen"),
            ListState.CONSULTING: lambda: self.time_passes(LONGER_THAN_OPEN),
            ListState.SETTLING: lambda: (
                self.answer_everything(),
                self.freeze("chen"),
                self.review(self.reviewer, ReviewKind.FINAL_LEGALITY, True),
            ),
            ListState.REVIEWED: lambda: self.approve(self.publisher, ""),
            ListState.APPROVED: lambda: self.publish(self.publisher, 7, ""),
        }
        onward.get(self.now(), lambda: None)()

    def rounds(self) -> list:
        with self.database.reading() as session:
            return consultations.of_list(session, self.life.list_id)

    def now(self) -> ListState:
        with self.database.reading() as session:
            return list_steps.state(session, self.life.listing(), self.life.at)

    def steps(self) -> list[ListStep]:
        with self.database.reading() as session:
            return list_steps.taken(session, [self.life.list_id])[self.life.list_id]

    @invariant()
    def no_step_is_skipped(self) -> None:
        state = ListState.DRAFTING
        for step in self.steps():
            assert step.start is state, f"{step.name} from {step.start}, not from {state}"
            assert LIST.step(step.name, step.start).end is step.end
            state = step.end
        assert self.life.listing().state is state

    @invariant()
    def history_tells_the_same_states(self) -> None:
        with self.database.reading() as session:
            assert history.verify(session) is None
            entries = history.of(session, "proof_list", self.life.list_id)
        ends = [(one.after or {}).get("state") for one in reversed(entries)]
        told = [end for end in ends if end in STATES]
        assert told == [step.end.value for step in self.steps() if step.person_id is not None]

    @invariant()
    def nobody_has_two_of_the_duties_but_by_the_emergency_door(self) -> None:
        with self.database.reading() as session:
            doors = {(one.person_id, one.act) for one in session.exec(select(Emergency))}
            done = list_steps.done(session, self.life.list_id)
        duties: dict[int, set[Duty]] = {}
        for one in done:
            duties.setdefault(one.person_id, set()).add(one.duty)
        for person, had in duties.items():
            opened = {DUTY_OF[Act.named(act)] for who, act in doors if who == person}
            assert len(had - opened) <= 1, (person, had, opened)

    @invariant()
    def a_frozen_version_never_changes(self) -> None:
        with self.database.reading() as session:
            for version in session.exec(select(ListVersion)):
                rows = session.exec(select(VersionLine.digest).where(VersionLine.version_id == version.id))
                found = version.digest, tuple(rows)
                assert versions.verify(session, version.id) is None
                assert self.frozen.setdefault(version.id, found) == found

    @invariant()
    def all_of_it_is_published_or_nothing_and_nobody_knows_before_the_day(self) -> None:
        published = self.life.listing().state is ListState.PUBLISHED
        with self.database.reading() as session:
            lines = list(session.exec(select(Line).where(Line.list_id == self.life.list_id)))
            decided = set(session.exec(select(Decision.line_id)))
            assert decided == ({line.id for line in lines} if published else set())
            document = session.exec(select(IssuedDocument)).first()
            facts = verdicts.facts(session, {line.requirement_id for line in lines})
        for line in lines:
            mine = facts.get(line.requirement_id, ())
            if not published:
                assert verdict(mine, clock.day_of(self.life.at), self.life.at).outcome is Outcome.UNKNOWN
                continue
            just_before = self.promised - timedelta(microseconds=1)
            assert verdict(mine, document.effective_on, just_before).outcome is Outcome.UNKNOWN
            assert verdict(mine, document.effective_on, self.promised).outcome is Outcome.CANCELLED


Lives.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestRandomLives = Lives.TestCase


@pytest.mark.parametrize("walked", range(FURTHEST + 1))
def test_going_on_in_order_leads_through_every_state_to_the_publication(walked: int):
    """Or the random lives would prove nothing about how a list ends."""
    life = Lives()
    try:
        life.begin(walked, "wang", "zhao")
        assert life.now() is list(ListState)[walked]
        life.no_step_is_skipped()
        life.history_tells_the_same_states()
        life.nobody_has_two_of_the_duties_but_by_the_emergency_door()
        life.a_frozen_version_never_changes()
        life.all_of_it_is_published_or_nothing_and_nobody_knows_before_the_day()
    finally:
        life.teardown()
