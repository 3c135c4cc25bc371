"""What is shown of a name: the surname, the rest starred (DOMAIN §5: 张*)."""

from catalog import text

COMPOUND = frozenset(
    {
        *("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"),
        *("司徒", "轩辕", "长孙", "宇文", "夏侯", "南宫", "端木", "独孤", "百里", "呼延"),
    }
)


def masked(name: str) -> str:
    """The surname and a star; "" for no name. Traditional and Latin names keep their first sign.

    >>> masked(' 林晓梅'), masked('欧阳明'), masked('Ann Lee'), masked('')
    ('林*', '欧阳*', 'A*', '')
    """
    plain = text.squeeze(name)
    if not plain:
        return ""
    return f"{plain[:2] if plain[:2] in COMPOUND else plain[0]}*"
