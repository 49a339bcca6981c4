"""One order out of several: a Borda vote."""

from collections import Counter
from collections.abc import Sequence


def borda(orders: Sequence[Sequence[str]], ties: Sequence[str]) -> list[str]:
    """Each order gives its last 0 points, the one before 1, …; most points first, equal points in the order of `ties` (which holds all)."""
    points: Counter[str] = Counter()
    for order in orders:
        points.update({document: len(order) - 1 - place for place, document in enumerate(order)})
    return sorted(ties, key=lambda document: -points[document])
