"""The instant first order of a list: BM25, MiniLM's cosine and late interaction fused, as `src/instant/order.ts` and `src/core/text/scores.ts`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from models.first_stage.late import Asked, Late, Stretch, ask_query, read_passage
from models.first_stage.windows import evidence_window, passage_windows
from models.prompt_format import list_idf, titled, z_scores
from models.text_fold import folded_terms

if TYPE_CHECKING:  # It needs onnxruntime.
    from models.first_stage.encoder import Encoder, Reading

WINDOW_WORDS = 40
WEIGHTS = {"bm25": 0.25, "cosine": 1.0, "max_sim": 1.0, "idf_max_sim": 0.5}  # docs/decisions/2026-11-30-late-interaction.md
COARSE_WEIGHTS = {"bm25": 0.5, "cosine": 1.0}
MOST_READ = 200  # passages of a list that are read piece by piece


@dataclass(frozen=True)
class FirstStage:
    """`order`: given places, best first. The rest by given place; `coarse`: scores without late interaction; `window_from`: where the best window of 40 words
    begins in the text; `late`: None for passages of a long list that were not read piece by piece.
    """

    order: list[int]
    scores: list[float]
    window_from: list[int | None]
    cosine: list[float]
    coarse: list[float] = field(default_factory=list)
    asked: Asked | None = None
    late: list[Late | None] = field(default_factory=list)

    def window(self, place: int, text: str, words: int) -> tuple[int, int] | None:
        """What a prompt shows of a passage: [from, to) of at most `words` words; None where none is known."""
        late = self.late[place] if self.late else None
        return None if late is None or self.asked is None else evidence_window(text, late.units, self.asked.weights, words)


def first_stages(lists: Sequence[tuple[str, Sequence[tuple[str, str]], Sequence[float]]], encoder: Encoder, batch: int = 1) -> list[FirstStage]:
    """One a (query, (title, text) candidates, BM25 scores), all read together. A cosine is that of the passage's nearest stretch. `batch`: see Encoder.read."""
    texts: list[str] = []
    owners: list[list[tuple[int, int]]] = []  # of each list: (candidate's place, offset) of each stretch
    for query, candidates, _ in lists:
        texts.append(query)
        owners.append([(place, span[0]) for place, (_, text) in enumerate(candidates) for span in passage_windows(text)])
        texts += [titled(title, text[span[0] : span[1]]) for title, text in candidates for span in passage_windows(text)]
    readings, at, found = encoder.read(texts, batch), 0, []
    for (query, candidates, bm25), owned in zip(lists, owners, strict=True):
        read = readings[at : at + 1 + len(owned)]
        at += 1 + len(owned)
        found.append(_order(query, candidates, bm25, read[0], list(zip(owned, read[1:], strict=True))))
    return found


def first_stage(query: str, candidates: Sequence[tuple[str, str]], bm25: Sequence[float], encoder: Encoder) -> FirstStage:
    """Of one list."""
    return first_stages([(query, candidates, bm25)], encoder)[0]


def _order(query: str, candidates: Sequence[tuple[str, str]], bm25: Sequence[float], asked_for: Reading,
           read: Sequence[tuple[tuple[int, int], Reading]]) -> FirstStage:
    stretches: list[list[Stretch]] = [[] for _ in candidates]
    cosine = [-2.0] * len(candidates)
    for (place, offset), reading in read:
        title = candidates[place][0]
        stretches[place].append(Stretch(offset, len(titled(title, "")) if title else 0, reading))
        cosine[place] = max(cosine[place], float(reading.vector @ asked_for.vector))
    coarse = fuse({"bm25": bm25, "cosine": cosine}, COARSE_WEIGHTS)
    head = sorted(range(len(candidates)), key=lambda place: (-coarse[place], place))[:MOST_READ]
    asked = ask_query(query, asked_for, list_idf([titled(title, text) for title, text in candidates], folded_terms), len(candidates))
    late: list[Late | None] = [None] * len(candidates)
    for place in head:
        late[place] = read_passage(asked, *candidates[place], stretches[place])
    held = [one for place in head if (one := late[place]) is not None]
    fused = fuse({
        "bm25": [bm25[place] for place in head], "cosine": [cosine[place] for place in head],
        "max_sim": [one.max_sim for one in held], "idf_max_sim": [one.idf_max_sim for one in held],
    }, WEIGHTS)
    scores = _with_tail(head, fused, coarse)
    among = set(head)
    order = sorted(range(len(candidates)), key=lambda place: (place not in among, -scores[place], place))
    window_from = [
        None if one is None else evidence_window(text, one.units, asked.weights, WINDOW_WORDS)[0] for (_, text), one in zip(candidates, late, strict=True)
    ]
    return FirstStage(order, scores, window_from, cosine, coarse, asked, late)


def _with_tail(head: Sequence[int], fused: Sequence[float], coarse: Sequence[float]) -> list[float]:
    """The fused scores of the head, and of the others the head's least less what they lie below the last of the head in `coarse`."""
    known = dict(zip(head, fused, strict=True))
    least, last = min(fused, default=0.0), coarse[head[-1]] if head else 0.0
    return [known[place] if place in known else least - (last - score) for place, score in enumerate(coarse)]


def fuse(parts: dict[str, Sequence[float]], weights: dict[str, float]) -> list[float]:
    """The sum of weight times z-score of each part, in the order of `weights`; a part without differences says nothing."""
    sums = [0.0] * len(parts["bm25"])
    for name, weight in weights.items():
        sums = [one + weight * value for one, value in zip(sums, z_scores(parts[name]), strict=True)]
    return sums


def whole_passage_cosines(query: str, candidates: Sequence[tuple[str, str]], encoder: Encoder) -> list[float]:
    """The usual way, for comparison: the passage's first 256 word pieces as one vector."""
    vectors = encoder.embed([query, *(titled(title, text) for title, text in candidates)])
    return np.asarray(vectors[1:] @ vectors[0]).tolist()


def best_window_cosines(query: str, candidates: Sequence[tuple[str, str]], encoder: Encoder) -> list[float]:
    """Of windows of 40 words read alone, for comparison: the first stage's cosine before late interaction."""
    owners = [(place, span) for place, (_, text) in enumerate(candidates) for span in passage_windows(text, WINDOW_WORDS)]
    vectors = encoder.embed([query, *(titled(candidates[place][0], candidates[place][1][slice(*span)]) for place, span in owners)])
    best = [-2.0] * len(candidates)
    for (place, _), value in zip(owners, (vectors[1:] @ vectors[0]).tolist(), strict=True):
        best[place] = max(best[place], value)
    return best
