"""The command models.table: the same lists for all, going on after a kill, time that is up, bad input."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.files import BadInput
from models.table.__main__ import main
from models.table.table_text import TABLE_MARKS
from models.tests.toy import write_toy_base

BEGIN, END = TABLE_MARKS

WORDS = "otter river stone lamp cloud violin bread comet tiger harbour salt glass".split()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a toy model, another as base, a collection and lists."""
    folder = tmp_path_factory.mktemp("table")
    write_toy_base(folder / "model", 1)
    write_toy_base(folder / "base", 2)
    rng = random.Random(1)
    texts = [" ".join(rng.sample(WORDS, 5)) for _ in range(16)]
    (folder / "lists").mkdir()
    for name in ("dev", "test"):
        lists = [
            {"qid": f"{name}-{n}", "query": WORDS[n % len(WORDS)], "candidates": [
                {"docid": str(d), "title": "", "text": texts[d], "score": 12.0 - d} for d in range(12)], "grades": [int(d % 5 == n % 5) for d in range(12)]}
            for n in range(8)
        ]
        (folder / "lists" / f"{name}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lists))
    collection = folder / "data" / "scifact"
    collection.mkdir(parents=True)
    (collection / "corpus.jsonl").write_text("".join(json.dumps({"_id": f"d{n}", "title": "", "text": text}) + "\n" for n, text in enumerate(texts)))
    (collection / "queries.jsonl").write_text("".join(json.dumps({"_id": f"q{n}", "text": " ".join(WORDS[n : n + 4])}) + "\n" for n in range(6)))
    (collection / "qrels.txt").write_text("".join(f"q{n} 0 d{n} 1\n" for n in range(6)))
    return folder


def arguments(place: Path, out: Path, *more: str) -> list[str]:
    return [str(place / "model"), "--data", str(place / "data"), "--lists", str(place / "lists"), "--out", str(out), "--sets", "test,scifact", "--queries", "3",
            "--deep-queries", "1", "--shuffle-queries", "2", "--shuffles", "2", "--batch", "2", "--dtype", "float32", "--thought-tokens", "6", "--threads", "1",
            "--prior-weight", "0.5", *more]


def run(place: Path, out: Path, monkeypatch, *more: str) -> dict:
    monkeypatch.setattr(sys, "argv", ["x", *arguments(place, out, *more)])
    main()
    return json.loads((out / "table.json").read_text())


def results(out: Path) -> dict[str, list[dict]]:
    """By folder; without the clock's figures, in order of query."""
    return {
        str(path.parent.relative_to(out)): sorted(({**json.loads(text), "seconds": 0} for text in path.read_text().splitlines()), key=lambda one: one["qid"])
        for path in sorted(out.glob("results/**/results.jsonl"))
    }


def timeless(value):
    """Without what a clock said."""
    if isinstance(value, dict):
        return {name: timeless(one) for name, one in value.items() if name not in ("seconds", "minutes")}
    return [timeless(one) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def whole(place, tmp_path_factory):
    """One uninterrupted run with everything on: (its folder, table.json)."""
    out = tmp_path_factory.mktemp("whole") / "out"
    with pytest.MonkeyPatch.context() as patch:
        return out, run(place, out, patch, "--base", str(place / "base"), "--full-precision", str(place / "model"))


def test_every_system_orders_the_same_lists_into_permutations(whole):
    out, table = whole
    assert [(part["set"], part["depth"], part["queries"]) for part in table["sets"]] == [("test", 10, 3), ("scifact", 10, 3), ("test", 20, 1), ("scifact", 20, 1)]
    found = results(out)
    for part in table["sets"]:
        here = {name: lines for name, lines in found.items() if f"/{part['set']}-{part['depth']}/" in f"/{name}" and "shuffle" not in name}
        assert len(here) == (11 if (part["set"], part["depth"]) == ("test", 10) else 9)
        assert len({tuple(one["qid"] for one in lines) for lines in here.values()}) == 1
        assert {"bm25", "minilm", "fusion", "first-stage", "oracle", "think", "no-think", "think-no-prior", "base", "reading", "reading-apart", "fused", "fused-apart", "fused-think"} <= set(part["rows"])
        for lines in here.values():
            assert all(len(set(one["order"])) == len(one["order"]) and one["complete"] + one["forced"] == one["windows"] for one in lines)
        for qid, orders in ((one["qid"], [sorted(lines[at]["order"]) for lines in here.values()]) for at, one in enumerate(next(iter(here.values())))):
            assert all(order == orders[0] for order in orders), qid
    assert all(one["tokens"] and one["citations"] == 0 for name, lines in found.items() if "/no-think" in name for one in lines)
    assert set(table["sensitivity"]) == {"reading", "fused", "think", "think-no-prior"} and -1 <= table["sensitivity"]["think"][0]["tau"] <= 1
    assert {system: [one["set"] for one in sets] for system, sets in table["sensitivity"].items()} == {
        "reading": ["test", "scifact"], "fused": ["test", "scifact"], "think": ["test"], "think-no-prior": ["test"]}
    assert [(set(one) & {"fused", "think"}, one["difference"], one["same_order"]) for one in table["quantization"]] == [({"fused"}, 0, 3), ({"think"}, 0, 3)]
    assert {name for one in table["thinking"] for name in one if name.endswith("think")} == {"fused-think", "think", "no-think"} and table["fusing"] is None


def test_a_killed_run_goes_on_and_ends_with_the_same_table(place, whole, tmp_path, monkeypatch):
    more = ("--sets", "test", "--deep-queries", "0", "--systems", "think,no-think")
    process = subprocess.Popen([sys.executable, "-m", "models.table", *arguments(place, tmp_path / "out", *more)], stdout=subprocess.PIPE, text=True)
    batches = 0
    for text in process.stdout:
        batches += "min left" in text
        if batches == 3:
            process.kill()
            break
    process.wait()
    assert 6 <= sum(map(len, results(tmp_path / "out").values())) < 10
    some = next((tmp_path / "out" / "results").glob("**/results.jsonl"))
    with open(some, "a") as stream:
        stream.write('{"qid": "test-1", "ord')  # the power went while writing
    table = run(place, tmp_path / "out", monkeypatch, *more)
    found, wanted = results(tmp_path / "out"), results(whole[0])
    assert sum(map(len, found.values())) == 10 and found == {name: wanted[name] for name in found}
    rows, others = table["sets"][0]["rows"], whole[1]["sets"][0]["rows"]
    assert timeless(rows) == timeless({name: others[name] for name in rows}) and "think" in rows
    assert timeless(table["sensitivity"]["think"][0]) == timeless(whole[1]["sensitivity"]["think"][0])


def test_nothing_is_asked_twice(place, whole, monkeypatch):
    for name in ("rerank_tasks", "read_tasks"):
        monkeypatch.setattr(f"models.table.jobs.{name}", lambda *_: pytest.fail("asked again"))
    table = run(place, whole[0], monkeypatch, "--base", str(place / "base"), "--full-precision", str(place / "model"))
    assert timeless(table["sets"]) == timeless(whole[1]["sets"])


def test_time_that_is_up_leaves_a_table_that_says_how_much_it_holds(place, tmp_path, monkeypatch, capsys):
    clock = iter(range(0, 10**6, 10))  # ten seconds pass at every look
    monkeypatch.setattr("models.table.jobs.time", SimpleNamespace(monotonic=lambda: float(next(clock))))
    table = run(place, tmp_path / "out", monkeypatch, "--systems", "think,no-think,think-no-prior", "--minutes", "1.5", "--write", str(written(tmp_path)))
    text = (tmp_path / "R.md").read_text()
    assert "time is up" in capsys.readouterr().out and "first 2 queries" in text
    assert table["sets"][0]["rows"]["think"]["queries"] == 2 and "--minutes 1.5" in text and f"`{table['weights']['model']}`" in text


def written(folder: Path) -> Path:
    (folder / "R.md").write_text(f"{BEGIN}\n{END}\n")
    return folder / "R.md"


@pytest.mark.parametrize(("change", "message"), [
    (("--sets", "test,test"), "name each set once"),
    (("--sets", "marco"), "holds neither marco/ nor eval-collections"),
    (("--systems", "base"), "needs --base"),
    (("--systems", "thunk"), "known are reading"),
    (("--lists", "/nowhere"), "test.jsonl is missing; make it with python -m models.data"),
    (("--encoder", "/nowhere"), "make the folder with python -m models.first_stage"),
    (("--base", "/nowhere"), "is not a folder"),
    (("--write", "/nowhere/R.md"), "R.md is missing"),
    (("--prior-weight", "-1"), "at least 0"),
])
def test_bad_input_is_refused_with_the_next_step_and_before_anything_is_written(place, tmp_path, monkeypatch, change, message):
    with pytest.raises(BadInput, match=message):
        run(place, tmp_path / "out", monkeypatch, *change)
    assert not (tmp_path / "out").exists()


def test_weights_taught_with_the_older_template_have_no_reading_rows(place, tmp_path, monkeypatch):
    table = run(place, tmp_path / "out", monkeypatch, "--template", "glassrank-1", "--sets", "test", "--queries", "1", "--deep-queries", "0", "--shuffles", "0")
    assert {"think", "no-think"} <= set(table["sets"][0]["rows"]) and not {"reading", "fused"} & set(table["sets"][0]["rows"])


def test_the_reading_scores_weight_comes_from_what_held_out_lists_chose(place, tmp_path, monkeypatch):
    small = ("--sets", "test", "--queries", "2", "--deep-queries", "0", "--shuffles", "0", "--systems", "fused")
    (tmp_path / "w.json").write_text(json.dumps({"weight": 0.0, "weight_apart": 1.0}))
    table = run(place, tmp_path / "out", monkeypatch, *small, "--reading-weights", str(tmp_path / "w.json"))
    assert table["settings"]["reading_weight"] == 0.0 and table["sets"][0]["rows"]["fused"]["changed"] == 0
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(BadInput, match="python -m models.evaluate.reading"):
        run(place, tmp_path / "other", monkeypatch, *small, "--reading-weights", str(tmp_path / "bad.json"))


def test_weights_of_another_model_are_refused(place, tmp_path, monkeypatch):
    other = shutil.copytree(place / "model", tmp_path / "other")
    config = json.loads((other / "config.json").read_text())
    (other / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 3}))
    with pytest.raises(BadInput, match="weights and config belong to different models"):
        run(place, tmp_path / "out", monkeypatch, "--base", str(other))
    (other / "config.json").write_text(json.dumps(config))
    tokenizer = json.loads((other / "tokenizer.json").read_text())
    vocabulary = tokenizer["model"]["vocab"]
    vocabulary["!"], vocabulary['"'] = vocabulary['"'], vocabulary["!"]
    (other / "tokenizer.json").write_text(json.dumps(tokenizer))
    with pytest.raises(BadInput, match="different tokenizers"):
        run(place, tmp_path / "out", monkeypatch, "--full-precision", str(other))
    assert not (tmp_path / "out").exists()


def test_other_lists_in_the_same_folder_are_not_mixed_in(place, tmp_path, monkeypatch):
    lists = shutil.copytree(place / "lists", tmp_path / "lists")
    small = ("--lists", str(lists), "--sets", "test", "--queries", "2", "--deep-queries", "0", "--shuffles", "0", "--systems", "no-think")
    run(place, tmp_path / "out", monkeypatch, *small)
    path = lists / "test.jsonl"
    path.write_text(path.read_text().replace("otter", "badger"))
    with pytest.raises(BadInput, match="holds results of another run"):
        run(place, tmp_path / "out", monkeypatch, *small)


def test_rows_that_write_a_thought_may_be_of_fewer_queries(place, tmp_path, monkeypatch):
    table = run(place, tmp_path / "out", monkeypatch, "--sets", "test", "--deep-queries", "0", "--shuffles", "0", "--systems", "fused,fused-think", "--think-queries", "1")
    rows = table["sets"][0]["rows"]
    assert (rows["fused"]["queries"], rows["fused-think"]["queries"], table["thinking"][0]["queries"]) == (3, 1, 1)
