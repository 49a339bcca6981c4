"""One list before it becomes text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LabelledList:
    """`candidates` are (title, text) in the order shown. Right are those that show one of `answers`, or, without answers, `positives`.

    `scores` are the first stage's, one a candidate; None: the list's own BM25. Positions are 0-based.
    """

    source: str
    query: str
    candidates: tuple[tuple[str, str], ...]
    scores: tuple[float, ...] | None = None
    answers: tuple[str, ...] = ()
    positives: frozenset[int] = frozenset()
