"""The figures of an evaluation."""

from collections.abc import Sequence
from typing import Any

from models.evaluate.significance import bootstrap_interval, randomization_p


def summarise(lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Means over queries, shares over windows (outcomes) and over all quotes and citations. `lines`: at least one."""
    count = len(lines)
    gains = [line["after"] - line["before"] for line in lines]
    total = {name: sum(line[name] for line in lines) for name in _COUNTED}
    return {
        "queries": count,
        "ndcg_10_given": sum(line["given"] for line in lines) / count,
        "ndcg_10_before": sum(line["before"] for line in lines) / count,
        "ndcg_10_after": sum(line["after"] for line in lines) / count,
        "difference": sum(gains) / count,
        "difference_95": bootstrap_interval(gains),
        "p": randomization_p(gains),
        "better": sum(gain > 1e-9 for gain in gains),
        "worse": sum(gain < -1e-9 for gain in gains),
        "changed": sum(line["changed"] for line in lines) / count,
        "windows": total["windows"],
        **{name: total[name] for name in ("complete", "forced", "repaired", "unparsed")},
        "quotes": total["quotes"],
        "quotes_verbatim": total["quotes_verbatim"] / max(1, total["quotes"]),
        "citations": total["citations"],
        "citations_existing": total["citations_existing"] / max(1, total["citations"]),
        "prompt_tokens_per_query": total["prompt_tokens"] / count,
        "tokens_per_query": total["tokens"] / count,
        "seconds_per_query": total["seconds"] / count,
    }


_COUNTED = ("windows", "complete", "forced", "repaired", "unparsed", "quotes", "quotes_verbatim", "citations", "citations_existing",
            "prompt_tokens", "tokens", "seconds")


def summary_text(s: dict[str, Any]) -> str:
    low, high = s["difference_95"]
    return "\n".join((
        f"nDCG@10  {s['ndcg_10_given']:.4f} as handed over, {s['ndcg_10_before']:.4f} first stage → {s['ndcg_10_after']:.4f} reranked, difference {s['difference']:+.4f} "
        f"[{low:+.4f}, {high:+.4f}], p {s['p']:.4f}; {s['queries']} queries, {s['better']} better, {s['worse']} worse",
        f"order changed {s['changed']:.0%}; of {s['windows']} windows {s['complete']} complete, {s['forced']} with the thought closed by force, "
        f"{s['repaired']} repaired, {s['unparsed']} unparsed",
        f"quotes verbatim {s['quotes_verbatim']:.0%} of {s['quotes']}; citations of passages that exist {s['citations_existing']:.0%} of {s['citations']}",
        f"{s['prompt_tokens_per_query']:.0f} tokens read, {s['tokens_per_query']:.0f} written, {s['seconds_per_query']:.1f} s a query",
    ))
