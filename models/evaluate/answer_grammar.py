"""What a constrained answer may look like: what `src/core/answer/automaton.ts` takes for an order, in Python."""

import re
from typing import Literal

from models.prompt_format import template

_DIGITS = re.compile("[0-9]*")


def read_prefix(text: str, count: int) -> Literal["whole", "prefix", "wrong"]:
    """Is `text` the template's answer over a permutation of [1]…[count], the beginning of one, or neither?"""
    form = template()
    opening, closing, separator = str(form["answerOpen"]), str(form["answerClose"]), str(form["answerSeparator"])
    at = 0

    def meet(expected: str) -> str:
        nonlocal at
        there = text[at : at + len(expected)]
        if there == expected:
            at += len(expected)
            return "met"
        return "prefix" if at + len(there) == len(text) and expected.startswith(there) else "wrong"

    state = meet(opening)
    used: set[int] = set()
    while state == "met" and len(used) < count:
        state = meet(f"{separator}[" if used else "[")
        if state != "met":
            break
        digits = _DIGITS.match(text, at)[0]
        at += len(digits)
        if at == len(text):
            return "prefix" if any(n not in used and str(n).startswith(digits) for n in range(1, count + 1)) else "wrong"
        identifier = int(digits) if digits else 0
        if digits.startswith("0") or not 1 <= identifier <= count or identifier in used or text[at] != "]":
            return "wrong"
        at += 1
        used.add(identifier)
    if state == "met":
        state = meet(closing)
    if state != "met":
        return state
    return "whole" if at == len(text) else "wrong"
