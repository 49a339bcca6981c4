"""nDCG with linear gain, as trec_eval computes it."""

import math
from collections.abc import Mapping, Sequence


def ndcg(ranking: Sequence[str], grades: Mapping[str, float], depth: int = 10) -> float:
    """DCG@depth of `ranking` over the best that all judged `grades` allow; 0 where nothing is relevant. Negative grades gain nothing."""
    best = _dcg(sorted((max(0.0, grade) for grade in grades.values()), reverse=True)[:depth])
    return _dcg([max(0.0, grades.get(document, 0.0)) for document in ranking[:depth]]) / best if best > 0 else 0.0


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
