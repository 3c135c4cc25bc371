"""What history says of a line stays true of that line."""

from sqlmodel import func, select

from catalog.models import Line
from catalog.services import lists
from catalog.services.lists import LineDraft
from catalog.services.registering import insert_many
from catalog.vocabulary import Disposition


def entered(session, *materials):
    drafts = [LineDraft("示例市公安局", "户口迁移登记", name, Disposition.CANCEL) for name in materials]
    return lists.enter(session, drafts, title="草稿", by="测试", instruments={})


def newest(session):
    return session.exec(select(func.max(Line.id))).one()


def test_the_id_of_a_removed_line_is_never_given_to_another(database):
    with database.writing() as session:
        entered(session, "户籍证明", "居住证明")
        removed = newest(session)
        session.delete(session.get_one(Line, removed))
    with database.writing() as session:
        other = entered(session, "无房证明")
        one = {"list_id": other.id, "position": 2, "requirement_id": 1, "disposition": Disposition.CANCEL}
        assert newest(session) > removed
        assert insert_many(session, Line, [one])[0] > removed + 1
