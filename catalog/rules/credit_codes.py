"""统一社会信用代码: eighteen characters of which the last proves the others (GB 32100-2015)."""

from catalog import text

LENGTH = 18
# Without I, O, S, V and Z, which are taken for 1, 0, 5, U and 2.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, len(ALPHABET)) for place in range(LENGTH - 1))


def normalised(written: str) -> str:
    """The code as it is stored: one width, capitals, without blanks and hyphens.

    >>> normalised('１１４４１３００ 007187648g')
    '11441300007187648G'
    """
    return "".join(filter(str.isalnum, text.fold(written))).upper()


def check_character(first: str) -> str:
    """The last character of the code that begins with these seventeen."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def refusal(code: str) -> str | None:
    """Why this is no code; None when it is one. ``code`` is normalised."""
    if len(code) != LENGTH:
        return f"统一社会信用代码是{LENGTH}位，现在有{len(code)}位。请核对。"
    if wrong := sorted(set(code) - set(ALPHABET)):
        return f"统一社会信用代码里没有“{wrong[0]}”。代码不用字母I、O、S、V、Z，请看是不是1、0、5、U、2。"
    if check_character(code[:-1]) != code[-1]:
        return "这个统一社会信用代码对不上它的最后一位（校验码），像是抄错了一个字。请照证书核对。"
    return None
