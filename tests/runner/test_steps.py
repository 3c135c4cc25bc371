"""What each step would start."""

from tests.runner import options, steps

BY_NAME = {step.name: step for step in steps.STEPS}


def line(name, *arguments, existing=steps.WEB):
    return steps.command(BY_NAME[name], options.parse(list(arguments)), report="report.xml", existing=existing)


def test_rules_and_web_together_cover_the_whole_suite():
    ignored = {word.removeprefix("--ignore=") for word in line("rules") if word.startswith("--ignore=")}
    assert ignored == set(steps.WEB) == {word for word in line("web") if word in steps.WEB}


def test_a_named_test_replaces_the_folders_of_a_step():
    words = line("web", "--", "tests/app/test_home.py")
    assert "tests/app/test_home.py" in words
    assert not set(steps.WEB) & set(words)


def test_other_words_are_added_to_the_folders():
    expected = [*steps.WEB, "-k", "home"]
    assert line("web", "--", "-k", "home")[-len(expected) :] == expected


def test_one_job_is_not_spread():
    words = line("rules", "--jobs", "1")
    assert words[words.index("-n") + 1] == "0"


def test_no_browser_opens_outside_its_own_step():
    for step in steps.STEPS:
        if step.is_pytest and step.group != "browser":
            assert any("not browser" in word for word in step.options)
