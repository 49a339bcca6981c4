"""How alike two orders are (Kendall 1938)."""

from collections.abc import Sequence


def kendall_tau(one: Sequence[str], other: Sequence[str]) -> float:
    """−1 (reversed) to 1 (equal), over all pairs; orders of fewer than two are equal. ValueError unless both order the same, each once."""
    if set(one) != set(other) or len(set(one)) != len(one) or len(one) != len(other):
        raise ValueError("not two orders of the same documents")
    place = {document: at for at, document in enumerate(other)}
    places = [place[document] for document in one]
    pairs = [(a, b) for a in range(len(places)) for b in range(a + 1, len(places))]
    return sum(1 if places[a] < places[b] else -1 for a, b in pairs) / len(pairs) if pairs else 1.0
