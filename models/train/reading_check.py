"""How the half-trained reading score orders held-out lists of every kind: the points of its learning curve."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from models.data.taught_lists import TaughtList
from models.evaluate.measures import kendall_tau, ndcg
from models.prompt_format import z_scores
from models.train.halves import Halves
from models.train.reading_score import reading_scores

WEIGHTS = (0.25, 0.5, 1.0)  # of the reading score's z-scores beside the instant order's
BATCH = 4
TWICE = 40  # lists that are read in two orders


@dataclass(frozen=True)
class ReadingFigures:
    """nDCG@10 over shuffled lists. `instant`: the soft teacher's order; `alone`: the reading score's; `fused`: by its weight (as text) beside the
    instant order; `by_kind`: (lists, instant, alone, fused at ½). `tau`: Kendall's, between two orders of the same list; None without lists.
    """

    lists: int
    instant: float
    alone: float
    fused: dict[str, float]
    by_kind: dict[str, tuple[int, float, float, float]]
    tau: float | None
    seconds: float

    def __str__(self) -> str:
        fused = ", ".join(f"{weight}: {value:.4f}" for weight, value in self.fused.items())
        kinds = "; ".join(f"{kind} {count}: {instant:.3f} {alone:.3f} {half:.3f}" for kind, (count, instant, alone, half) in self.by_kind.items())
        tau = "–" if self.tau is None else f"{self.tau:.3f}"
        return (f"held out {self.lists} lists: nDCG@10 instant {self.instant:.4f}, reading score alone {self.alone:.4f}, fused by its weight {fused}; "
                f"tau {tau}; by kind (instant, alone, fused at ½) {kinds}; {self.seconds:.0f} s")


def check_reading(halves: Halves, tokenizer: Any, lists: Sequence[TaughtList]) -> ReadingFigures:
    """Of the working weights as they are now."""
    started = time.monotonic()
    gains: dict[str, list[list[float]]] = {}
    taus = []
    for start in range(0, len(lists), BATCH):
        batch = lists[start : start + BATCH]
        first = _shuffled_scores(halves, tokenizer, batch, start)
        for one, scores in zip(batch, first, strict=True):
            z = z_scores(scores)
            ways = [one.soft, scores, *([soft + weight * read for soft, read in zip(one.soft, z)] for weight in WEIGHTS)]
            gains.setdefault(one.source, []).append([_ndcg(way, one.labels) for way in ways])
        if start < TWICE:
            second = _shuffled_scores(halves, tokenizer, batch, -1 - start)
            taus += [kendall_tau(_order(a), _order(b)) for a, b in zip(first, second, strict=True)]
    means = np.mean([row for rows in gains.values() for row in rows], axis=0).tolist()
    half = 2 + WEIGHTS.index(0.5)
    kinds = {kind: (len(rows), *(float(value) for value in np.mean(rows, axis=0)[[0, 1, half]])) for kind, rows in sorted(gains.items())}
    return ReadingFigures(len(lists), means[0], means[1], dict(zip(map(str, WEIGHTS), means[2:])), kinds, sum(taus) / len(taus) if taus else None,
                          time.monotonic() - started)


@torch.inference_mode()
def _shuffled_scores(halves: Halves, tokenizer: Any, lists: Sequence[TaughtList], seed: int) -> list[list[float]]:
    """By passage as given, read in an order drawn by `seed`."""
    orders = [random.Random(f"{seed} {number}").sample(range(len(one.passages)), len(one.passages)) for number, one in enumerate(lists)]
    found = reading_scores(halves, tokenizer, [one.reordered(order) for one, order in zip(lists, orders)])
    scores = []
    for order, values in zip(orders, found, strict=True):
        by_place = dict(zip(order, values.tolist(), strict=True))
        scores.append([by_place[place] for place in range(len(order))])
    return scores


def _order(scores: Sequence[float]) -> list[str]:
    return [str(place) for place in sorted(range(len(scores)), key=lambda place: (-scores[place], place))]


def _ndcg(scores: Sequence[float], labels: Sequence[int]) -> float:
    return ndcg(_order(scores), {str(place): float(label) for place, label in enumerate(labels)})
