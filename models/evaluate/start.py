"""What reranking begins with: an order of the candidates, and what the first stage knows of each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.prompt_format import list_bm25, titled


@dataclass(frozen=True)
class Start:
    """`order`: places in the list as handed over, best first. By place: `scores` (higher is better), and where the words to show begin (None: unknown)."""

    order: tuple[int, ...]
    scores: tuple[float, ...]
    window_from: tuple[int | None, ...]


def given_start(query: str, candidates: Sequence[tuple[str, str, str, float]], own_scores: bool) -> Start:
    """The order as handed over, with the run's scores (`own_scores`) or BM25 of the list. `candidates`: (document, title, text, score)."""
    texts = [titled(title, text) for _, title, text, _ in candidates]
    scores = [score for *_, score in candidates] if own_scores else list_bm25(query, texts)
    return Start(tuple(range(len(candidates))), tuple(scores), (None,) * len(candidates))
