"""The table as Markdown."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.table.instant import INSTANT
from models.table.systems import SYSTEMS
from models.table.targets import targets

TITLES = {
    "bm25": "BM25", "minilm": "MiniLM cosine, whole passages", "fusion": "BM25 + MiniLM, fusion by rank",
    "first-stage": "first stage (BM25 + MiniLM windows)",
    **{name: system.title for name, system in SYSTEMS.items()}, "oracle": "oracle: the candidates' best order",
}
ORDER = (*(name for name in INSTANT if name != "oracle"), "base", "no-think", "think-no-prior", "think", "full-precision", "oracle")


def table_text(table: Mapping[str, Any], made: Sequence[str]) -> str:
    """`table`: of build_table; `made`: lines that say when, on what, and by which command."""
    sections = (_means, _comparisons, _outputs, _thinking, _sensitivity, _quantization, _targets)
    return "\n".join([*made, "", *(text for section in sections for text in section(table))]).strip() + "\n"


def _means(table: Mapping[str, Any]) -> list[str]:
    text = []
    for depth in dict.fromkeys(part["depth"] for part in table["sets"]):
        parts = [part for part in table["sets"] if part["depth"] == depth]
        rows = []
        for system in ORDER:
            if not any(system in part["rows"] for part in parts):
                continue
            cells = [_mean(part["rows"].get(system), part["queries"]) for part in parts]
            rows.append([TITLES[system], *cells])
        head = ["system", *(f"{part['set']} ({part['queries']})" for part in parts)]
        text += [f"nDCG@10 and its 95 % bootstrap interval, BM25's top {depth} reranked (number of queries in brackets):", "", *_rows(head, rows), ""]
    return text


def _mean(row: Mapping[str, Any] | None, queries: int) -> str:
    if row is None:
        return "–"
    some = "" if row["queries"] == queries else f", first {row['queries']} queries"
    return f"{_number(row['ndcg_10'])} ({_number(row['interval'][0])}–{_number(row['interval'][1])}{some})"


def _model_rows(table: Mapping[str, Any]) -> list[tuple[list[str], Mapping[str, Any]]]:
    return [
        ([part["set"], str(part["depth"]), TITLES[system], str(part["rows"][system]["queries"])], part["rows"][system])
        for part in table["sets"] for system in ORDER if system in part["rows"] and system in SYSTEMS
    ]


def _comparisons(table: Mapping[str, Any]) -> list[str]:
    rows = []
    for head, row in _model_rows(table):
        against = row["against"]
        rows.append([*head, _paired(against["first-stage"]), *(_signed(against[name]["difference"]) + _p(against[name]) for name in ("bm25", "fusion")),
                     _share(row["changed"], row["queries"]), _share(row["did_change"], row["could_change"])])
    if not rows:
        return []
    head = ["set", "depth", "system", "queries", "against first stage (95 %), p", "against BM25, p", "against fusion by rank, p", "orders changed",
            "changed where the oracle differs"]
    text = "Differences in nDCG@10 on the same queries; p of a paired randomization test. Orders are compared with the first stage's:"
    return [text, "", *_rows(head, rows), ""]


def _outputs(table: Mapping[str, Any]) -> list[str]:
    rows = []
    for head, row in _model_rows(table):
        rows.append([*head[:3], f"{row['complete']} / {row['forced']} / {row['repaired']} / {row['unparsed']}", _of(row["quotes_verbatim"], row["quotes"]),
                     _of(row["citations_existing"], row["citations"]), f"{row['prompt_tokens']:.0f}", f"{row['tokens']:.0f}", f"{row['seconds']:.1f}"])
    if not rows:
        return []
    head = ["set", "depth", "system", "complete / forced / repaired / unparsed", "quotes verbatim", "citations existing", "tokens read", "written", "seconds"]
    return ["Outputs by window; tokens and seconds a query (seconds: a list's share of its batch):", "", *_rows(head, rows), ""]


def _thinking(table: Mapping[str, Any]) -> list[str]:
    rows = [
        [one["set"], str(one["depth"]), str(one["queries"]), *(_cost(one[name]) for name in ("no-think", "think")), _paired(one)]
        for one in table["thinking"]
    ]
    head = ["set", "depth", "queries", "no thought", "think", "difference (95 %), p"]
    return ["With and without a thought, the same weights on the same lists (tokens written, a query):", "", *_rows(head, rows), ""] if rows else []


def _cost(one: Mapping[str, Any]) -> str:
    return f"{_number(one['ndcg_10'])}, {one['tokens']:.0f} tokens, {one['seconds']:.1f} s"


def _sensitivity(table: Mapping[str, Any]) -> list[str]:
    rows = [
        [TITLES[system], f"{one['set']}, depth {one['depth']}", str(one["queries"]), f"{one['tau']:.3f}", _number(one["ndcg_10"][0]),
         *(", ".join(map(_number, one[name][1:])) for name in ("ndcg_10", "shown_ndcg_10")), _number(one["vote_ndcg_10"]),
         _paired(one["vote_against_plain"])]
        for system, one in table["sensitivity"].items()
    ]
    head = ["system", "set", "queries", "Kendall's tau", "nDCG@10 from the first stage's order", "from each shuffle", "the shuffles as shown",
            "Borda vote of the shuffles", "vote against unshuffled (95 %), p"]
    text = "Order sensitivity: the same lists shown in other orders, scores staying with their passages; tau is the mean over all pairs of results:"
    return [text, "", *_rows(head, rows), ""] if rows else []


def _quantization(table: Mapping[str, Any]) -> list[str]:
    one = table["quantization"]
    if not one:
        return []
    return [f"Quantization, {one['set']} at depth {one['depth']}, {one['queries']} queries: {_number(one['think']['ndcg_10'])} as shipped, "
            f"{_number(one['full-precision']['ndcg_10'])} before quantization, difference {_paired(one)}; {one['same_order']} orders are the same.", ""]


def _targets(table: Mapping[str, Any]) -> list[str]:
    rows = [[asked, measured, "yes" if met else "no"] for asked, measured, met in targets(table)]
    return ["What was asked for:", "", *_rows(["asked", "measured", "met"], rows), ""] if rows else []


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)]


def _number(value: float) -> str:
    return f"{value:.4f}".replace("-", "−").replace("0.", ".", 1)


def _signed(value: float) -> str:
    return ("+" if round(value, 4) > 0 else "") + (_number(value) if round(value, 4) else "0")


def _p(figures: Mapping[str, Any]) -> str:
    return f", {_number(figures['p'])}"


def _paired(figures: Mapping[str, Any]) -> str:
    low, high = figures["interval"]
    return f"{_signed(figures['difference'])} ({_signed(low)}, {_signed(high)}){_p(figures)}"


def _share(count: int, whole: int) -> str:
    return f"{count / whole:.0%} ({count} of {whole})" if whole else "–"


def _of(count: int, whole: int) -> str:
    return f"{count} of {whole}" if whole else "–"
