"""Picks the words of a passage that a thought quotes."""

import random
from collections.abc import Collection

from models.data.normal_words import normal_words
from models.prompt_format import query_terms, words

LONGEST = 12  # words
UNQUOTABLE = set('"“”«»„[]<>')
EDGES = ".,;:"


def quote(passage: str, answer: str | None, terms: Collection[str], shortest: int, rng: random.Random) -> str | None:
    """`shortest`–12 neighbouring words of `passage` that hold `answer` (if any) and as many query `terms` as can be; verbatim.

    None when no such run is free of quotation marks and brackets, which would break the thought's own marks.
    """
    parts = words(passage)
    count = min(len(parts), rng.randint(shortest, LONGEST if answer else LONGEST - 3))
    first, last = 0, len(parts)
    if answer is not None:
        place = _find(parts, normal_words(answer))
        if place is None or place[1] - place[0] > LONGEST:
            return None
        first, last = place
        count = min(len(parts), max(count, last - first))
        starts = range(max(0, last - count), min(first, len(parts) - count) + 1)
    else:
        starts = range(len(parts) - count + 1)
    best: tuple[int, str] | None = None
    for start in starts:
        text = " ".join(parts[start : start + count])
        covered = len({term for term in query_terms(text) if term in terms})
        if not UNQUOTABLE & set(text) and (best is None or covered > best[0]):
            best = (covered, text)
    return None if best is None else best[1].rstrip(EDGES)


def _find(parts: list[str], wanted: list[str]) -> tuple[int, int] | None:
    """[from, to) of the words in which the run `wanted` of normal words first stands."""
    flat = [(place, word) for place, part in enumerate(parts) for word in normal_words(part)]
    for start in range(len(flat) - len(wanted) + 1):
        if [word for _, word in flat[start : start + len(wanted)]] == wanted:
            return flat[start][0], flat[start + len(wanted) - 1][0] + 1
    return None
