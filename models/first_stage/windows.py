"""Where a passage is cut: into windows that the encoder reads at once, into units of evidence, and into the words that a prompt shows.

As `src/core/text/windows.ts` and `src/core/text/evidence-units.ts`; test/fixtures/first-stage holds both to it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.prompt_format import SPACES, word_spans

READ_WORDS, READ_LOAD = 120, 240
LONGEST_UNIT = 24
TIE = 1e-9
_SENTENCE_MARKS = "。｡！？؟۔।॥։።፧။។៕"  # end a sentence whatever follows
_ENDS_SENTENCE = re.compile(f"[.!?{_SENTENCE_MARKS}][\"'”’)\\]」』）]*$")
_SENTENCE_END = re.compile(f"[.!?]+[\"'”’)\\]]*(?=[{SPACES}])|[{_SENTENCE_MARKS}]+[”’」』）]*")
_CLAUSE_END = re.compile(f"[,;:][\"'”’)\\]]*(?=[{SPACES}])|[{SPACES}][–—-](?=[{SPACES}])|—|[，；：、،؛፣፤၊]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")

Span = tuple[int, int]


@dataclass(frozen=True)
class Unit:
    """A sentence of a passage, or a clause of a long one: the text's characters [start, end). `similar`: how near it comes to each word of the query, −1 to 1."""

    start: int
    end: int
    similar: tuple[float, ...]


def passage_windows(text: str, words: int = READ_WORDS, load: int = READ_LOAD) -> list[Span]:
    """A passage in windows of whole sentences: spans [from, to) of at most `words` words and of at most `load` that hold every word once, in order.

    Sentences stay whole where they fit. A word's load is a quarter of its ASCII letters, rounded up, and all of its others.
    """
    spans = word_spans(text)
    if not spans:
        return [(0, len(text))]
    windows: list[Span] = []
    opened: list[Span] = []
    carried = 0

    def close() -> None:
        nonlocal opened, carried
        if opened:
            windows.append((opened[0][0], opened[-1][1]))
        opened, carried = [], 0

    for sentence in _sentences(text, spans):
        loads = [_load(text[start:end]) for start, end in sentence]
        if len(opened) + len(sentence) > words or carried + sum(loads) > load:
            close()
        for span, more in zip(sentence, loads, strict=True):
            if len(opened) + 1 > words or (opened and carried + more > load):
                close()
            opened.append(span)
            carried += more
    close()
    return windows


def _sentences(text: str, spans: Sequence[Span]) -> Iterable[list[Span]]:
    held: list[Span] = []
    for place, (start, end) in enumerate(spans):
        held.append((start, end))
        if _ENDS_SENTENCE.search(text[start:end]) or place == len(spans) - 1:
            yield held
            held = []


def _load(word: str) -> int:
    ascii_letters = sum(character < "\x80" for character in word)
    return -(-ascii_letters // 4) + len(word) - ascii_letters


def evidence_units(text: str, longest: int = LONGEST_UNIT) -> list[Span]:
    """The sentences of a text; one that is longer than `longest` words in clauses, packed while they fit, each [from, to) from word to word."""
    units: list[Span] = []
    for sentence in _parts(text, (0, len(text)), _SENTENCE_END):
        if _size(text, sentence) <= longest:
            units.append(sentence)
            continue
        opened: Span | None = None
        for clause in (run for one in _parts(text, sentence, _CLAUSE_END) for run in _runs(text, one, longest)):
            if opened and _size(text, (opened[0], clause[1])) <= longest:
                opened = (opened[0], clause[1])
                continue
            if opened:
                units.append(opened)
            opened = clause
        if opened:
            units.append(opened)
    return units


def _parts(text: str, span: Span, mark: re.Pattern[str]) -> list[Span]:
    start, end = span
    parts: list[Span] = []
    begin = start
    for stop in [*(start + found.end() for found in mark.finditer(text[start:end])), end]:
        spans = word_spans(text[begin:stop])
        if spans:
            parts.append((begin + spans[0][0], begin + spans[-1][1]))
        begin = stop
    return parts


def _runs(text: str, clause: Span, longest: int) -> list[Span]:
    if _size(text, clause) <= longest:
        return [clause]
    runs: list[list[int]] = []
    for start, end, size in _run_words(text, clause, longest):
        if runs and runs[-1][2] + size <= longest:
            runs[-1][1], runs[-1][2] = end, runs[-1][2] + size
        else:
            runs.append([start, end, size])
    return [(start, end) for start, end, _ in runs]


def _run_words(text: str, clause: Span, longest: int) -> Iterable[tuple[int, int, int]]:
    """Words with their sizes; of a script without spaces, stretches of at most twice as many letters. No mark is parted from its letter."""
    for from_, to in word_spans(text[clause[0] : clause[1]]):
        start, end = clause[0] + from_, clause[0] + to
        size = max(1, _size(text, (start, end))) if _UNSPACED.search(text, start, end) else 1
        if size <= longest:
            yield start, end, size
            continue
        begin, letters = start, 0
        while begin < end:
            stop = begin
            letters = 0
            while stop < end:
                after = stop + 1
                while after < end and unicodedata.category(text[after])[0] == "M":
                    after += 1
                if letters and letters + after - stop > 2 * longest:
                    break
                letters += after - stop
                stop = after
            yield begin, stop, -(-letters // 2)
            begin = stop


def _size(text: str, span: Span) -> int:
    """White-space separated words, but of a script without spaces every two letters."""
    stretch = text[span[0] : span[1]]
    letters = len(_UNSPACED.findall(stretch))
    return len(word_spans(_UNSPACED.sub("", stretch))) + -(-letters // 2)


def unit_score(units: Sequence[Unit], weights: Sequence[float]) -> float:
    """How near units, read as one, come to the query: the weighted mean over its words of what each is met with."""
    total = 0.0
    for word, weight in enumerate(weights):
        total += weight * max((unit.similar[word] for unit in units), default=-1.0)
    return total


def best_units(units: Sequence[Unit], weights: Sequence[float]) -> list[Unit]:
    """A passage's best evidence: of one to three units the nearest, of four or more the two nearest; the earlier of equals; in text order."""
    if not any(weights):
        return []
    order = sorted(range(len(units)), key=lambda place: (-unit_score([units[place]], weights), place))
    return [units[place] for place in sorted(order[: 1 if len(units) < 4 else 2])]


def evidence_window(text: str, units: Sequence[Unit], weights: Sequence[float], words: int) -> Span:
    """Which `words` words of a text to show: the run of whole units that is short enough and comes nearest to the query, the first of equals.

    Where no unit is short enough, the beginning of the nearest one. A text that is short enough is kept whole.
    """
    spans = word_spans(text)
    apart = _UNSPACED.search(text) is not None
    if (_size(text, (0, len(text))) if apart else len(spans)) <= words or not units:
        return 0, len(text)
    counts = [_size(text, (unit.start, unit.end)) if apart else sum(unit.start <= start < unit.end for start, _ in spans) for unit in units]
    best: tuple[float, Span] | None = None
    for first, unit in enumerate(units):
        held, last = 0, first
        while last < len(units) and held + counts[last] <= words:
            held += counts[last]
            last += 1
        if last == first:
            continue
        score = unit_score(units[first:last], weights)
        if best is None or score > best[0] + TIE:
            best = (score, (unit.start, units[last - 1].end))
    if best is not None:
        return best[1]
    nearest = units[0]
    for other in units:
        if unit_score([other], weights) > unit_score([nearest], weights) + TIE:
            nearest = other
    if apart:
        return nearest.start, _runs(text, (nearest.start, nearest.end), words)[0][1]
    begun = [span for span in spans if span[0] >= nearest.start][:words]
    return nearest.start, begun[-1][1] if begun else nearest.end
