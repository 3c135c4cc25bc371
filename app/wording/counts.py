"""Numbers with what they count, and the rule by which they were counted."""

COUNTING_RULE = (
    "一个单位办一件事要一种证明，算一条。同一种证明在22个镇街各要一次，算22条。身份证、营业执照等证照和申请表不算证明。"
)


def count(number: int, unit: str = "条") -> str:
    """A number in a table or beside a heading: 1,344条, 0条."""
    return f"{number:,}{unit}"


def total(number: int, unit: str = "条") -> str:
    """A number inside a sentence, where nothing is said as 没有: 共1,344条."""
    return f"共{number:,}{unit}" if number else "没有"


def share(part: int, whole: int) -> str:
    """A share in whole per cent; a dash when there is nothing to share."""
    return f"{round(100 * part / whole)}%" if whole else "–"
