"""BM25 over a whole collection, for folders that bring no run (k1 0.9, b 0.4, the prompt's own terms; no stemming beyond a plural s)."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from models.prompt_format import K1, B, query_terms, titled


class CollectionBm25:
    """An inverted index in memory; `documents`: docid → (title, text)."""

    def __init__(self, documents: Mapping[str, tuple[str, str]]) -> None:
        self._postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._lengths: dict[str, int] = {}
        for document, (title, text) in documents.items():
            counts = Counter(query_terms(titled(title, text)))
            self._lengths[document] = counts.total()
            for term, count in counts.items():
                self._postings[term].append((document, count))
        self._average = sum(self._lengths.values()) / max(1, len(self._lengths))

    def search(self, query: str, depth: int) -> list[tuple[str, float]]:
        """(docid, score) of the best `depth` documents, best first; equal scores by docid."""
        scores: dict[str, float] = defaultdict(float)
        for term in dict.fromkeys(query_terms(query)):
            postings = self._postings.get(term, [])
            idf = math.log(1 + (len(self._lengths) - len(postings) + 0.5) / (len(postings) + 0.5))
            for document, count in postings:
                scores[document] += idf * count * (K1 + 1) / (count + K1 * (1 - B + B * self._lengths[document] / self._average))
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:depth]
