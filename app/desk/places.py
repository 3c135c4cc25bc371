"""Where one can begin at the desk: one row for each place, with the acts that lead there."""

from dataclasses import dataclass

from catalog.rules.permissions import Official, may
from catalog.vocabulary import Act


@dataclass(frozen=True, slots=True)
class Place:
    """A place at the desk. ``acts``: whoever may do one of them goes there; none: everybody who has signed in."""

    key: str
    endpoint: str
    label: str
    sentence: str = ""
    acts: tuple[Act, ...] = ()


PLACES = (
    Place("desk", "desk_home.index", "待办"),
    Place("lists", "desk_lists.index", "清单"),
    Place(
        "imports",
        "desk_imports.new",
        "导入清单",
        "读一个文件，先看会写入什么，再写入。",
        (Act.IMPORT_LIST, Act.ENTER_PUBLISHED_LIST),
    ),
    Place(
        "service-items",
        "desk_service_items.index",
        "公众怎么说",
        "给事项写口语说法和别的叫法。",
        (Act.AMEND_SERVICE_ITEM,),
    ),
    Place(
        "words",
        "desk_words.index",
        "查找用词",
        "查了没结果的词、同义词和别名。",
        (Act.AMEND_SYNONYM, Act.AMEND_MATERIAL, Act.AMEND_OFFICE),
    ),
    Place("people", "desk_people.index", "人员", "登记、给身份、换密码。", (Act.REGISTER_PERSON, Act.AMEND_PERSON)),
)


def open_to(person: Official) -> tuple[Place, ...]:
    """The places that this person can use."""
    return tuple(one for one in PLACES if not one.acts or any(may(person, act) for act in one.acts))
