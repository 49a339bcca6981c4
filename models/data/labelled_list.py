"""One list before it becomes text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LabelledList:
    """`candidates` are (title, text) as the first stage handed them over, `scores` its scores; both are ranked anew before they are shown.

    `positives` are the right places (0-based). `answers` are strings that right passages may show; without any, every right passage is
    taken to show its own. `kind` is the kind of answer that the query asks for, or "".
    """

    source: str
    query: str
    candidates: tuple[tuple[str, str], ...]
    scores: tuple[float, ...]
    positives: frozenset[int]
    answers: tuple[str, ...] = ()
