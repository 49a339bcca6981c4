"""Reranking by reading scores: in lists, or each passage alone with the query, which no order can change. Where the scores come from is not its matter."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models.data.taught_lists import TaughtList
from models.evaluate.measures import Paired, kendall_tau, ndcg, paired
from models.evaluate.results import QueryResult
from models.evaluate.tasks import Start, Task, given_start
from models.prompt_format import TRAINED, shown_passages, template, z_scores

# read(lists): of each (query, passages as shown) the passages' scores and how many tokens were read.
Read = Callable[[Sequence[tuple[str, Sequence[str]]]], list[tuple[list[float], int]]]

WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


def apart(read: Read) -> Read:
    """Each passage alone after the query, as [1]."""

    def each(lists: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[list[float], int]]:
        flat = iter(read([(query, [passage]) for query, passages in lists for passage in passages]))
        found = []
        for _, passages in lists:
            ones = [next(flat) for _ in passages]
            found.append(([one[0][0] for one in ones], sum(one[1] for one in ones)))
        return found

    return each


def remembered(read: Read) -> Read:
    """Reads each list once, however many rows of a table are made of its scores."""
    known: dict[tuple[str, tuple[str, ...]], tuple[list[float], int]] = {}

    def each(lists: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[list[float], int]]:
        keys = [(query, tuple(passages)) for query, passages in lists]
        new = list(dict.fromkeys(key for key in keys if key not in known))
        known.update(zip(new, read(new), strict=True) if new else ())
        return [known[key] for key in keys]

    return each


@dataclass(frozen=True)
class ReadTask:
    """Of one task. `scores`: by place; `windows`, `tokens`: read for them."""

    start: Start
    scores: list[float]
    windows: int
    tokens: int

    def leaning(self, weight: float | None) -> list[float]:
        """By place, what orders it: the score fused with the start's by `weight`, or alone."""
        return self.scores if weight is None else fuse(self.start.scores, self.scores, weight)


def score_tasks(tasks: Sequence[Task], read: Read, passage_words: int) -> list[ReadTask]:
    """Passages are read in the start's order, ten at a time."""
    size = template(TRAINED).window_size
    starts = [task.start or given_start(task.query, task.candidates, True) for task in tasks]
    asked: list[tuple[str, Sequence[str]]] = []
    owners: list[tuple[int, list[int]]] = []
    for number, (task, start) in enumerate(zip(tasks, starts, strict=True)):
        candidates = [task.candidates[place].titled for place in start.order]
        shown = shown_passages(task.query, candidates, passage_words, [start.windows[place] for place in start.order])
        for begin in range(0, len(shown), size):
            asked.append((task.query, [whole for _, whole in shown[begin : begin + size]]))
            owners.append((number, list(start.order[begin : begin + size])))
    scores = [[0.0] * len(task.candidates) for task in tasks]
    tokens, windows = [0] * len(tasks), [0] * len(tasks)
    for (number, places), (values, count) in zip(owners, read(asked), strict=True):
        tokens[number] += count
        windows[number] += 1
        for place, value in zip(places, values, strict=True):
            scores[number][place] = value
    return [ReadTask(*one) for one in zip(starts, scores, windows, tokens, strict=True)]


def read_tasks(tasks: Sequence[Task], read: Read, passage_words: int, weight: float | None) -> list[QueryResult]:
    """One result a task, nothing written. `weight`: of the score's z-scores beside the start's; None: alone."""
    results = []
    for task, one in zip(tasks, score_tasks(tasks, read, passage_words), strict=True):
        # Ties stand as in the list handed over, whatever order it was read in.
        order, first = (sorted(range(len(values)), key=lambda place: (-values[place], place)) for values in (one.leaning(weight), one.start.scores))
        names, before = ([task.candidates[place].document for place in places] for places in (order, first))
        given = [candidate.document for candidate in task.candidates]
        results.append(QueryResult(
            task.qid, one.windows, one.windows, 0, 0, 0, 0, 0, 0, 0, one.tokens, 0, 0.0, [], names,
            ndcg(given, task.grades), ndcg(before, task.grades), ndcg(names, task.grades), names != before,
        ))
    return results


def fuse(instant: Sequence[float], reading: Sequence[float], weight: float) -> list[float]:
    """z(instant) + weight · z(reading)."""
    return [one + weight * other for one, other in zip(z_scores(instant), z_scores(reading), strict=True)]


@dataclass(frozen=True)
class KindFigures:
    """nDCG@10 of one kind of held-out lists. `fused`: by weight (as text), 0 being the instant order alone; `against`: fused at the chosen weight less
    the instant order. `tau`: between two shuffles, of the reading score alone.
    """

    lists: int
    alone: float
    apart: float
    fused: dict[str, float]
    fused_apart: dict[str, float]
    against: Paired
    against_apart: Paired
    tau: float


@dataclass(frozen=True)
class HeldOut:
    """`weight`: see chosen_weight; `kinds`: by source."""

    weight: float
    weight_apart: float
    kinds: dict[str, KindFigures]


def held_out_figures(lists: Sequence[TaughtList], read: Read) -> HeldOut:
    """Of held-out lists (at least one), each read in two drawn orders and passage by passage; the soft teacher is the instant order."""
    orders = [[random.Random(f"{turn} {number}").sample(range(len(one.passages)), len(one.passages)) for number, one in enumerate(lists)] for turn in (0, 1)]
    both = []
    for drawn in orders:
        found = read([(one.query, one.reordered(order).passages) for one, order in zip(lists, drawn)])
        both.append([_unshuffled(scores, order) for (scores, _), order in zip(found, drawn)])
    alone = [scores for scores, _ in apart(read)([(one.query, one.passages) for one in lists])]
    fused, fused_apart = ({weight: [_gain(fuse(one.soft, scores, weight), one) for one, scores in zip(lists, read_scores)] for weight in WEIGHTS}
                          for read_scores in (both[0], alone))
    kinds = {kind: [place for place, one in enumerate(lists) if one.source == kind] for kind in sorted({one.source for one in lists})}
    best, best_apart = (chosen_weight(gains, list(kinds.values())) for gains in (fused, fused_apart))
    figures = {}
    for kind, places in kinds.items():
        figures[kind] = KindFigures(
            len(places), *(_mean([_gain(scores, one) for one, scores in zip(lists, values)], places) for values in (both[0], alone)),
            *({str(weight): _mean(gains[weight], places) for weight in WEIGHTS} for gains in (fused, fused_apart)),
            *(paired([gains[weight][place] for place in places], [gains[0.0][place] for place in places])
              for gains, weight in ((fused, best), (fused_apart, best_apart))),
            _mean([kendall_tau(_names(one), _names(other)) for one, other in zip(*both)], places),
        )
    return HeldOut(best, best_apart, figures)


def chosen_weight(gains: dict[float, list[float]], kinds: Sequence[Sequence[int]]) -> float:
    """The smallest weight whose mean over kinds, each counting the same, is within one standard error of the best one's (Breiman et al. 1984).

    `gains`: by weight, nDCG@10 of every list; `kinds`: the lists of each. Small, because the score is trusted on texts that no kind here is like.
    """
    best = max(gains, key=lambda weight: sum(_mean(gains[weight], places) for places in kinds))

    def within(weight: float) -> bool:
        short = [np.asarray([gains[best][place] - gains[weight][place] for place in places]) for places in kinds]
        error = float(np.sqrt(sum(one.var(ddof=1) / len(one) for one in short if len(one) > 1))) / len(kinds)
        return float(np.mean([one.mean() for one in short])) <= error

    return min(weight for weight in gains if weight == best or within(weight))


def _unshuffled(scores: Sequence[float], order: Sequence[int]) -> list[float]:
    found = [0.0] * len(order)
    for place, score in zip(order, scores, strict=True):
        found[place] = score
    return found


def _names(scores: Sequence[float]) -> list[str]:
    return [str(place) for place in sorted(range(len(scores)), key=lambda place: (-scores[place], place))]


def _gain(scores: Sequence[float], one: TaughtList) -> float:
    return ndcg(_names(scores), {str(place): float(label) for place, label in enumerate(one.labels)})


def _mean(values: Sequence[float], places: Sequence[int]) -> float:
    return float(np.mean([values[place] for place in places]))
