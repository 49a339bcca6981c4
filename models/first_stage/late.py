"""Late interaction (ColBERT, Khattab and Zaharia 2020) over the encoder's word pieces, as `src/core/text/late-interaction.ts`; test/fixtures/first-stage/late.json
holds both to it, to the last digit of what is reckoned from the same vectors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.first_stage.windows import Span, Unit, evidence_units
from models.text_fold import MARKS, folded_terms

if TYPE_CHECKING:  # It needs onnxruntime.
    from models.first_stage.encoder import Reading

MARK_IDF = 0.1
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_WORD = re.compile(f"[{_HAN}]|(?:(?![{_HAN}])[^\\W_][{MARKS}\u00ad\u200d]*)+")


@dataclass(frozen=True)
class Asked:
    """A query. By piece: `idf`, and `word_of` (which of `words` it belongs to; None: punctuation). `weights`: of `words`, 1 together."""

    reading: Reading
    idf: list[float]
    words: list[Span]
    weights: list[float]
    word_of: list[int | None]


@dataclass(frozen=True)
class Late:
    """One passage. `found`: by word of the query where it comes nearest, (in text or title, from, to, similarity); None where the passage has no words."""

    max_sim: float
    idf_max_sim: float
    units: list[Unit]
    found: list[tuple[str, int, int, float] | None]


@dataclass(frozen=True)
class Stretch:
    """A part of a passage as it was read. `start`: where it begins in the text; `lead`: characters of the title and its mark before it."""

    start: int
    lead: int
    reading: Reading


def ask_query(text: str, reading: Reading, idf: Mapping[str, float], count: int) -> Asked:
    """`idf`: of the list's terms over its `count` passages."""
    words = _words(text)
    unknown = math.log(1 + (count + 0.5) / 0.5)
    idf_of = [max([*(idf.get(term, unknown) for term in folded_terms(text[start:end])), MARK_IDF]) for start, end in words]
    word_of = _piece_words(reading.spans, words, 0)
    piece_idf = [MARK_IDF if word is None else idf_of[word] for word in word_of]
    whole = 0.0
    for one in piece_idf:
        whole += one
    shares = []
    for word in range(len(words)):
        share = 0.0
        for piece, own in enumerate(piece_idf):
            if word_of[piece] == word:
                share = share + 1 / len(word_of) + (0.5 * own) / whole
        shares.append(share)
    together = 0.0
    for share in shares:
        together += share
    return Asked(reading, piece_idf, words, [share / together if together else 0.0 for share in shares], word_of)


def read_passage(asked: Asked, title: str, text: str, stretches: Sequence[Stretch]) -> Late:
    """MaxSim over all stretches, and how near each word of the passage comes to each of the query."""
    rows = len(asked.word_of)
    best = np.full(rows, -1.0 if any(len(one.reading.rows) for one in stretches) else 0.0)
    text_words, title_words = _words(text), _words(title)
    in_text, in_title = (np.full((len(words), rows), -1.0) for words in (text_words, title_words))
    for one in stretches:
        table = similarities(asked.reading.rows, one.reading.rows)
        if table.shape[1]:
            best = np.maximum(best, table.max(1, initial=-1.0))
        spans = one.reading.spans
        kinds = (
            (in_text, _piece_words(spans, text_words, one.start - one.lead, least=one.lead)),
            (in_title, _piece_words(spans, title_words, 0, most=min(one.lead, len(title)))),
        )
        for seen, words in kinds:
            for piece, word in enumerate(words):
                if word is not None:
                    seen[word] = np.maximum(seen[word], table[:, piece])
    near, near_title = _by_word(in_text, asked), _by_word(in_title, asked)
    units = []
    for start, end in evidence_units(text):
        held = [place for place, (at, _) in enumerate(text_words) if start <= at < end]
        units.append(Unit(start, end, tuple(max((near[place][word] for place in held), default=-1.0) for word in range(len(asked.words)))))
    found: list[tuple[str, int, int, float] | None] = []
    for word in range(len(asked.words)):
        nearest: tuple[str, int, int, float] | None = None
        for kind, words, values in (("text", text_words, near), ("title", title_words, near_title)):
            for (start, end), row in zip(words, values, strict=True):
                if nearest is None or row[word] > nearest[3]:
                    nearest = (kind, start, end, row[word])
        found.append(nearest)
    sims = best.tolist()
    return Late(max_sim(sims, [1.0] * rows), max_sim(sims, asked.idf), units, found)


def similarities(query: np.ndarray, text: np.ndarray) -> np.ndarray:
    """float64 [pieces of the query, pieces of the text]: cosines; 0 for a row of zeros."""
    asked, read = query.astype(np.int64), text.astype(np.int64)
    products = (asked @ read.T).astype(np.float64)
    lengths = np.sqrt((asked * asked).sum(1).astype(np.float64))[:, None] * np.sqrt((read * read).sum(1).astype(np.float64))[None, :]
    return np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0)


def max_sim(best: Sequence[float], weights: Sequence[float]) -> float:
    """The weighted mean, summed in order; 0 where there is nothing to weigh."""
    total = whole = 0.0
    for value, weight in zip(best, weights, strict=True):
        total += weight * value
        whole += weight
    return total / whole if whole else 0.0


def _by_word(seen: np.ndarray, asked: Asked) -> list[list[float]]:
    """By word of the passage, then by word of the query, to a thousandth: the mean over the query word's pieces."""
    pieces = [[piece for piece, of in enumerate(asked.word_of) if of == word] for word in range(len(asked.words))]
    near = []
    for row in seen.tolist():
        values = []
        for own in pieces:
            total = 0.0
            for piece in own:
                total += row[piece]
            values.append(math.floor((1000 * total) / len(own) + 0.5) / 1000 if own else -1.0)
        near.append(values)
    return near


def _piece_words(pieces: Sequence[Span], words: Sequence[Span], shift: int, least: int = 0, most: float = math.inf) -> list[int | None]:
    """Which of `words` each piece stands in. Pieces stand `shift` further left in what was read; only those in [least, most) there count."""
    found: list[int | None] = []
    word = 0
    for read, _ in pieces:
        if not least <= read < most:
            found.append(None)
            continue
        at = read + shift
        while word < len(words) and words[word][1] <= at:
            word += 1
        found.append(word if word < len(words) and words[word][0] <= at else None)
    return found


def _words(text: str) -> list[Span]:
    """Runs of letters and digits with their marks; Han letter by letter, as BERT has it."""
    return [found.span() for found in _WORD.finditer(text)]
