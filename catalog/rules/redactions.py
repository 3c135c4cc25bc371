"""What is left where something was taken out of the record, and why it may not be taken out without a reason."""

import re
from collections.abc import Collection, Mapping
from typing import Any

MOST_REASON = 200
# The cells of a line in which officials write freely; the others are names of the register and its own words.
FREE = ("replacement", "issuing_office", "bases", "remark")
_CHANGE = re.compile(r"第(\d+)条：")


def refusal(reason: str) -> str | None:
    """Why nothing is erased for this reason; None when it will do."""
    if not reason.strip():
        return "请写明为什么抹去，公众页会照着写。"
    if len(reason.strip()) > MOST_REASON:
        return f"理由最多{MOST_REASON}个字，现在有{len(reason.strip())}个。"
    return None


def notice(reason: str, office: str, name: str) -> str:
    """What stands there from now on: why, and who erased it."""
    who = "，".join(part for part in (office, name) if part)
    return f"{reason.strip().removesuffix('。')}（{who}抹去）"


def words(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a frozen line says, wherever it stood in its list."""
    return {name: value for name, value in said.items() if name != "position"}


def without(told: Mapping[str, Any] | None, said: Mapping[str, Any]) -> dict[str, Any] | None:
    """One side of a recorded change; when it has the words that are erased, its free cells are emptied."""
    if told is None or words(told) != said:
        return dict(told) if told is not None else None
    return {**told, **{name: [] if name == "bases" else "" for name in FREE}}


def taken_in(before: Mapping[str, Any], said: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A line as it is kept while an import may be taken back, without the cells of its sheet.

    With ``said`` only when it has the words that are erased, and then without all that officials wrote freely. A
    remark that says the same goes in any case: nobody sees the rest here, to erase it by itself.
    """
    row, kept = before["row"], [name for name in FREE if name in before["row"]]
    if said is None:
        return {**before, "row": {**row, "raw": {}}}
    if any(row[name] != said[name] for name in kept):
        same = bool(said["remark"]) and row.get("remark") == said["remark"]
        return {**before, "row": {**row, "remark": "", "raw": {}}} if same else dict(before)
    return {**before, "row": {**row, **dict.fromkeys(kept, ""), "raw": {}}, "citations": []}


def told(said: Mapping[str, Any]) -> frozenset[str]:
    """What the erased cells of a line are quoted as, where a report tells how the line was changed."""
    return frozenset(filter(None, ("；".join(said[name]) if name == "bases" else said[name] for name in FREE)))


def change(sentence: str, positions: Collection[int], quoted: Collection[str], why: str) -> str:
    """A sentence of a report on what became of the draft, replaced when it tells erased words of a line.

    ``positions`` are all places that the line had in versions of the list; ``quoted`` as ``told`` gives it.
    """
    found = _CHANGE.match(sentence)
    if found is None or int(found[1]) not in positions or not any(f"“{words}”" in sentence for words in quoted):
        return sentence
    return f"{found[0]}内容已抹去。{why}。"
