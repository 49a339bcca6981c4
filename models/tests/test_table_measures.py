"""The measures of models.table against hand values, the sample, the shuffles, and the markers."""

import os
import random
from dataclasses import replace
from types import SimpleNamespace

import pytest

from models.evaluate.measures import Paired, kendall_tau, paired, paired_over_sets
from models.evaluate.results import QueryResult
from models.evaluate.tasks import Candidate, Start, Task
from models.files import BadInput
from models.table.figures import (
    FirstStageRow, ModelRow, Sensitivity, SetFigures, SetSensitivity, Table, _fusing, borda, instant_gains, mean_row, model_row, sensitivity,
)
from models.table.instant import Instant, instant_order
from models.table.jobs import run_jobs, shuffled
from models.table.sets import sample
from models.table.table_text import TABLE_MARKS, targets, write_between

BEGIN, END = TABLE_MARKS

COUNTS = ("windows", "complete", "forced", "repaired", "unparsed", "quotes", "quotes_verbatim", "citations", "citations_existing", "prompt_tokens", "tokens")


def task(qid: str, count: int = 4) -> Task:
    start = Start(tuple(reversed(range(count))), tuple(float(n) for n in range(count)), (None,) * count)
    return Task(qid, "what", tuple(Candidate(f"d{n}", "", f"text {n}", float(count - n)) for n in range(count)), {"d1": 1.0}, start)


def test_a_sample_depends_on_the_set_and_the_query_alone_and_grows_at_its_end():
    tasks = [task(f"q{n}") for n in range(50)]
    few, many = sample(tasks, "test", 10), sample(list(reversed(tasks)), "test", 30)
    assert many[:10] == few and len(set(one.qid for one in many)) == 30
    assert few != tasks[:10] and few != sample(tasks, "dev", 10) and len(sample(tasks, "test", 99)) == 50


def test_kendalls_tau_is_what_counting_pairs_by_hand_gives():
    assert kendall_tau("abcd", "abcd") == 1 and kendall_tau("abcd", "dcba") == -1 and kendall_tau("a", "a") == 1
    assert kendall_tau("abc", "acb") == pytest.approx(1 / 3)  # ab, ac agree; bc does not
    assert kendall_tau("abcd", "badc") == pytest.approx(2 / 6)  # four of six pairs agree
    with pytest.raises(ValueError, match="same documents"):
        kendall_tau("abc", "abd")


def test_a_borda_vote_adds_places_and_breaks_ties_by_the_order_given():
    assert borda([list("abc"), list("bac"), list("bca")], list("abc")) == list("bac")  # points: b 5, a 3, c 1
    assert borda([list("ab"), list("ba")], list("ba")) == list("ba") and borda([list("ab"), list("ba")], list("ab")) == list("ab")


def test_a_shuffle_is_a_permutation_that_leaves_scores_with_their_passages():
    one, start = task("q", 10), task("q", 10).start
    orders = [shuffled(one, number).order for number in (1, 2, 3)]
    assert len(set(orders)) == 3 and all(sorted(order) == list(range(10)) for order in orders)
    again = shuffled(one, 1)
    assert again.order == orders[0] and (again.scores, again.windows) == (start.scores, start.windows)


@pytest.mark.parametrize("seed", range(10))
def test_every_instant_order_is_a_permutation_and_none_is_above_the_oracle(seed):
    rng = random.Random(seed)
    count = rng.randint(1, 20)
    given = replace(task("q", count), grades={f"d{rng.randrange(count)}": 2.0, f"d{rng.randrange(count)}": 1.0, "elsewhere": 1.0})
    known = Instant(rng.sample(range(count), count), [rng.random() for _ in range(count)], [0] * count, [rng.choice((0.1, 0.5)) for _ in range(count)], *([rng.random() for _ in range(count)] for _ in range(2)), 0.1)
    gains = instant_gains([given], {"q": known})
    for system in gains:
        assert sorted(instant_order(system, given, known)) == list(range(count))
        assert gains[system]["q"] <= gains["oracle"]["q"] + 1e-12 <= 1
    with pytest.raises(ValueError, match="language model"):
        instant_order("think", given, known)


def test_fusion_adds_reciprocal_ranks():
    known = Instant([0, 1, 2], [0.0] * 3, [0] * 3, [0.1, 0.3, 0.2], [0.5, 0.1, 0.9], [0.2, 0.2, 0.3], 0.0)
    # BM25 ranks 1 2 3, MiniLM ranks 3 1 2: 1/61 + 1/63 < 1/62 + 1/61, and 1/63 + 1/62 is the least
    assert instant_order("fusion", task("q", 3), known) == [1, 0, 2] and instant_order("minilm", task("q", 3), known) == [1, 2, 0]
    assert instant_order("windows", task("q", 3), known) == [2, 0, 1] and instant_order("max-sim", task("q", 3), known) == [2, 0, 1]


def test_intervals_hold_their_mean_and_p_tells_nothing_from_something():
    figures = mean_row([0.2, 0.4, 0.9, 0.5])
    assert figures.queries == 4 and figures.ndcg_10 == pytest.approx(0.5)
    assert 0.2 <= figures.interval[0] < 0.5 < figures.interval[1] <= 0.9
    assert paired([0.3] * 9, [0.3] * 9) == Paired(difference=0.0, interval=(0.0, 0.0), p=1.0)
    better = paired([0.6] * 20, [0.4] * 20)
    assert better.difference == pytest.approx(0.2) and better.p < 0.001


def result(qid: str, order: str, after: float, changed: bool) -> QueryResult:
    counts = dict.fromkeys(COUNTS, 1)
    return QueryResult(qid=qid, **counts, seconds=1.0, outputs=[], order=list(order), given=0.5, before=0.5, after=after, changed=changed)


def test_a_row_counts_changed_orders_where_the_oracle_differs():
    gains = {"oracle": {"a": 1.0, "b": 1.0}, "first-stage": {"a": 0.5, "b": 1.0}, "bm25": {"a": 0.2, "b": 0.2}, "fusion": {"a": 0.5, "b": 0.5}}
    figures = model_row([result("a", "xy", 1.0, False), result("b", "yx", 1.0, True)], gains)
    assert (figures.changed, figures.could_change, figures.did_change, figures.queries) == (1, 1, 0, 2)
    assert figures.against["first-stage"].difference == pytest.approx(0.25) and figures.against["bm25"].difference == pytest.approx(0.8)


def test_sensitivity_is_over_the_lists_that_every_shuffle_has_answered():
    given = replace(task("a", 3), candidates=tuple(Candidate(name, "", name, 1.0) for name in "xyz"), grades={"y": 1.0}, start=Start((0, 1, 2), (0.0,) * 3, (None,) * 3))
    plain = {"a": result("a", "yxz", 1.0, True), "b": result("b", "xyz", 0.0, False)}
    shuffles = [{"a": result("a", "yxz", 1.0, True)}, {"a": result("a", "zyx", 0.6309, True)}]
    found = sensitivity([given, replace(given, qid="b")], plain, shuffles)
    # pairs of results: yxz yxz 1; yxz zyx twice: only yx agrees of three, so -1/3
    assert found.queries == 1 and found.tau == pytest.approx((1 - 2 / 3) / 3)
    assert found.ndcg_10 == [1.0, 1.0, 0.6309] and found.vote_ndcg_10 == 1.0  # y has 3 points, z 2, x 1
    assert sensitivity([given], plain, [{}]) is None


def first_stage_row(difference):
    return FirstStageRow(9, 0.5, (0.4, 0.6), {"windows": Paired(difference, (0.0, 0.0), 0.01)}, 0, 1.0)


def test_targets_say_what_is_met_and_what_is_not():
    counts = {**dict.fromkeys(COUNTS, 0), "quotes": 10, "quotes_verbatim": 10, "citations": 9, "citations_existing": 8}
    row = ModelRow(queries=9, ndcg_10=0.5, interval=(0.4, 0.6), against={}, changed=2, could_change=4, did_change=2, **counts, seconds=1.0)
    sets = [SetFigures("test", 10, 9, {"first-stage": first_stage_row(0.009), "fused-think": row}), SetFigures("scifact", 10, 9, {"first-stage": first_stage_row(0.0)}),
            SetFigures("test", 20, 9, {"first-stage": first_stage_row(0.5)})]
    tau = SetSensitivity("test", 10, Sensitivity(9, 0.79, [], [], 0.0, Paired(0.0, (0.0, 0.0), 1.0)))
    met = [met for _, _, met in targets(Table(sets, [], [], {"reading": [tau, replace(tau, figures=replace(tau.figures, tau=0.83))]}, Paired(0.02, (0.001, 0.04), 0.03)))]
    assert met == [False, True, True, True, True, False]
    assert [met for _, _, met in targets(Table([], [], [], {}, Paired(0.02, (-0.001, 0.04), 0.03)))] == [False]
    assert targets(Table([SetFigures("test", 10, 9, {})], [], [], {})) == []


def test_each_set_counts_the_same_where_fusing_is_judged():
    def job(name, gains):
        tasks = [task(f"{name}{at}", 3) for at in range(len(gains))]
        results = {one.qid: result(one.qid, "xyz", after, True) for one, after in zip(tasks, gains)}
        return SimpleNamespace(set_name=name, system="fused", depth=10, shuffle=0, tasks=tasks, results=results)

    jobs = [job("scifact", [1.0, 0.0]), job("cranfield", [1.0]), job("cisi", [0.5]), job("test", [0.0, 1.0, 1.0])]
    before = result("x", "xyz", 1.0, True).before
    # Of each set the mean over all of its queries, however many those are.
    assert _fusing(jobs).difference == pytest.approx((0.5 + 1.0 + 0.5 + 2 / 3) / 4 - before)
    assert _fusing(jobs[:3]) is None


def test_sets_count_the_same_and_a_large_one_is_known_better():
    lone = paired([0.1, 0.3, -0.1, 0.5], [0.0] * 4)
    assert paired_over_sets([[0.1, 0.3, -0.1, 0.5]]).difference == pytest.approx(lone.difference)
    both = paired_over_sets([[1.0], [0.0] * 99])
    assert (both.difference, both.interval) == (pytest.approx(0.5), (0.5, 0.5))
    rng = random.Random(5)
    small, large = ([[rng.gauss(0.1, 0.5) for _ in range(many)] for _ in range(3)] for many in (10, 400))
    widths = [high - low for low, high in (paired_over_sets(sets).interval for sets in (small, large))]
    assert widths[1] < widths[0] / 3
    low, high = paired_over_sets(large).interval
    assert low < paired_over_sets(large).difference < high
    assert paired_over_sets([[0.0] * 5, [0.0]]).p == 1.0
    assert paired_over_sets([[0.1] * 20, [0.1] * 30]).p < 0.001 < 0.9 < paired_over_sets([[0.1, -0.1] * 10, [0.1, -0.1]]).p


def test_only_what_stands_between_the_markers_is_replaced(tmp_path):
    path = tmp_path / "R.md"
    path.write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nafter\n")
    for part in ("new\n", "newer"):
        write_between(path, part)
        assert path.read_text() == f"# Before\n\n{BEGIN}\n{part.strip()}\n{END}\n\nafter\n"
    for wrong in ("# none", f"{BEGIN}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{END}\n{BEGIN}\n"):
        path.write_text(wrong)
        with pytest.raises(BadInput, match="once each, in this order"):
            write_between(path, "x")
        assert path.read_text() == wrong
    with pytest.raises(BadInput, match="is missing"):
        write_between(tmp_path / "none.md", "x")


def test_jobs_take_turns_so_that_an_early_stop_is_fair():
    class Stub:
        def __init__(self, name):
            self.name, self.set_name, self.system, self.depth, self.folder, self.results, self.asked = name, name, "think", 10, None, {}, []
            self.tasks, self.settings = [task(f"q{n}") for n in range(4)], SimpleNamespace(thought_tokens=0, passage_words=40, prior_weight=0, template="glassrank-1")
            self.ranker = self

        left = property(lambda self: [one for one in self.tasks if one.qid not in self.results])

        def writer(self, *_):
            return None

    said, jobs = [], [Stub("a"), Stub("b")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("models.table.jobs.rerank_tasks", lambda tasks, *_: [result(one.qid, "", 1.0, True) for one in tasks])
        patch.setattr("models.table.jobs.add_results", lambda *_: None)
        assert run_jobs(jobs, lambda _: None, 3, None, said.append)
    assert [text.partition(":")[0] + text.partition(": ")[2][:4] for text in said] == ["a3/4 ", "b3/4 ", "a4/4 ", "b4/4 "]


def test_a_full_disk_keeps_what_stood_there(tmp_path, monkeypatch):
    path = tmp_path / "R.md"
    path.write_text(f"{BEGIN}\n{END}\n")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        write_between(path, "new")
    assert path.read_text() == f"{BEGIN}\n{END}\n" and not list(tmp_path.glob("*.part"))
