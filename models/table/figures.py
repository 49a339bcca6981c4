"""The figures of one row of the table."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.evaluate.measures import ndcg
from models.evaluate.read_collection import Task
from models.evaluate.significance import bootstrap_interval, randomization_p
from models.table.instant import INSTANT, Instant, instant_order

SUMS = ("windows", "complete", "forced", "repaired", "unparsed", "quotes", "quotes_verbatim", "citations", "citations_existing")
MEANS = ("prompt_tokens", "tokens", "seconds")
AGAINST = ("bm25", "first-stage", "fusion")


def instant_gains(tasks: Sequence[Task], known: Mapping[str, Instant]) -> dict[str, dict[str, float]]:
    """nDCG@10 by system of INSTANT and query."""
    gains: dict[str, dict[str, float]] = {system: {} for system in INSTANT}
    for task in tasks:
        for system in INSTANT:
            order = [task.candidates[place][0] for place in instant_order(system, task, known[task.qid])]
            gains[system][task.qid] = ndcg(order, task.grades)
    return gains


def mean_figures(values: Sequence[float]) -> dict[str, Any]:
    return {"queries": len(values), "ndcg_10": sum(values) / len(values), "interval": bootstrap_interval(values)}


def paired(values: Sequence[float], others: Sequence[float]) -> dict[str, Any]:
    """The mean of `values` less that of `others` (the same queries in the same order), its 95 % interval and p."""
    differences = [one - other for one, other in zip(values, others, strict=True)]
    return {"difference": sum(differences) / len(differences), "interval": bootstrap_interval(differences), "p": randomization_p(differences)}


def model_figures(lines: Sequence[Mapping[str, Any]], gains: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """`lines` of results.jsonl (at least one), `gains` of instant_gains; compared over the queries that there are lines of.

    `could_change`: lists whose first-stage order is not yet as good as the candidates allow; `did_change`: of these, changed ones.
    """
    values = [float(line["after"]) for line in lines]
    open_lists = [line for line in lines if gains["oracle"][line["qid"]] > gains["first-stage"][line["qid"]] + 1e-9]
    return {
        **mean_figures(values),
        "against": {name: paired(values, [gains[name][line["qid"]] for line in lines]) for name in AGAINST},
        "changed": sum(bool(line["changed"]) for line in lines),
        "could_change": len(open_lists),
        "did_change": sum(bool(line["changed"]) for line in open_lists),
        **{name: sum(line[name] for line in lines) for name in SUMS},
        **{name: sum(line[name] for line in lines) / len(lines) for name in MEANS},
    }
