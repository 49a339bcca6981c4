"""The Wikipedia passages in memory, with collection statistics for BM25 scores like a first stage's."""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from models.data.read_data import read_lines
from models.prompt_format import bm25, query_terms, titled

SAMPLE = 12  # document frequencies are counted on every 12th passage: 55k of 654k, seconds instead of a minute and a half


class Passages:
    """`titles[i]`, `texts[i]` of passage i; about 600 MB."""

    def __init__(self, titles: list[str], texts: list[str]) -> None:
        self.titles, self.texts = titles, texts
        frequency: Counter[str] = Counter()
        length = counted = 0
        for title, text in zip(titles[::SAMPLE], texts[::SAMPLE]):
            terms = query_terms(titled(title, text))
            frequency.update(set(terms))
            length += len(terms)
            counted += 1
        self._average = length / max(1, counted)
        self._idf = {term: math.log(1 + (counted - df + 0.5) / (df + 0.5)) for term, df in frequency.items()}
        self._rare = math.log(1 + (counted + 0.5) / 0.5)

    def scores(self, query: str, candidates: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """BM25 of (title, text) candidates with the collection's statistics."""
        idf = {term: self._idf.get(term, self._rare) for term in query_terms(query)}
        return tuple(bm25(query, query_terms(titled(title, text)), idf, self._average) for title, text in candidates)


def read_passages(folder: Path) -> Passages:
    titles, texts = [], []
    for value in read_lines(folder, "wiki_passages.jsonl"):
        titles.append(value["title"])
        texts.append(value["text"])
    return Passages(titles, texts)
