"""Numbers as laws write them: 二十一, 一百零五, 21, ２１."""

from catalog import text

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_DIGITS |= dict.fromkeys("〇○◯", 0)
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
_CHINESE = "零一二三四五六七八九"
# Characters that a number may be written with, after folding.
CHARACTERS = "0-9零〇○◯一二三四五六七八九十百千两廿卅"
# Those of them that stand for one digit each, as in a year.
DIGITS = "零〇○◯一二三四五六七八九"


def to_int(written: str) -> int | None:
    """The number that ``written`` states, in Chinese or Arabic numerals up to 9999; None when it is not one.

    >>> to_int('一千二百六十'), to_int('一百零五'), to_int('二〇二〇'), to_int('２１'), to_int('条')
    (1260, 105, 2020, 21, None)
    """
    plain = "".join(text.fold(written).split())
    plain = "".join(_TENS.get(character, _FORMAL.get(character, character)) for character in plain)
    if not plain or len(plain) > 12:
        return None
    if plain.isascii():
        return int(plain) if plain.isdigit() and int(plain) <= 9999 else None
    if all(character in _DIGITS for character in plain):
        return _positional(plain)
    return _with_units(plain)


def to_chinese(number: int) -> str:
    """``number`` (0 to 9999) in Chinese numerals as articles of law are numbered; ValueError beyond.

    >>> to_chinese(10), to_chinese(21), to_chinese(105), to_chinese(1260)
    ('十', '二十一', '一百零五', '一千二百六十')
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"no article is numbered {number}")
    if number < 10:
        return _CHINESE[number]
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit == 0:
            gap = bool(out)
            continue
        out += ("零" if gap else "") + _CHINESE[digit] + name
        gap = False
    return out[1:] if out.startswith("一十") else out


def digits(written: str) -> int | None:
    """The number whose digits ``written`` gives one by one, in Chinese or Arabic numerals or both; None otherwise.

    >>> digits('二〇二〇'), digits('二0一八'), digits('２０２０'), digits('二十')
    (2020, 2018, 2020, None)
    """
    plain = "".join(str(_DIGITS.get(character, character)) for character in text.fold(written))
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 4 else None


def _positional(plain: str) -> int | None:
    value = int("".join(str(_DIGITS[character]) for character in plain))
    return value if value <= 9999 else None


def _with_units(plain: str) -> int | None:
    total, digit, above = 0, None, 10_000
    for character in plain:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= above or digit == 0:
                return None
            total, digit, above = total + (1 if digit is None else digit) * unit, None, unit
        elif character in _DIGITS and digit in (None, 0):
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)
