"""A first stage for collections without one: BM25 (k1 0.9, b 0.4) over Porter stems, or over plain terms where there is no stemmer."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from models.prompt_format import B, K1, query_terms, titled


def bm25_run(corpus: Mapping[str, tuple[str, str]], queries: Mapping[str, str], depth: int) -> dict[str, list[tuple[str, float]]]:
    """`corpus`: document → (title, text). The `depth` best (document, score) of each query; ties by document order."""
    terms_of = _stemmed()
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    names, lengths = list(corpus), []
    for place, (title, text) in enumerate(corpus.values()):
        terms = terms_of(titled(title, text))
        lengths.append(len(terms))
        for term, count in Counter(terms).items():
            postings[term].append((place, count))
    average = sum(lengths) / max(1, len(lengths))
    ranked = {}
    for qid, query in queries.items():
        scores: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(terms_of(query)):
            found = postings.get(term, ())
            idf = math.log(1 + (len(names) - len(found) + 0.5) / (len(found) + 0.5))
            for place, count in found:
                scores[place] += idf * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[place] / average))
        best = sorted(scores, key=lambda place: (-scores[place], place))[:depth]
        ranked[qid] = [(names[place], scores[place]) for place in best]
    return ranked


def _stemmed() -> Callable[[str], list[str]]:
    try:
        import Stemmer
    except ImportError:
        return query_terms
    porter = Stemmer.Stemmer("porter")
    return lambda text: porter.stemWords(query_terms(text))
