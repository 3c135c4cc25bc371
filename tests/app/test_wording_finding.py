"""What is said of a material's requirements taken together."""

import pytest

from app.wording import group_sentence
from catalog.vocabulary import Method, Outcome

SHARED = (Outcome.REPLACED, Method.DATA_SHARING)
ONLINE = (Outcome.REPLACED, Method.ONLINE_CHECK)
LICENCE = (Outcome.REPLACED, Method.EXISTING_LICENCE)
GONE = (Outcome.CANCELLED, None)
CHOICE = (Outcome.CHOICE, Method.COMMITMENT)
KEPT = (Outcome.KEPT, None)


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ([], ""),
        ([(*GONE, 1)], "1条不再需要。"),
        ([(*GONE, 1344)], "1,344条都不再需要。"),
        ([(*SHARED, 13), (*ONLINE, 2)], "15条都改由部门查，都不用交。"),
        ([(*SHARED, 13), (*GONE, 2)], "15条里，13条改由部门查，2条不再需要，都不用交。"),
        ([(*LICENCE, 3), (*GONE, 2)], "5条里，3条改用现有证照，2条不再需要。"),
        ([(*KEPT, 3), (*CHOICE, 1)], "4条里，3条仍需提交，1条可承诺代替。"),
    ],
)
def test_a_group_says_what_it_comes_to(outcomes, sentence):
    assert group_sentence(outcomes) == sentence


@pytest.mark.parametrize("bound", [KEPT, CHOICE, LICENCE, (Outcome.UNKNOWN, None), (Outcome.REPLACED, None)])
def test_nobody_is_told_to_bring_nothing_while_one_of_them_asks_for_something(bound):
    assert "都不用交" not in group_sentence([(*SHARED, 99), (*bound, 1)])


def test_a_day_gone_by_is_named_as_such():
    assert group_sentence([(*KEPT, 2)], past=True) == "那一天，2条都仍需提交。"
