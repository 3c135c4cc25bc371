"""How records move from state to state. One row per step; everything else reads the rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.vocabulary import Act, Word


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a state to another. ``act`` is what a person needs leave for, and what history calls it.

    ``needs_remark`` says that the step is not taken without a reason in words; ``by_clock`` that no
    person takes it: the state is that of the clock, whatever is stored.
    """

    name: str
    label: str
    start: Word
    end: Word
    act: Act
    needs_remark: bool = False
    by_clock: bool = False


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Every step of one noun."""

    noun: str
    label: str
    states: type[Word]
    initial: tuple[Word, ...]
    steps: tuple[Step, ...]

    def onward(self, state: Word) -> tuple[Step, ...]:
        """The steps that lead on from ``state``."""
        return tuple(step for step in self.steps if step.start == state)

    def step(self, name: str, start: Word) -> Step | None:
        """The step called ``name`` from ``start``, or None when there is none."""
        return next((step for step in self.onward(start) if step.name == name), None)

    def refusal(self, name: str, state: Word) -> str | None:
        """Why the step is not open now: where the record stands, and from where it would be."""
        if self.step(name, state):
            return None
        starts = [step for step in self.steps if step.name == name]
        if not starts:
            raise KeyError(name)
        wanted = "、".join(step.start.label for step in starts)
        return (
            f"{self.label}现在是“{state.label}”，在“{wanted}”的时候才能{starts[0].label}。请刷新页面，看现在该办什么。"
        )

    def reachable(self) -> frozenset[Word]:
        """The states that some path of steps leads to."""
        seen, waiting = set(self.initial), list(self.initial)
        while waiting:
            for step in self.onward(waiting.pop()):
                if step.end not in seen:
                    seen.add(step.end)
                    waiting.append(step.end)
        return frozenset(seen)

    def diagram(self) -> str:
        """The steps as a mermaid state diagram, with the Chinese words of the field."""
        return "stateDiagram-v2\n" + "\n".join(f"    {arrow}" for arrow in self._arrows())

    def _arrows(self) -> Iterator[str]:
        yield from (f'state "{state.label}" as {_node(state)}' for state in self.states)
        yield from (f"[*] --> {_node(state)}" for state in self.initial)
        for step in self.steps:
            clock = "（到时间自动）" if step.by_clock else ""
            yield f"{_node(step.start)} --> {_node(step.end)}: {step.label}{clock}"


def _node(state: Word) -> str:
    return state.value.replace("-", "_")
