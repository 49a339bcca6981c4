"""ReasonRank's self-consistency filter at our size: a thought must imply its order and quote what stands there."""

import re
from collections.abc import Mapping, Sequence

from models.data.normal_words import contains

QUOTE = re.compile(r'"([^"]*)"')
MENTION = re.compile(r"\[(\d+)\]")


def mention_order(thought: str) -> list[int]:
    """1-based identifiers in order of first mention, quotes aside."""
    return list(dict.fromkeys(int(found) for found in MENTION.findall(QUOTE.sub("", thought))))


def quotes_of(thought: str) -> list[tuple[int, str]]:
    """(1-based identifier, text) of every quote: the identifier is the last one mentioned before it."""
    found, last, at = [], 0, 0
    for match in QUOTE.finditer(thought):
        before = MENTION.findall(thought[at : match.start()])
        last = int(before[-1]) if before else last
        found.append((last, match[1]))
        at = match.end()
    return found


def contradiction(thought: str, order: Sequence[int], passages: Sequence[str], evidence: Mapping[int, str | None]) -> str | None:
    """Why the example must be dropped, or None. `order`: 1-based; `passages`: as shown; `evidence`: right 0-based place → answer or None."""
    if mention_order(thought) != list(order) or sorted(order) != list(range(1, len(passages) + 1)):
        return "the thought does not imply its order"
    if set(order[: len(evidence)]) != {place + 1 for place in evidence}:
        return "a passage without evidence stands above one with it"
    for identifier, text in quotes_of(thought):
        if text == "" or not 1 <= identifier <= len(passages) or text not in passages[identifier - 1]:
            return "a quote is not verbatim"
        answer = evidence.get(identifier - 1)
        if answer is not None and not contains(text, answer):
            return "a quote does not show the answer"
    return None
