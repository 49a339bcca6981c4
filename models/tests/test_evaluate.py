import json
import subprocess
import sys

import pytest

from models.atomic import BadInput
from models.evaluate.measures import ndcg
from models.evaluate.read_answer import read_answer
from models.evaluate.read_collection import read_lists
from models.evaluate.rerank_lists import plan_windows
from models.evaluate.results_file import ResultsFile
from models.tests.toy_base import write_toy_base

PASSAGES = ("first passage text", "second passage text", "third")


def write_collection(folder, run=True):
    folder.mkdir()
    documents = {"d1": "apples grow on trees", "d2": "pears are green", "d3": "apples are red apples"}
    (folder / "corpus.jsonl").write_text("".join(json.dumps({"_id": key, "text": text}) + "\n" for key, text in documents.items()))
    (folder / "queries.jsonl").write_text("".join(json.dumps({"_id": f"q{n}", "text": text}) + "\n" for n, text in enumerate(("apples", "pears", "unjudged"))))
    (folder / "qrels.txt").write_text("q0 0 d1 2\nq0 0 d3 1\nq1 0 d2 1\n")
    if run:
        (folder / "bm25.top100.run").write_text("q0 Q0 d3 1 2.0 x\nq0 Q0 d1 2 1.0 x\nq1 Q0 d2 1 1.5 x\nq1 Q0 d1 2 0.5 x\n")
    return folder


def test_ndcg_has_linear_gain_and_counts_unranked_documents_in_the_ideal():
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) == pytest.approx((1 + 3 / 1.5849625) / (3 + 1 / 1.5849625))
    assert ndcg(["a"], {"a": 1, "z": 1}) == pytest.approx(1 / (1 + 1 / 1.5849625))
    assert ndcg(["a"], {"a": -1}) == 0


def test_windows_run_back_to_front_and_a_list_that_fits_goes_in_one():
    assert plan_windows(25, 20, 10) == [(5, 25), (0, 15)]
    assert plan_windows(10, 10, 5) == [(0, 10)]
    assert plan_windows(0, 10, 5) == []


WHOLE = ' [2] says it: "second passage". [1], [3] less.</think>\n<answer>[2] > [1] > [3]</answer>'


def test_a_whole_answer_is_read_with_its_quotes():
    answer = read_answer(WHOLE, PASSAGES)
    assert (answer.order, answer.state, answer.quotes) == ((1, 0, 2), "whole", (1, 1))


@pytest.mark.parametrize("end", range(len(WHOLE)))
def test_cut_anywhere_an_answer_is_still_a_permutation_and_never_called_whole(end):
    answer = read_answer(WHOLE[:end], PASSAGES)
    assert sorted(answer.order) == [0, 1, 2] and answer.state != "whole"
    if "<answer>[2]" not in WHOLE[:end]:
        assert answer.order == (0, 1, 2) and answer.state == "unparsed"


def test_years_in_an_unfinished_thought_are_no_order():
    assert read_answer(" In [3] 1989 and [2] <answer>[3]", PASSAGES).state == "unparsed"


def test_repeated_unknown_and_missing_identifiers_are_repaired():
    answer = read_answer(" x</think>\n<answer>[3] > [9] > [3]</answer>", PASSAGES)
    assert (answer.order, answer.state) == ((2, 0, 1), "repaired")


def test_a_folder_gives_its_judged_queries_with_or_without_a_run(tmp_path):
    with_run = read_lists(write_collection(tmp_path / "a"), None)
    without = read_lists(write_collection(tmp_path / "b", run=False), None)
    assert [given.qid for given in with_run] == [given.qid for given in without] == ["q0", "q1"]
    assert with_run[0].ranking() == without[0].ranking() == ["d3", "d1"]
    assert with_run[0].grades == {"d1": 2.0, "d3": 1.0}


@pytest.mark.parametrize(("name", "text", "place"), [
    ("qrels.txt", "q0 0 d1\n", "line 1"), ("queries.jsonl", '{"_id": "q0", "text": "x"}\n{\n', "line 2"),
    ("bm25.top100.run", "q0 Q0 d9 1 1.0 x\n", "d9"), ("bm25.top100.run", "q0 Q0 d1 1 high x\n", "not a number"),
])
def test_bad_files_are_told_with_their_place(tmp_path, name, text, place):
    folder = write_collection(tmp_path / "a")
    (folder / name).write_text(text)
    with pytest.raises(BadInput, match=place):
        read_lists(folder, None)


def test_results_go_on_after_a_line_cut_short_and_refuse_other_settings(tmp_path):
    path = tmp_path / "results.jsonl"
    ResultsFile(path, {"model": "a"}).add([{"qid": "q0"}, {"qid": "q1"}])
    whole = path.read_text()
    path.write_text(whole + '{"qid": "q2", "rank')
    assert set(ResultsFile(path, {"model": "a"}).done) == {"q0", "q1"} and path.read_text() == whole
    with pytest.raises(BadInput, match="other settings"):
        ResultsFile(path, {"model": "b"})


def test_the_command_goes_on_where_it_was_and_prints_both_figures(tmp_path):
    base, folder, results = write_toy_base(tmp_path / "base"), write_collection(tmp_path / "col"), tmp_path / "results.jsonl"

    def evaluate(*more):
        return subprocess.run([sys.executable, "-m", "models.evaluate", str(base), str(folder), "--results", str(results), *more], capture_output=True, text=True)

    first = evaluate("--queries", "1")
    assert first.returncode == 0, first.stderr
    kept = results.read_text()
    second = evaluate("--summary", str(tmp_path / "summary.json"))
    assert "2 queries, 1 done before" in second.stdout and results.read_text().startswith(kept)
    figures = json.loads((tmp_path / "summary.json").read_text())
    assert figures["queries"] == 2 and figures["windows"].keys() <= {"unparsed", "repaired", "whole"}
    other = evaluate("--depth", "5")
    assert other.returncode == 2 and "other settings" in other.stderr and "Traceback" not in other.stderr
