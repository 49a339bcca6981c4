"""The instant first order of a list: BM25 and MiniLM fused (`src/core/text/scores.ts`), the latter over windows of whole sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.prompt_format import titled, word_spans, z_scores

if TYPE_CHECKING:  # It needs onnxruntime.
    from models.first_stage.encoder import Encoder

WINDOW_WORDS = 40
BM25_WEIGHT = 0.5  # MiniLM's is 1; chosen on 300 dev questions (docs/decisions/2026-11-21-first-stage.md)
_ENDS_SENTENCE = re.compile("[.!?][\"'”’)\\]]*$")


def passage_windows(text: str, words: int = WINDOW_WORDS) -> list[tuple[int, int]]:
    """A passage in windows of whole sentences, as `src/core/text/windows.ts`; test/fixtures/first-stage/windows.json holds both to it.

    Spans [from, to) of at most `words` words that hold every word once, in order. Sentences stay whole where they fit.
    """
    spans = word_spans(text)
    if not spans:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []  # [first word, past the last word)
    opened = first = 0
    for place, (start, end) in enumerate(spans):
        if not (_ENDS_SENTENCE.search(text[start:end]) or place == len(spans) - 1):
            continue
        following = place + 1  # the sentence is words [first, following)
        if following - opened > words and first > opened:
            windows.append((opened, first))
            opened = first
        while following - opened > words:
            windows.append((opened, opened + words))
            opened += words
        first = following
    if opened < len(spans):
        windows.append((opened, len(spans)))
    return [(spans[a][0], spans[b - 1][1]) for a, b in windows]


@dataclass(frozen=True)
class FirstStage:
    """`order`: given places, best first. The rest by given place; `window_from`: where the best window begins in the text."""

    order: list[int]
    scores: list[float]
    window_from: list[int]
    cosine: list[float]


def first_stages(lists: Sequence[tuple[str, Sequence[tuple[str, str]], Sequence[float]]], encoder: Encoder, batch: int = 1) -> list[FirstStage]:
    """One a (query, (title, text) candidates, BM25 scores), all embedded together. A cosine is that of the passage's best window.

    `batch`: see Encoder.embed.
    """
    texts: list[str] = []
    owners: list[list[tuple[int, int]]] = []  # of each list: (candidate's place, offset) of each of its windows
    for query, candidates, _ in lists:
        texts.append(query)
        owners.append([(place, span[0]) for place, (_, text) in enumerate(candidates) for span in passage_windows(text)])
        texts += [titled(title, text[span[0] : span[1]]) for title, text in candidates for span in passage_windows(text)]
    vectors, at, found = encoder.embed(texts, batch), 0, []
    for (_, candidates, bm25), owned in zip(lists, owners, strict=True):
        similar = vectors[at + 1 : at + 1 + len(owned)] @ vectors[at]
        at += 1 + len(owned)
        best: list[tuple[float, int]] = [(-2.0, 0)] * len(candidates)
        for (place, offset), value in zip(owned, similar.tolist(), strict=True):
            if value > best[place][0]:
                best[place] = (value, offset)
        cosine = [value for value, _ in best]
        scores = fuse(bm25, cosine)
        order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
        found.append(FirstStage(order, scores, [offset for _, offset in best], cosine))
    return found


def first_stage(query: str, candidates: Sequence[tuple[str, str]], bm25: Sequence[float], encoder: Encoder) -> FirstStage:
    """Of one list."""
    return first_stages([(query, candidates, bm25)], encoder)[0]


def fuse(bm25: Sequence[float], cosine: Sequence[float]) -> list[float]:
    """½ z(BM25) + z(cosine); a side without differences says nothing."""
    return [BM25_WEIGHT * one + other for one, other in zip(z_scores(bm25), z_scores(cosine), strict=True)]


def whole_passage_cosines(query: str, candidates: Sequence[tuple[str, str]], encoder: Encoder) -> list[float]:
    """The usual way, for comparison: the passage's first 256 word pieces as one vector."""
    vectors = encoder.embed([query, *(titled(title, text) for title, text in candidates)])
    return np.asarray(vectors[1:] @ vectors[0]).tolist()
