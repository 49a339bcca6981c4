"""The page's rule of what a model may write (`src/core/run/guide.ts`): a thought of bounded length, then only a permutation.

The permutation is what `src/core/answer/automaton.ts` takes for an order, in Python.
"""

import re
from collections.abc import Sequence
from typing import Any, Literal

from models.evaluate.evidence_lock import EvidenceLock, State
from models.evaluate.identifier_prior import IdentifierPrior, PriorState
from models.prompt_format import template

_DIGITS = re.compile("[0-9]*")


def read_prefix(text: str, count: int) -> Literal["whole", "prefix", "wrong"]:
    """Is `text` the template's answer over a permutation of [1]…[count], the beginning of one, or neither?"""
    form = template()
    opening, closing, separator = form.answer_open, form.answer_close, form.answer_separator
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


class OutputGuide:
    """One window's output, which begins inside the thought. `forced`: the thought was closed when its budget of tokens was spent."""

    def __init__(self, count: int, thought_tokens: int, evidence: Sequence[str] | None = None, prior: Sequence[float] | None = None) -> None:
        """`evidence`: the passages' texts to hold citations and quotes to; None: the thought is free.

        `prior`: what the first stage adds to the logit of each identifier, by place; None: nothing.
        """
        self.count, self.left, self.forced = count, thought_tokens, False
        self._lock = None if evidence is None else EvidenceLock(evidence)
        self._evidence: State | None = State()
        self._prior = None if prior is None or not any(prior) else IdentifierPrior(prior, quotes=evidence is not None)
        self._written = PriorState()
        self._close = template().thought_close
        self._thinking, self._text = True, ""  # _text: all since the thought's last possible beginning of </think>, or since its end
        self._rest: str | None = None  # while closing by force: what must still be written before the answer
        self._spend()

    @property
    def complete(self) -> bool:
        return not self._thinking and self._rest is None and read_prefix(self._text, self.count) == "whole"

    def allows(self, text: str | None) -> bool:
        return bool(text) and self._after(text) is not None

    def best(self, logits: Sequence[float], texts: Sequence[str | None], answer_tokens: Sequence[int]) -> int:
        """The allowed token with the greatest logit, the prior added. `logits`: float tensor [vocabulary]; `answer_tokens`: ids that answers are made of."""
        logits = self._with_prior(logits, texts)
        if self._thinking and self._rest is None:
            ranked = logits.topk(min(64, len(logits))).indices.tolist()
            for token in ranked:
                if self.allows(texts[token]):
                    return token
            ranked = logits.argsort(descending=True).tolist()
        else:
            ranked = [answer_tokens[place] for place in logits[list(answer_tokens)].argsort(descending=True, stable=True).tolist()]
        for token in ranked:
            if token < len(texts) and self.allows(texts[token]):
                return token
        raise ValueError("the tokenizer has no token that the answer could go on with")

    def push(self, text: str) -> None:
        """Takes one token's text. Raises ValueError if it was not allowed."""
        after = self._after(text)
        if after is None:
            raise ValueError(f"the guide did not allow {text!r}")
        if self._prior is not None:
            self._written = self._prior.after(self._written, *self._channels(text))
        if self._lock is not None and self._thinking and self._rest is None:
            self._evidence = self._lock.after(self._evidence, text) if after[0] else None
        self._thinking, self._rest, self._text = after
        if self._thinking and self._rest is None:
            self.left -= 1
            self._spend()

    def bias(self, text: str) -> float | None:
        """What the prior adds to the logit of an allowed token; None: nothing to any token now."""
        if self._prior is None or ((self._rest is not None or not self._thinking) and self._written.thought.completed):
            return None
        return self._prior.bias(self._written, *self._channels(text))

    def _with_prior(self, logits: Any, texts: Sequence[str | None]) -> Any:
        if self._prior is None:
            return logits
        inside = (self._written.thought if self._thinking else self._written.answer).opened is not None
        added = {}
        for token, text in _naming(texts):
            if inside or "[" in text:
                value = self.bias(text)
                if value:
                    added[token] = value
        if added:
            logits = logits.clone()
            logits[list(added)] += logits.new_tensor(list(added.values()))
        return logits

    def _channels(self, text: str) -> tuple[str, str]:
        """What of `text` stands in the thought (its closing tag too) and what in the answer."""
        if self._rest is not None:
            answer = (self._text + text)[len(self._rest) :]
        elif self._thinking:
            answer = (self._text + text).partition(self._close)[2]
        else:
            answer = text
        return text[: len(text) - len(answer)], answer

    def _spend(self) -> None:
        if self.left <= 0:
            self.forced = True
            self._rest, self._text = self._close[len(self._text) :], ""

    def _after(self, text: str) -> tuple[bool, str | None, str] | None:
        if self._rest is not None:
            closing = self._text + text
            if self._rest.startswith(closing) and closing != self._rest:
                return True, self._rest, closing
            return self._answer(closing[len(self._rest) :]) if closing.startswith(self._rest) else None
        if not self._thinking:
            return self._answer(self._text + text)
        head, closed, answer = (self._text + text).partition(self._close)
        if self._lock is not None and self._lock.after(self._evidence, text[: len(text) - len(answer)]) is None:
            return None
        return self._answer(answer) if closed else (True, None, _overlap(head, self._close))

    def _answer(self, text: str) -> tuple[bool, str | None, str] | None:
        return (False, None, text) if read_prefix(text, self.count) != "wrong" else None


def _overlap(text: str, tag: str) -> str:
    """The longest end of `text` that is a true beginning of `tag`."""
    return next((tag[:length] for length in range(min(len(text), len(tag) - 1), 0, -1) if text.endswith(tag[:length])), "")


_NAMING: dict[int, tuple[Sequence[str | None], list[tuple[int, str]]]] = {}  # by id of the list of texts, which is kept with it


def _naming(texts: Sequence[str | None]) -> list[tuple[int, str]]:
    """(token, text) of those that can be part of an identifier: a hundred or so."""
    known = _NAMING.get(id(texts))
    if known is None:
        found = [(token, text) for token, text in enumerate(texts) if text and ("]" in text or any("0" <= character <= "9" for character in text))]
        known = _NAMING[id(texts)] = (texts, found)
    return known[1]
