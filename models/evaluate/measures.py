"""How good an order is, how alike two orders are, and how sure a difference is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

ROUNDS = 10_000
BLOCK = 1000  # rounds at a time


def ndcg(ranking: Sequence[str], grades: Mapping[str, float], depth: int = 10) -> float:
    """nDCG with linear gain, as trec_eval computes it: DCG@depth of `ranking` over the best that all judged `grades` allow, 0 to 1.

    0 where nothing is relevant. Negative grades gain nothing.
    """
    best = _dcg(sorted((max(0.0, grade) for grade in grades.values()), reverse=True)[:depth])
    return _dcg([max(0.0, grades.get(document, 0.0)) for document in ranking[:depth]]) / best if best > 0 else 0.0


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def kendall_tau(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two orders are (Kendall 1938): −1 (reversed) to 1 (equal), over all pairs; orders of fewer than two are equal.

    ValueError unless both order the same, each once.
    """
    if set(one) != set(other) or len(set(one)) != len(one) or len(one) != len(other):
        raise ValueError("not two orders of the same documents")
    place = {document: at for at, document in enumerate(other)}
    places = [place[document] for document in one]
    pairs = [(a, b) for a in range(len(places)) for b in range(a + 1, len(places))]
    return sum(1 if places[a] < places[b] else -1 for a, b in pairs) / len(pairs) if pairs else 1.0


def bootstrap_interval(values: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """95 % interval of the mean, by drawing queries with replacement."""
    array = np.asarray(values, float)
    rng = np.random.default_rng(seed)
    means = np.concatenate([array[rng.integers(0, len(array), (BLOCK, len(array)))].mean(axis=1) for _ in range(ROUNDS // BLOCK)])
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def randomization_p(differences: Sequence[float], seed: int = 1) -> float:
    """Two-sided p that `differences` (one a query) have mean 0, by random signs; (hits + 1) / (rounds + 1)."""
    array = np.asarray(differences, float)
    seen, rng = abs(array.sum()) - 1e-12, np.random.default_rng(seed)
    hits = sum(int((abs(rng.choice((-1.0, 1.0), (BLOCK, len(array))) @ array) >= seen).sum()) for _ in range(ROUNDS // BLOCK))
    return (hits + 1) / (ROUNDS + 1)


@dataclass(frozen=True)
class Paired:
    """The mean of differences (one a query, in units of the measure), its 95 % interval and its p."""

    difference: float
    interval: tuple[float, float]
    p: float


def paired(values: Sequence[float], others: Sequence[float]) -> Paired:
    """The mean of `values` less that of `others`: the same queries, at least one, in the same order."""
    differences = [one - other for one, other in zip(values, others, strict=True)]
    return Paired(sum(differences) / len(differences), bootstrap_interval(differences), randomization_p(differences))


def paired_over_sets(sets: Sequence[Sequence[float]]) -> Paired:
    """The mean of the sets' own means of differences: every set counts the same, with all of its queries, at least one each.

    Queries are drawn and signs are turned within each set, which keeps its size (a stratified bootstrap and randomization test).
    """
    arrays = [np.asarray(values, float) for values in sets]
    rng, means, turned = np.random.default_rng(1), [], []
    for _ in range(ROUNDS // BLOCK):
        means.append(np.mean([array[rng.integers(0, len(array), (BLOCK, len(array)))].mean(axis=1) for array in arrays], axis=0))
        turned.append(np.mean([rng.choice((-1.0, 1.0), (BLOCK, len(array))) @ array / len(array) for array in arrays], axis=0))
    difference = float(np.mean([array.mean() for array in arrays]))
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975))
    hits = int((abs(np.concatenate(turned)) >= abs(difference) - 1e-12).sum())
    return Paired(difference, (float(low), float(high)), (hits + 1) / (ROUNDS + 1))
