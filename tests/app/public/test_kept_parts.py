"""Parts that other questions made are used again exactly as long as they say the same."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event

from app.kept_parts import Moved, Parts
from app.public import facet_labels
from app.standing import standing
from catalog.services import aliases, history
from catalog.vocabulary import Act, Disposition, Method
from tests.app.public import story

# The last second of the day before the announced decision takes effect, in Beijing.
BEFORE = datetime(2098, 12, 31, 15, 59, 59, tzinfo=UTC)
NOON = datetime(2098, 6, 1, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)
# Different questions with the same answer: a page that was kept whole answers none of the later ones.
ASKED = ("高龄津贴 {}", "{} 高龄津贴", "高龄津贴还要{}吗", "领高龄津贴 {}", "{}，高龄津贴", "办高龄津贴要不要{}")
READERS = (
    "",
    "&lang=hant",
    "&view=elder",
    "&theme=dark",
    "&on=2020-10-01",
    "&outcome=kept",
    "&office=towns",
    "&page=2",
)
# Place, offices, lists and towns; names, decisions and lines of what was found; two nouns that were chosen.
MOST_QUERIES = 9
QUESTIONS = ("生存证明", "结婚登记", "领高龄津贴还要开生存证明吗", "收入证明 公租房", "证明", "居住证", "", "鑫龘麤")


@pytest.fixture
def told(app):
    story.told(app.extensions["database"])
    follow(app)
    return app


@pytest.fixture
def ask(told):
    """Ask about a material, each time in other words; the rows of the answer."""
    client, wordings = told.test_client(), iter(ASKED)

    def asked(material, also=""):
        page = client.get(f"/proofs?q={next(wordings).format(material)}{also}").text
        return page[page.index('class="rows lead"') : page.index("没找到要办的事")]

    return asked


def follow(app):
    while app.extensions["search"].state().behind:
        app.extensions["search"].catch_up()


def test_across_midnight_on_an_effective_day(ask):
    for moment, badge in ((BEFORE, "仍需提交"), (BEFORE + SECOND, "不再需要"), (BEFORE, "仍需提交")):
        with time_machine.travel(moment, tick=False):
            assert badge in ask("收入证明")


def test_a_new_decision_is_on_the_next_page(told, ask):
    assert "仍需提交" in ask("收入证明")
    line = story.line("收入证明", Disposition.REPLACE, Method.COMMITMENT)
    story.publish(told.extensions["database"], "示府办〔2021〕9号", story.SECOND, [line])
    follow(told)
    rows = ask("收入证明")
    assert "仍需提交" not in rows and "示府办〔2021〕9号" in rows


def test_what_was_published_ahead_comes_at_its_instant(told, ask):
    """In the middle of a day, and with nobody writing."""
    line = story.line("收入证明", Disposition.REPLACE, Method.COMMITMENT)
    story.publish(told.extensions["database"], "示府办〔2021〕9号", story.SECOND, [line], public_from=NOON)
    follow(told)
    for moment, comes in ((NOON - SECOND, False), (NOON, True), (NOON - SECOND, False)):
        with time_machine.travel(moment, tick=False):
            assert ("示府办〔2021〕9号" in ask("收入证明")) is comes


def test_a_new_alias_finds_what_was_kept(told, ask):
    kept = ask("收入证明")
    with told.extensions["database"].writing() as session:
        aliases.add(session, "material", story.ids(told.extensions["database"])["收入证明!"], "薪资流水单", by="测试")
    follow(told)
    assert "仍需提交" in kept and "仍需提交" in ask("薪资流水单")


def test_other_days_and_other_readers_get_their_own(ask):
    assert "仍需提交" in ask("生存证明", "&on=2020-10-01")
    now = ask("生存证明")
    assert "不再需要" in now and "on=" not in now
    assert "view=elder" in ask("生存证明", "&view=elder") and "view=elder" not in ask("生存证明")


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_page_with_kept_parts_is_the_page_made_anew(example_app, asked):
    client = example_app.test_client()
    for number, reader in enumerate(READERS):
        address = f"/proofs?q={asked}{reader}"
        pages = set()
        for extension in ("parts", "drawn_answers", "shelf"):
            example_app.extensions[extension].clear()
            example_app.extensions["shelf"].clear()
            pages |= {client.get(address).text}
        assert len(pages) == 1, (number, address)


ALIKE = ("生存证明 高龄津贴", "高龄津贴 生存证明", "高龄津贴还要开生存证明吗", "办高龄津贴要不要“生存证明”&x=<b>")


@pytest.mark.parametrize("reader", READERS)
def test_an_answer_drawn_for_one_question_is_the_one_drawn_for_every_other_that_comes_to_the_same(example_app, reader):
    client = example_app.test_client()
    addresses = [f"/proofs?q={asked}{reader}" for asked in ALIKE]
    joined, alone = ([_page(client, one, anew=anew) for one in addresses] for anew in (False, True))
    assert joined == alone


def test_questions_that_come_to_the_same_have_one_drawn_answer(example_app):
    client = example_app.test_client()
    example_app.extensions["drawn_answers"].clear()
    for asked in ALIKE:
        _page(client, f"/proofs?q={asked}", anew=False)
    assert len(example_app.extensions["drawn_answers"]) == 1


def _page(client, address, *, anew):
    for kept in ("shelf", *(("drawn_answers", "parts") if anew else ())):
        client.application.extensions[kept].clear()
    return client.get(address).text


@pytest.mark.parametrize("reader", READERS)
def test_a_drawn_answer_holds_nothing_of_the_question_that_it_was_drawn_for(example_app, reader):
    client = example_app.test_client()
    _page(client, f"/proofs?q=领高龄津贴还要开生存证明吗&quaint=12345{reader}", anew=True)
    page = _page(client, f"/proofs?q=生存证明 高龄津贴{reader}", anew=False)
    assert "quaint" not in page and "还要开" not in page


@pytest.fixture
def statements(example_app):
    """What is asked of the register beside its place."""
    said = []

    def note(_connection, _cursor, statement, *_):
        if statement != "BEGIN":
            said.append(statement)

    engine = example_app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def test_a_page_whose_parts_are_kept_asks_the_register_for_its_place_only(example_app, statements):
    client = example_app.test_client()
    client.get("/proofs?q=收入证明 公租房")
    statements.clear()
    client.get("/proofs?q=公租房，收入证明")
    assert statements == []


def test_kept_parts_are_not_joined_to_a_register_that_has_moved_on(told):
    told.test_client().get("/about")  # reads the instants, so that the next request opens nothing for them
    with told.test_request_context("/"):
        old = Parts(standing())
        story.publish(told.extensions["database"], "示府办〔2021〕9号", story.SECOND, [])
        with pytest.raises(Moved):
            old.session()
        anew = Parts(standing(), keeps=False)
        assert facet_labels.Labels(anew).towns
    assert len(told.extensions["parts"]) == 0


def test_what_the_public_sees_nothing_of_is_no_reason_to_make_them_anew(told):
    told.test_client().get("/about")
    with told.test_request_context("/"):
        old = Parts(standing())
        with told.extensions["database"].writing() as register:
            history.write(register, by="公众", act=Act.KEEP_COMMENT, noun="kept_comment", record_id=1)
        assert facet_labels.Labels(old).towns


CHOSEN = "&".join(f"{name}={number}" for name in ("material", "service-item", "office", "list") for number in range(60))


@pytest.mark.parametrize("asked", ["q=户籍证明", "q=", "q=鑫龘麤", f"q=&{CHOSEN}", "q=证明&page=3&office=towns"])
def test_a_page_made_anew_asks_a_fixed_number_of_questions_of_the_register(example_app, asked, statements):
    for kept in ("parts", "drawn_answers", "shelf"):
        example_app.extensions[kept].clear()
    example_app.test_client().get(f"/proofs?{asked}")
    assert len(statements) <= MOST_QUERIES, statements
