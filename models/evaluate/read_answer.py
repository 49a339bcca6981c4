"""The order in a model's output, and what its thought quoted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.data.consistency import quotes_of
from models.prompt_format import template

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Answer:
    """`order`: a permutation of 0-based places (missing ones keep their order at the end). `quotes`: (all, verbatim) counts."""

    order: tuple[int, ...]
    state: Literal["whole", "repaired", "unparsed"]
    quotes: tuple[int, int]


def read_answer(text: str, passages: Sequence[str]) -> Answer:
    """`text` begins inside the thought. Without a closed thought and an opened answer nothing is read: a thought's digits are no order."""
    thought, closed, rest = text.partition(str(template()["thoughtClose"]))
    quotes = quotes_of(thought)
    true = sum(_shows(passages, identifier, quote) for identifier, quote in quotes)
    opened, whole = str(template()["answerOpen"]).strip(), str(template()["answerClose"])
    _, found, answer = rest.partition(opened)
    count = len(passages)
    named = [int(digits) - 1 for digits in re.findall(r"\[(\d+)\]", answer.partition(whole)[0])] if closed and found else []
    order = list(dict.fromkeys(place for place in named if 0 <= place < count))
    if not order:
        return Answer(tuple(range(count)), "unparsed", (len(quotes), true))
    clean = len(named) == count and len(order) == count and whole in answer
    order += [place for place in range(count) if place not in order]
    return Answer(tuple(order), "whole" if clean else "repaired", (len(quotes), true))


def _shows(passages: Sequence[str], identifier: int, quote: str) -> bool:
    wanted = _SPACES.sub(" ", quote).strip()
    return 1 <= identifier <= len(passages) and wanted != "" and wanted in _SPACES.sub(" ", passages[identifier - 1])
