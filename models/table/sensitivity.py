"""How much a system's order depends on the order that it was shown."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from models.evaluate.measures import ndcg
from models.evaluate.read_collection import Task
from models.table.borda import borda
from models.table.figures import paired
from models.table.kendall_tau import kendall_tau

Lines = Mapping[str, Mapping[str, Any]]


def sensitivity(tasks: Sequence[Task], plain: Lines, shuffles: Sequence[Lines]) -> dict[str, Any] | None:
    """`plain`, `shuffles`: lines of results.jsonl by query. Over the tasks that all have; None where there is none.

    `tau`: mean over queries and over all pairs of results, the unshuffled one among them. The vote is one of the shuffles alone; the first
    stage decides its ties.
    """
    ready = [task for task in tasks if all(task.qid in lines for lines in (plain, *shuffles))]
    if not ready or not shuffles:
        return None
    taus, votes = [], []
    for task in ready:
        orders = [lines[task.qid]["order"] for lines in (plain, *shuffles)]
        taus += [kendall_tau(one, other) for one, other in combinations(orders, 2)]
        first = task.start.order if task.start else range(len(task.candidates))
        votes.append(ndcg(borda(orders[1:], [task.candidates[place][0] for place in first]), task.grades))
    after = [[float(lines[task.qid]["after"]) for task in ready] for lines in (plain, *shuffles)]
    before = [[float(lines[task.qid]["before"]) for task in ready] for lines in (plain, *shuffles)]
    return {
        "queries": len(ready), "tau": sum(taus) / len(taus), "ndcg_10": [_mean(values) for values in after],
        "shown_ndcg_10": [_mean(values) for values in before], "vote_ndcg_10": _mean(votes), "vote_against_plain": paired(votes, after[0]),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
