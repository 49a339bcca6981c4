"""How sure a difference is: interval by bootstrap, p by paired randomization over queries."""

from collections.abc import Sequence

import numpy as np

ROUNDS = 10_000
BLOCK = 1000  # rounds at a time


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
