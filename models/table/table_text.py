"""The table as Markdown, with what the weights were asked to reach beside what was measured; and the part of a Markdown file that it is put into."""

from collections.abc import Sequence
from pathlib import Path

from models.evaluate.measures import Paired
from models.files import BadInput, atomic_file
from models.table.figures import BEFORE, Cost, FirstStageRow, ModelRow, Row, Table
from models.table.instant import INSTANT
from models.table.jobs import SYSTEMS

ABOVE, TAU = 0.01, 0.8  # nDCG@10 at depth 10; Kendall's tau of the reading score between shuffles
VERBATIM = 0.95
QUESTIONS = ("dev", "test")
TITLES = {
    "bm25": "BM25", "minilm": "MiniLM cosine, whole passages", "fusion": "BM25 + MiniLM, fusion by rank",
    "windows": "½ BM25 + best window of 40 words, the first stage before late interaction", "max-sim": "MaxSim alone",
    "first-stage": "first stage (BM25 + MiniLM + late interaction)",
    **{name: system.title for name, system in SYSTEMS.items()}, "oracle": "oracle: the candidates' best order",
}
ORDER = (*(name for name in INSTANT if name != "oracle"), "reading", "reading-apart", "fused", "fused-apart", "fused-think", "fused-full", "base", "no-think", "think-no-prior", "think", "full-precision", "oracle")
TABLE_MARKS = ("<!-- table:begin -->", "<!-- table:end -->")
FIRST_STAGE_MARKS = ("<!-- first-stage:begin -->", "<!-- first-stage:end -->")


def table_text(table: Table, made: Sequence[str]) -> str:
    """`made`: lines that say when, on what, and by which command."""
    sections = (_means, _first_stages, _comparisons, _outputs, _thinking, _sensitivity, _quantization, _targets)
    return "\n".join([*made, "", *(text for section in sections for text in section(table))]).strip() + "\n"


def first_stage_text(table: Table, made: Sequence[str]) -> str:
    """Of the orders alone that need no model; `made` as in table_text."""
    return "\n".join([*made, "", *_means(table), *_first_stages(table)]).strip() + "\n"


def _means(table: Table) -> list[str]:
    text = []
    for depth in dict.fromkeys(part.depth for part in table.sets):
        parts = [part for part in table.sets if part.depth == depth]
        rows = []
        for system in ORDER:
            if not any(system in part.rows for part in parts):
                continue
            cells = [_mean(part.rows.get(system), part.queries) for part in parts]
            rows.append([TITLES[system], *cells])
        head = ["system", *(f"{part.set} ({part.queries})" for part in parts)]
        text += [f"nDCG@10 and its 95 % bootstrap interval, BM25's top {depth} reranked (number of queries in brackets):", "", *_rows(head, rows), ""]
    return text


def _first_stages(table: Table) -> list[str]:
    rows = [
        [part.set, str(part.depth), str(row.queries), *(_paired(row.against[name]) for name in BEFORE), _share(row.changed, row.queries), f"{row.seconds:.2f}"]
        for part in table.sets if isinstance(row := part.rows.get("first-stage"), FirstStageRow)
    ]
    head = ["set", "depth", "queries", *(f"against {TITLES[name]} (95 %), p" for name in BEFORE), "orders changed", "seconds"]
    return ["The first stage's nDCG@10 less that of other instant orders on the same queries; orders against the one before late interaction:", "", *_rows(head, rows), ""] if rows else []


def _mean(row: Row | None, queries: int) -> str:
    if row is None:
        return "–"
    some = "" if row.queries == queries else f", first {row.queries} queries"
    return f"{_number(row.ndcg_10)} ({_number(row.interval[0])}–{_number(row.interval[1])}{some})"


def _model_rows(table: Table) -> list[tuple[list[str], ModelRow]]:
    return [
        ([part.set, str(part.depth), TITLES[system], str(row.queries)], row)
        for part in table.sets for system in ORDER if isinstance(row := part.rows.get(system), ModelRow)
    ]


def _comparisons(table: Table) -> list[str]:
    rows = []
    for head, row in _model_rows(table):
        against = row.against
        rows.append([*head, _paired(against["first-stage"]), *(_signed(against[name].difference) + _p(against[name]) for name in ("bm25", "fusion")),
                     _share(row.changed, row.queries), _share(row.did_change, row.could_change)])
    if not rows:
        return []
    head = ["set", "depth", "system", "queries", "against first stage (95 %), p", "against BM25, p", "against fusion by rank, p", "orders changed",
            "changed where the oracle differs"]
    text = "Differences in nDCG@10 on the same queries; p of a paired randomization test. Orders are compared with the first stage's:"
    return [text, "", *_rows(head, rows), ""]


def _outputs(table: Table) -> list[str]:
    rows = []
    for head, row in _model_rows(table):
        rows.append([*head[:3], f"{row.complete} / {row.forced} / {row.repaired} / {row.unparsed}", _of(row.quotes_verbatim, row.quotes),
                     _of(row.citations_existing, row.citations), f"{row.prompt_tokens:.0f}", f"{row.tokens:.0f}", f"{row.seconds:.1f}"])
    if not rows:
        return []
    head = ["set", "depth", "system", "complete / forced / repaired / unparsed", "quotes verbatim", "citations existing", "tokens read", "written", "seconds"]
    return ["Outputs by window; tokens and seconds a query (seconds: a list's share of its batch):", "", *_rows(head, rows), ""]


def _thinking(table: Table) -> list[str]:
    rows = [
        [one.set, str(one.depth), TITLES[name], str(one.queries), *map(_cost, reversed(one.costs.values())), f"{one.same_order} of {one.queries}", _paired(one.paired)]
        for one in table.thinking for name in list(one.costs)[:1]
    ]
    head = ["set", "depth", "system", "queries", "no thought", "think", "same order", "difference (95 %), p"]
    return ["With and without a thought, the same weights on the same lists (tokens written, a query):", "", *_rows(head, rows), ""] if rows else []


def _cost(one: Cost) -> str:
    return f"{_number(one.ndcg_10)}, {one.tokens:.0f} tokens, {one.seconds:.1f} s"


def _sensitivity(table: Table) -> list[str]:
    rows = [
        [TITLES[system], f"{one.set}, depth {one.depth}", str(figures.queries), f"{figures.tau:.3f}", _number(figures.ndcg_10[0]),
         *(", ".join(map(_number, values[1:])) for values in (figures.ndcg_10, figures.shown_ndcg_10)), _number(figures.vote_ndcg_10),
         _paired(figures.vote_against_plain)]
        for system, sets in table.sensitivity.items() for one in sets if (figures := one.figures)
    ]
    head = ["system", "set", "queries", "Kendall's tau", "nDCG@10 from the first stage's order", "from each shuffle", "the shuffles as shown",
            "Borda vote of the shuffles", "vote against unshuffled (95 %), p"]
    text = "Order sensitivity: the same lists shown in other orders, scores staying with their passages; tau is the mean over all pairs of results:"
    return [text, "", *_rows(head, rows), ""] if rows else []


def _quantization(table: Table) -> list[str]:
    lines = []
    for one in table.quantization:
        (name, shipped), (_, before) = one.costs.items()
        lines += [f"Quantization, {TITLES[name]}, {one.set} at depth {one.depth}, {one.queries} queries: {_number(shipped.ndcg_10)} as shipped, "
                  f"{_number(before.ndcg_10)} before quantization, difference {_paired(one.paired)}; {one.same_order} orders are the same.", ""]
    return lines


def _targets(table: Table) -> list[str]:
    rows = [[asked, measured, "yes" if met else "no"] for asked, measured, met in targets(table)]
    return ["What was asked for:", "", *_rows(["asked", "measured", "met"], rows), ""] if rows else []


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)]


def _number(value: float) -> str:
    return f"{value:.4f}".replace("-", "−").replace("0.", ".", 1)


def _signed(value: float) -> str:
    return ("+" if round(value, 4) > 0 else "") + (_number(value) if round(value, 4) else "0")


def _p(figures: Paired) -> str:
    return f", {_number(figures.p)}"


def _paired(figures: Paired) -> str:
    low, high = figures.interval
    return f"{_signed(figures.difference)} ({_signed(low)}, {_signed(high)}){_p(figures)}"


def _mean_of(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _share(count: int, whole: int) -> str:
    return f"{count / whole:.0%} ({count} of {whole})" if whole else "–"


def _of(count: int, whole: int) -> str:
    return f"{count} of {whole}" if whole else "–"


def targets(table: Table) -> list[tuple[str, str, bool]]:
    """(asked, measured, met) at depth 10; only what has been measured."""
    found: list[tuple[str, str, bool]] = []
    sets = {part.set: part.rows for part in table.sets if part.depth == 10}
    for name, rows in sets.items():
        first = rows.get("first-stage")
        if isinstance(first, FirstStageRow):
            seen, wanted = first.against["windows"], ABOVE if name in QUESTIONS else 0.0
            asked = f"{wanted} above" if wanted else "not below"
            found.append((f"{name}: late interaction {asked} the instant order before it", _paired(seen), seen.difference >= wanted))
    if table.fusing:
        found.append((f"SciFact, Cranfield, CISI and test: the reading score adds {ABOVE} to the first stage, interval above 0", _paired(table.fusing),
                      table.fusing.difference >= ABOVE and table.fusing.interval[0] > 0))
    if "reading" in table.sensitivity:
        taus = [one.figures.tau for one in table.sensitivity["reading"]]
        found.append((f"Kendall's tau of the reading score between shuffles, mean over sets: {TAU}", f"{_mean_of(taus):.3f} of {len(taus)} sets", _mean_of(taus) >= TAU))
    wrote = [row for rows in sets.values() for name in ("fused-think", "think") if isinstance(row := rows.get(name), ModelRow)]
    for title, part_name, whole_name, wanted in (("quotes verbatim", "quotes_verbatim", "quotes", VERBATIM),
                                                 ("citations of passages that exist", "citations_existing", "citations", 1.0)):
        part, whole = (sum(getattr(row, name) for row in wrote) for name in (part_name, whole_name))
        if whole:
            found.append((f"{title}: at least {wanted:.0%}", f"{part} of {whole} ({part / whole:.1%})", part >= wanted * whole))
    return found


def check_markers(path: Path, marks: tuple[str, str] = TABLE_MARKS) -> tuple[str, str]:
    """What stands before and after the part, markers included. BadInput unless each marker is there once, in order."""
    begin, end = marks
    if not path.is_file():
        raise BadInput(f"{path} is missing; --write replaces what stands between {begin} and {end} of an existing file")
    text = path.read_text(encoding="utf-8")
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(end) < text.index(begin):
        raise BadInput(f"{path} must hold the lines {begin} and {end} once each, in this order; put them where the table belongs")
    before, _, rest = text.partition(begin)
    return before + begin, end + rest.partition(end)[2]


def write_between(path: Path, part: str, marks: tuple[str, str] = TABLE_MARKS) -> None:
    """Replaces the part, whole or not at all."""
    before, after = check_markers(path, marks)
    with atomic_file(path) as stream:
        stream.write(f"{before}\n{part.strip()}\n{after}")
