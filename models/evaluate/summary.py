"""The figures of an evaluation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from models.evaluate.judged_list import JudgedList
from models.evaluate.measures import ndcg


def summarize(lists: Sequence[JudgedList], done: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Means over the lists that are done; a window that could not be read counts with the order it left in place."""
    judged = [given for given in lists if given.qid in done]
    records = [done[given.qid] for given in judged]
    before = [ndcg(given.ranking(), given.grades) for given in judged]
    after = [ndcg(record["ranking"], given.grades) for given, record in zip(judged, records)]
    count, quotes = max(1, len(judged)), sum(record["quotes"] for record in records)
    return {
        "queries": len(judged),
        "nDCG@10 first stage": round(sum(before) / count, 4),
        "nDCG@10 reranked": round(sum(after) / count, 4),
        "better": sum(b > a + 1e-9 for a, b in zip(before, after)),
        "worse": sum(b < a - 1e-9 for a, b in zip(before, after)),
        "orders changed": round(sum(record["ranking"] != given.ranking() for given, record in zip(judged, records)) / count, 4),
        "windows": dict(Counter(outcome for record in records for outcome in record["outcomes"])),
        "quotes": quotes,
        "quotes verbatim": round(sum(record["verbatim"] for record in records) / quotes, 4) if quotes else None,
        "prompt tokens per query": round(sum(record["promptTokens"] for record in records) / count, 1),
        "written tokens per query": round(sum(record["writtenTokens"] for record in records) / count, 1),
        "seconds per query": round(sum(record["seconds"] for record in records) / count, 2),
    }
