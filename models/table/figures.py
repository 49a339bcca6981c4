"""All figures of the table out of what has been measured so far; `table_text` writes them down."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from models.evaluate.measures import Paired, bootstrap_interval, kendall_tau, ndcg, paired, paired_over_sets
from models.evaluate.results import QueryResult
from models.evaluate.tasks import Task
from models.table.instant import INSTANT, Instant, instant_order
from models.table.jobs import Job

AGAINST = ("bm25", "first-stage", "fusion")
BEFORE = ("bm25", "windows", "max-sim")  # what the first stage is compared with


@dataclass(frozen=True)
class Measured:
    """One set at one depth: its sampled tasks (with their start), and the first stage's answers by query. `sha256`: of all its tasks."""

    set_name: str
    depth: int
    tasks: list[Task]
    known: Mapping[str, Instant]
    sha256: str


@dataclass(frozen=True)
class Row:
    """One system on one set: mean nDCG@10 (0 to 1) and its 95 % interval."""

    queries: int
    ndcg_10: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class FirstStageRow(Row):
    """The order that is shipped. `against`: compared with the rows of BEFORE; `changed`: lists that it puts in another order than `windows` does; `seconds`: a query."""

    against: dict[str, Paired]
    changed: int
    seconds: float


@dataclass(frozen=True)
class ModelRow(Row):
    """`against`: compared with the rows of AGAINST. `could_change`: lists whose first-stage order is not yet as good as the candidates allow;
    `did_change`: of these, changed ones. Counts of windows, quotes and citations are sums; `prompt_tokens`, `tokens` and `seconds` are means a query.
    """

    against: dict[str, Paired]
    changed: int
    could_change: int
    did_change: int
    windows: int
    complete: int
    forced: int
    repaired: int
    unparsed: int
    quotes: int
    quotes_verbatim: int
    citations: int
    citations_existing: int
    prompt_tokens: float
    tokens: float
    seconds: float


@dataclass(frozen=True)
class SetFigures:
    """All rows of one set at one depth, by system."""

    set: str
    depth: int
    queries: int
    rows: dict[str, Row]


@dataclass(frozen=True)
class Cost:
    """Means a query of one system."""

    ndcg_10: float
    prompt_tokens: float
    tokens: float
    seconds: float


@dataclass(frozen=True)
class Comparison:
    """Two systems over the queries that both have answered: `costs` by system; `paired`: the first less the second."""

    set: str
    depth: int
    costs: dict[str, Cost]
    queries: int
    same_order: int
    paired: Paired

    def to_json(self) -> dict[str, Any]:
        """As in table.json."""
        costs = {system: asdict(cost) for system, cost in self.costs.items()}
        return {"set": self.set, "depth": self.depth, **costs, "queries": self.queries, "same_order": self.same_order, **asdict(self.paired)}


@dataclass(frozen=True)
class Sensitivity:
    """How much a system's order depends on the order that it was shown. `tau`: mean over queries and over all pairs of results, the unshuffled one
    among them. `ndcg_10`: of the results, `shown_ndcg_10`: of what was shown, each unshuffled first, then by shuffle. The vote is one of the
    shuffles alone; the first stage decides its ties.
    """

    queries: int
    tau: float
    ndcg_10: list[float]
    shown_ndcg_10: list[float]
    vote_ndcg_10: float
    vote_against_plain: Paired


@dataclass(frozen=True)
class SetSensitivity:
    """And on which set it was measured."""

    set: str
    depth: int
    figures: Sensitivity

    def to_json(self) -> dict[str, Any]:
        """As in table.json."""
        return {"set": self.set, "depth": self.depth, **asdict(self.figures)}


@dataclass(frozen=True)
class Table:
    """`thinking`: with a thought against without, by set; `quantization`: as shipped against before; `sensitivity`: by system, one a set. `fusing`: the reading score
    beside the first stage less the first stage alone, over the queries of all SHIFTED sets, each set counting the same; None unless all were measured.
    """

    sets: list[SetFigures]
    thinking: list[Comparison]
    quantization: list[Comparison]
    sensitivity: dict[str, list[SetSensitivity]]
    fusing: Paired | None = None

    def to_json(self) -> dict[str, Any]:
        """What table.json holds beside settings and hardware."""
        return {
            "sets": [asdict(part) for part in self.sets], "thinking": [one.to_json() for one in self.thinking],
            "quantization": [one.to_json() for one in self.quantization], "fusing": self.fusing and asdict(self.fusing),
            "sensitivity": {system: [one.to_json() for one in sets] for system, sets in self.sensitivity.items()},
        }


# (with, without): what a thought changes, and what 4 bits cost (as shipped, before).
WITH_THOUGHT = (("fused-think", "fused"), ("think", "no-think"))
SHIPPED_AND_BEFORE = (("fused", "fused-full"), ("think", "full-precision"))
SHIFTED = ("scifact", "cranfield", "cisi", "test")  # the sets whose mean fusing is judged by


def build_table(sets: Sequence[Measured], jobs: Sequence[Job]) -> Table:
    """Of every system what it has answered so far; a system without an answer has no row."""
    tables: list[SetFigures] = []
    thinking: list[Comparison] = []
    quantization: list[Comparison] = []
    for part in sets:
        gains = instant_gains(part.tasks, part.known)
        rows: dict[str, Row] = {system: mean_row(list(gains[system].values())) for system in INSTANT}
        seconds = sum(part.known[task.qid].seconds for task in part.tasks) / len(part.tasks)
        shipped = list(gains["first-stage"].values())
        rows["first-stage"] = FirstStageRow(
            **asdict(rows["first-stage"]), against={name: paired(shipped, list(gains[name].values())) for name in BEFORE}, seconds=seconds,
            changed=sum(instant_order("first-stage", task, part.known[task.qid]) != instant_order("windows", task, part.known[task.qid]) for task in part.tasks),
        )
        here = {job.system: job for job in jobs if (job.set_name, job.depth, job.shuffle) == (part.set_name, part.depth, 0)}
        for system, job in here.items():
            results = [job.results[task.qid] for task in job.tasks if task.qid in job.results]
            if results:
                rows[system] = model_row(results, gains)
        tables.append(SetFigures(part.set_name, part.depth, len(part.tasks), rows))
        thinking += (one for pair in WITH_THOUGHT if (one := _compared(here, *pair)))
        quantization += (one for pair in SHIPPED_AND_BEFORE if (one := _compared(here, *pair)))
    return Table(tables, thinking, quantization, _sensitivities(jobs), _fusing(jobs))


def instant_gains(tasks: Sequence[Task], known: Mapping[str, Instant]) -> dict[str, dict[str, float]]:
    """nDCG@10 by system of INSTANT and query."""
    gains: dict[str, dict[str, float]] = {system: {} for system in INSTANT}
    for task in tasks:
        for system in INSTANT:
            order = [task.candidates[place].document for place in instant_order(system, task, known[task.qid])]
            gains[system][task.qid] = ndcg(order, task.grades)
    return gains


def mean_row(values: Sequence[float]) -> Row:
    """Of at least one value, one a query."""
    return Row(len(values), sum(values) / len(values), bootstrap_interval(values))


def model_row(results: Sequence[QueryResult], gains: Mapping[str, Mapping[str, float]]) -> ModelRow:
    """`results`: at least one; `gains` of instant_gains; compared over the queries that there are results of."""
    values = [result.after for result in results]
    open_lists = [result for result in results if gains["oracle"][result.qid] > gains["first-stage"][result.qid] + 1e-9]

    def total(name: str) -> Any:
        return sum(getattr(result, name) for result in results)

    return ModelRow(
        **asdict(mean_row(values)),
        against={name: paired(values, [gains[name][result.qid] for result in results]) for name in AGAINST},
        changed=total("changed"), could_change=len(open_lists), did_change=sum(result.changed for result in open_lists),
        windows=total("windows"), complete=total("complete"), forced=total("forced"), repaired=total("repaired"), unparsed=total("unparsed"),
        quotes=total("quotes"), quotes_verbatim=total("quotes_verbatim"),
        citations=total("citations"), citations_existing=total("citations_existing"),
        prompt_tokens=total("prompt_tokens") / len(results), tokens=total("tokens") / len(results), seconds=total("seconds") / len(results),
    )


def sensitivity(tasks: Sequence[Task], plain: Mapping[str, QueryResult], shuffles: Sequence[Mapping[str, QueryResult]]) -> Sensitivity | None:
    """`plain`, `shuffles`: results by query. Over the tasks that all have; None where there is none."""
    ready = [task for task in tasks if all(task.qid in results for results in (plain, *shuffles))]
    if not ready or not shuffles:
        return None
    taus, votes = [], []
    for task in ready:
        orders = [results[task.qid].order for results in (plain, *shuffles)]
        taus += [kendall_tau(one, other) for one, other in combinations(orders, 2)]
        first = task.start.order if task.start else range(len(task.candidates))
        votes.append(ndcg(borda(orders[1:], [task.candidates[place].document for place in first]), task.grades))
    after = [[results[task.qid].after for task in ready] for results in (plain, *shuffles)]
    before = [[results[task.qid].before for task in ready] for results in (plain, *shuffles)]
    return Sensitivity(
        queries=len(ready), tau=sum(taus) / len(taus), ndcg_10=[_mean(values) for values in after],
        shown_ndcg_10=[_mean(values) for values in before], vote_ndcg_10=_mean(votes), vote_against_plain=paired(votes, after[0]),
    )


def borda(orders: Sequence[Sequence[str]], ties: Sequence[str]) -> list[str]:
    """One order out of several, by a Borda vote: each order gives its last 0 points, the one before 1, …

    Most points first, equal points in the order of `ties` (which holds all).
    """
    points: Counter[str] = Counter()
    for order in orders:
        points.update({document: len(order) - 1 - place for place, document in enumerate(order)})
    return sorted(ties, key=lambda document: -points[document])


def _compared(here: Mapping[str, Job], one: str, other: str) -> Comparison | None:
    if one not in here or other not in here:
        return None
    left, right = here[one].results, here[other].results
    both = [task.qid for task in here[one].tasks if task.qid in left and task.qid in right]
    if not both:
        return None
    costs = {name: _cost([results[qid] for qid in both]) for name, results in ((one, left), (other, right))}
    values = [[results[qid].after for qid in both] for results in (left, right)]
    same = sum(left[qid].order == right[qid].order for qid in both)
    return Comparison(here[one].set_name, here[one].depth, costs, len(both), same, paired(*values))


def _fusing(jobs: Sequence[Job]) -> Paired | None:
    """The mean over sets, each counting the same with all of its queries."""
    here = {job.set_name: job for job in jobs if (job.system, job.depth, job.shuffle) == ("fused", 10, 0)}
    if not all(name in here and here[name].results for name in SHIFTED):
        return None
    return paired_over_sets([[result.after - result.before for task in here[name].tasks if (result := here[name].results.get(task.qid))] for name in SHIFTED])


def _cost(results: Sequence[QueryResult]) -> Cost:
    return Cost(*(_mean([float(getattr(result, name)) for result in results]) for name in ("after", "prompt_tokens", "tokens", "seconds")))


def _sensitivities(jobs: Sequence[Job]) -> dict[str, list[SetSensitivity]]:
    found: dict[str, list[SetSensitivity]] = {}
    for system, set_name, depth in dict.fromkeys((job.system, job.set_name, job.depth) for job in jobs if job.shuffle):
        here = [job for job in jobs if (job.system, job.set_name, job.depth) == (system, set_name, depth)]
        plain = next((job for job in here if not job.shuffle), None)
        figures = plain and sensitivity(plain.tasks, plain.results, [job.results for job in here if job.shuffle])
        if figures:
            found.setdefault(system, []).append(SetSensitivity(set_name, depth, figures))
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
