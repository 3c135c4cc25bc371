"""How many slips of the finger part what was typed in letters from the pinyin of a name."""

_LETTERS_A_SLIP, _UNFINISHED = 6, 0.1
# What is further away than this is no slip.
FURTHEST = 1 / _LETTERS_A_SLIP + _UNFINISHED
# A name is not guessed from fewer letters of its beginning.
_BEGUN = 8


def slips_in(letters: str, whole: str) -> float:
    """Slips for each letter, 1 when they are too many; a name that was typed only in part counts a little more."""
    most = max(1, len(letters) // _LETTERS_A_SLIP)
    slips: float = _slips(letters, whole, most)
    if len(letters) >= _BEGUN and slips > most and len(whole) > len(letters):
        slips = min(slips, _slips(letters, whole[: len(letters)], most) + _UNFINISHED)
    return slips / len(letters) if slips <= most + _UNFINISHED else 1.0


def _slips(one: str, other: str, most: int) -> int:
    """Letters added, dropped, changed or swapped; ``most`` + 1 as soon as there are more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    above = [min(column, far) for column in range(len(other) + 1)]
    for row, letter in enumerate(one, 1):
        line = [far] * (len(other) + 1)
        line[0] = min(row, far)
        for column in range(max(1, row - most), min(len(other), row + most) + 1):
            cost = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (letter != other[column - 1]))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == other[column - 1]:
                cost = min(cost, before[column - 2] + 1)
            line[column] = min(cost, far)
        if min(line) >= far:
            return far
        before, above = above, line
    return above[-1]
