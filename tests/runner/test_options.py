"""What may be asked of the test command."""

import pytest

from tests.runner import options, steps


def test_without_a_word_every_group_runs_in_order():
    assert options.parse([]).groups == tuple(options.GROUPS)


def test_groups_keep_their_order_however_they_are_asked_for():
    assert options.parse(["--only", "web", "--only", "lint"]).groups == ("lint", "web")


def test_everything_after_two_dashes_goes_to_pytest():
    wanted = options.parse(["--only", "rules", "--", "-k", "verdict", "--only"])
    assert wanted.groups == ("rules",)
    assert wanted.passed_on == ("-k", "verdict", "--only")


def test_an_unknown_group_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as left:
        options.parse(["--only", "everything"])
    assert left.value.code == 2
    assert "everything" in capsys.readouterr().err


def test_bench_without_a_name_asks_for_the_list():
    assert options.parse(["--bench"]).bench == ""
    assert options.parse([]).bench is None


def test_every_group_has_a_step_and_every_step_a_group():
    assert {step.group for step in steps.STEPS} == set(options.GROUPS)
