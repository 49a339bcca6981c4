"""What the first stage adds to the logits of identifiers: `src/core/run/prior.ts`; test/fixtures/prior holds both to it.

p(identifier) ∝ exp(logit + weight · z): a model of 135M is sure of little, and where it is not, the first stage's order stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """`[digits]` read in one channel. `opened`: digits of an identifier being written, None outside; `completed`: 0-based places, in order."""

    opened: str | None = None
    quoted: bool = False
    completed: tuple[int, ...] = ()


@dataclass(frozen=True)
class PriorState:
    thought: Reading = Reading()
    answer: Reading = Reading()


class IdentifierPrior:
    """`prior`: by place, weight · z of the first stage's scores within the window. `quotes`: quoted text of a thought holds no identifiers."""

    def __init__(self, prior: Sequence[float], quotes: bool) -> None:
        self._prior, self._quotes, self._least = tuple(prior), quotes, min(prior)

    def after(self, state: PriorState, thought: str, answer: str) -> PriorState:
        """`thought`, `answer`: what of one token's text stands in either."""
        return PriorState(self._read(state.thought, thought, self._quotes), self._read(state.answer, answer, False))

    def bias(self, state: PriorState, thought: str, answer: str) -> float:
        """Of the identifier that the token completes last, else the greatest of those still possible, else 0.

        In the thought what was cited before counts with the least prior; the answer follows a thought that cited anything.
        """
        read = self._read(state.thought, thought, self._quotes)
        if answer == "":
            cited = set(state.thought.completed)
            return self._weigh(state.thought, read, lambda place: self._least if place in cited else self._prior[place])
        if read.completed:
            return 0.0
        used = set(state.answer.completed)
        return self._weigh(state.answer, self._read(state.answer, answer, False), lambda place: None if place in used else self._prior[place])

    def _read(self, before: Reading, text: str, with_quotes: bool) -> Reading:
        opened, quoted, completed = before.opened, before.quoted, before.completed
        for character in text:
            if with_quotes and character == '"':
                quoted, opened = not quoted, None
            elif quoted:
                continue
            elif character == "[":
                opened = ""
            elif opened is not None and "0" <= character <= "9":
                opened = opened + character if self._places(opened + character) else None
            else:
                if character == "]" and opened:
                    completed = (*completed, int(opened) - 1)
                opened = None
        return Reading(opened, quoted, completed)

    def _places(self, digits: str) -> list[int]:
        return [place for place in range(len(self._prior)) if str(place + 1).startswith(digits)]

    def _weigh(self, before: Reading, after: Reading, value_of: Callable[[int], float | None]) -> float:
        completed = after.completed[len(before.completed) :][-1:]
        left = completed if completed or not after.opened else self._places(after.opened)
        return max((value for place in left if (value := value_of(place)) is not None), default=0.0)
