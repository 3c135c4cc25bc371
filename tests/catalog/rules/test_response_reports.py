"""The report adds up whatever came in, and nothing personal or private gets into it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.response_reports import NOT_SHOWN, Opinion, Period, read, report, withholding
from catalog.vocabulary import Adoption, Channel, CommenterKind, WithheldReason

PERIOD = Period("公告", date(2026, 7, 13), date(2026, 8, 12), 1, 38)

opinions = st.lists(
    st.builds(
        Opinion,
        comment_id=st.integers(1, 10**6),
        channel=st.sampled_from(list(Channel)),
        commenter_kind=st.sampled_from(list(CommenterKind)),
        shown_name=st.sampled_from(["", "林*"]),
        text=st.sampled_from(["", "建议保留"]),
        is_late=st.booleans(),
        withheld=st.none() | st.sampled_from(list(WithheldReason)),
        adoption=st.none() | st.sampled_from(list(Adoption)),
        reason=st.sampled_from(["", "理由"]),
    ),
    max_size=12,
    unique_by=lambda one: one.comment_id,
)


@given(opinions)
def test_the_sums_agree(some):
    found = report(PERIOD, some, changes=())
    timely = [one for one in some if not one.is_late]
    assert found.received + found.late == len(some)
    assert sum(found.channels.values()) == sum(found.kinds.values()) == found.received == len(timely)
    assert sum(found.adoptions.values()) == sum(one.adoption is not None for one in timely)
    assert sum(found.withheld_by.values()) == found.withheld
    assert len(found.opinions) == len(some) - found.withheld


@given(opinions)
def test_rows_are_numbered_through_and_late_ones_come_last(some):
    rows = report(PERIOD, some, changes=()).opinions
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["is_late"] for row in rows] == sorted(row["is_late"] for row in rows)
    assert all(row["text"] for row in rows)


@given(opinions, st.lists(st.text(max_size=5), max_size=3))
def test_a_frozen_report_reads_back_the_same(some, changes):
    extended = Period("公告", PERIOD.opens_on, PERIOD.last_on, 1, 38, ((date(2026, 8, 1), date(2026, 8, 9), "停电"),))
    found = report(extended, some, changes=changes)
    assert read(found.as_dict()) == found


def test_a_withheld_comment_is_counted_and_not_quoted():
    held = Opinion(1, Channel.WEB, CommenterKind.PERSON, "林*", "骂人的话", False, WithheldReason.ABUSE)
    found = report(PERIOD, [held], changes=())
    assert found.received == 1 and not found.opinions and "骂人的话" not in str(found.as_dict())


def test_an_unpublished_text_leaves_a_sentence_in_its_place():
    silent = Opinion(1, Channel.LETTER, CommenterKind.BUSINESS, "", "", False)
    (row,) = report(PERIOD, [silent], changes=()).opinions
    assert (row["who"], row["text"]) == ("", NOT_SHOWN)


def test_no_comments_still_make_a_report():
    assert report(PERIOD, [], changes=()).summary == "2026年7月13日至2026年8月12日公开征求意见，期间没有收到意见。"


def test_of_two_who_wrote_the_same_the_one_that_is_withheld_leaves_the_report():
    both = [
        Opinion(1, Channel.WEB, CommenterKind.PERSON, "林*", "同样的话", False, reason="采纳"),
        Opinion(2, Channel.WEB, CommenterKind.BUSINESS, "某公司", "同样的话", False, reason="采纳"),
    ]
    for place, gone in enumerate(both):
        rows = withholding(report(PERIOD, both, changes=()).as_dict(), gone, "含个人信息")["opinions"]
        assert [row["text"] == "同样的话" for row in rows] == [place != 0, place != 1]
        assert gone.shown_name not in str(rows) and both[1 - place].shown_name in str(rows)


@given(opinions, opinions)
def test_withholding_takes_one_opinion_at_most_and_no_count(some, others):
    before = report(PERIOD, some, changes=()).as_dict()
    for one in [*some, *others]:
        after = withholding(before, one, "含个人信息")
        assert {**after, "opinions": before["opinions"]} == before
        changed = [old for old, new in zip(before["opinions"], after["opinions"], strict=True) if old != new]
        assert [row["text"] for row in changed] == [one.text] * (
            one.text in [row["text"] for row in before["opinions"]]
        )
