"""The page's hold on a thought (`src/core/run/lock.ts`): it cites only passages that exist and quotes only what stands in them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

_OPENS_AFTER = re.compile(r"[\s(\[{:,;=>—–-]")
_ENDS_SENTENCE = frozenset("。！？؟\n")
_OTHER_MARKS = frozenset("“”„«»「」『』")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True)
class State:
    """`digits`: of an identifier being written, None outside. `ends`: places up to which a quote has been copied, None outside a quote."""

    cited: int | None = None
    opens: bool = True
    ending: bool = False
    closed: bool = False
    digits: str | None = None
    ends: tuple[int, ...] | None = None
    empty: bool = False


class EvidenceLock:
    """Over the texts of one window's passages as the prompt shows them, in the order of their identifiers."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._passages = passages
        self._identifiers = [str(place + 1) for place in range(len(passages))]
        self._starts = [
            tuple(at for at in range(len(text)) if _boundary(text, at) and not text[at].isspace() and text[at] != '"') for text in passages
        ]

    def after(self, state: State, text: str) -> State | None:
        """The state after `text` more; None when it may not come."""
        for character in text:
            following = self._step(state, character)
            if following is None:
                return None
            state = following
        return None if state.ends is not None and self._dead(state) else state

    def _step(self, state: State, character: str) -> State | None:
        if state.digits is not None:
            if character == "]":
                return State(int(state.digits) - 1, opens=False) if state.digits in self._identifiers else None
            digits = state.digits + character
            return replace(state, digits=digits) if any(one.startswith(digits) for one in self._identifiers) else None
        if state.ends is not None:
            passage = self._passages[state.cited or 0]
            if character == '"':
                return State(state.cited, opens=False, closed=True) if self._closes(state) else None
            ends = tuple(end + 1 for end in state.ends if passage[end : end + 1] == character)
            return replace(state, ends=ends, empty=False) if ends else None
        if state.closed and not (character.isspace() or unicodedata.category(character)[0] in "PS"):
            return None
        if character == "[":
            return State(state.cited, digits="")
        if character == '"':
            ends = self._starts[state.cited] if state.cited is not None and state.opens else ()
            return State(state.cited, ends=ends, empty=True) if ends else None
        if character in _OTHER_MARKS:
            return None
        over = character in _ENDS_SENTENCE or (state.ending and character.isspace())
        ending = character in ".!?…" or (state.ending and character in ")]")
        return State(None if over else state.cited, bool(_OPENS_AFTER.match(character)), ending)

    def _closes(self, state: State) -> bool:
        passage, ends = self._passages[state.cited or 0], state.ends or ()
        if state.empty:
            return not any(_ascii(passage, end) for end in ends)
        return any(not passage[end - 1].isspace() and (_boundary(passage, end) or not _ascii(passage, end)) for end in ends)

    def _dead(self, state: State) -> bool:
        passage = self._passages[state.cited or 0]
        return not state.empty and all(passage[end - 1].isspace() and not _ascii(passage, end) for end in state.ends or ())


def _ascii(text: str, at: int) -> bool:
    return at < len(text) and "!" <= text[at] <= "~" and text[at] != '"'


def _boundary(text: str, at: int) -> bool:
    if at <= 0 or at >= len(text):
        return True
    before, following = text[at - 1], text[at]
    inner = unicodedata.category(before)[0] in "LNM" and unicodedata.category(following)[0] in "LNM"
    return not inner or bool(_UNSPACED.match(before) or _UNSPACED.match(following))
