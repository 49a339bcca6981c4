"""Teaching the reading score: on a toy that can learn it, through stops, into a folder whose output rows give the same scores."""

import json
import random
import subprocess
import sys
from types import SimpleNamespace

import pytest
import torch
from transformers import AutoModelForCausalLM

from models.base.check_folder import check_tokenizer
from models.data.taught_lists import TaughtList, read_lists
from models.evaluate.reader import reader
from models.files import BadInput
from models.tests.toy import write_toy_base, write_toy_examples
from models.train.halves import Halves, fake_quant
from models.train.lessons import BothLessons, WritingLesson
from models.train.examples import Examples
from models.train.loop import Plan, Run, save_model
from models.train.reading_check import check_reading
from models.train.reading_score import DIRECTION, ReadingLesson, encode_reading, list_loss, reading_rows, reading_scores

PLAN = Plan(rate=3e-3, batch_tokens=900, minutes=60, epochs=2, warmup=2, seed=1, quantize_from=1.0, save_minutes=60, check_minutes=60)


def toy_lists(count: int = 24) -> list[TaughtList]:
    """The right passage holds an exclamation mark."""
    rng, found = random.Random(5), []
    for number in range(count):
        size = rng.randint(3, 5)
        right = rng.randrange(size)
        passages = tuple("word" + ("!" if place == right else ".") * 3 for place in range(size))
        found.append(TaughtList("toy", f"query {number}", passages, tuple(int(place == right) for place in range(size)), (0.0,) * size))
    return found


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return write_toy_base(tmp_path_factory.mktemp("toy") / "base")


def start(base, folder, plan=PLAN, frozen=0):
    halves, tokenizer = Halves(base, frozen, torch.device("cpu"), torch.float32), check_tokenizer(base)
    return halves, tokenizer, Run(halves, ReadingLesson(halves, tokenizer, toy_lists(), 1), plan, folder)


def test_it_learns_what_makes_a_passage_right_wherever_the_passage_stands(base, tmp_path):
    halves, tokenizer, run = start(base, tmp_path, plan=Plan(**{**PLAN.__dict__, "epochs": 40}))
    run.train(lambda: False, lambda _: None, None)
    assert run.losses[-1] < 0.3 * run.losses[0]
    figures = check_reading(halves, tokenizer, toy_lists(8))
    assert figures.alone > 0.95 > figures.instant and figures.tau is not None and str(figures).startswith("held out 8 lists")


def test_a_run_stopped_and_gone_on_with_ends_where_an_unbroken_one_does(base, tmp_path):
    whole, _, run = start(base, tmp_path / "whole", frozen=1)
    assert run.train(lambda: False, lambda _: None, None) == "all epochs done"
    _, _, first = start(base, tmp_path / "broken", frozen=1)
    first.train(lambda: first.step >= 3, lambda _: None, None)
    again, _, second = start(base, tmp_path / "broken", frozen=1)
    assert second.resume() and second.step == 3
    again.refresh(quantized=False)
    second.train(lambda: False, lambda _: None, None)
    assert second.step == run.step
    for name, master in whole.masters.items():
        assert torch.allclose(master, again.masters[name], atol=2e-6), name


def test_the_saved_folder_gives_the_scores_that_were_trained(base, tmp_path):
    halves, tokenizer, run = start(base, tmp_path, frozen=1)
    run.train(lambda: run.step >= 4, lambda _: None, None)
    lists = toy_lists(3)
    halves.refresh(quantized=False)
    with torch.inference_mode():
        wanted = [found.tolist() for found in reading_scores(halves, tokenizer, lists)]
    save_model(tmp_path / "model", base, halves.masters, {})
    model = AutoModelForCausalLM.from_pretrained(tmp_path / "model", dtype=torch.float32).eval()
    # frozen matrices stand in the folder unrounded, as models.quantize wants them; here they computed through 4 bits
    for name, parameter in model.named_parameters():
        if name not in halves.masters and parameter.dim() == 2 and "embed" not in name:
            parameter.data = fake_quant(parameter.data)
    embedding = model.model.embed_tokens.weight.data
    rows = embedding[[tokenizer.token_to_id(token) for token in ("<jupyter_script>", "<empty_output>")]].clone()
    assert torch.equal(rows, reading_rows(halves.masters[DIRECTION].detach()))
    embedding.copy_(fake_quant(embedding))
    embedding[[tokenizer.token_to_id(token) for token in ("<jupyter_script>", "<empty_output>")]] = rows
    for (scores, count), one, right in zip(reader(model, tokenizer, 2)([(one.query, one.passages) for one in lists]), lists, wanted):
        assert scores == pytest.approx(right, abs=1e-4) and count == len(encode_reading(tokenizer, one.query, one.passages)[0])


def test_half_the_direction_each_way_rounds_to_the_rounded_direction():
    direction = torch.randn(1, 64)
    first, second = fake_quant(reading_rows(direction))
    assert torch.allclose(first - second, fake_quant(direction)[0])


def test_both_lessons_take_turns_and_each_batch_goes_to_its_own(base, tmp_path):
    halves, tokenizer = Halves(base, 1, torch.device("cpu"), torch.float32), check_tokenizer(base)
    reading = ReadingLesson(halves, tokenizer, toy_lists(), 1)
    writing = WritingLesson(halves, Examples(write_toy_examples(tmp_path / "data", base)), None, list(range(10)))
    both = BothLessons(writing, reading)
    planned = both.batches(700, 1, 0)
    assert {batch[0] for batch in planned} == {0, 1} and planned == both.batches(700, 1, 0) != both.batches(700, 1, 1)
    assert sum(both.tokens(batch) for batch in planned) == sum(reading.lengths) + sum(writing.tokens(batch) for batch in writing.batches(700, 1, 0))
    run = Run(halves, both, PLAN, tmp_path / "out")
    run.train(lambda: False, lambda _: None, None)
    assert run.epoch == 2 and all(loss > 0 for loss in run.losses)


def test_a_tokenizer_without_the_two_tokens_is_refused(base):
    class Other:
        def encode(self, text, add_special_tokens):
            return SimpleNamespace(ids=[1, 2, 3] if text == "<empty_output>" else [1])

    with pytest.raises(BadInput, match="lacks <empty_output>"):
        ReadingLesson(Halves(base, 1, torch.device("cpu"), torch.float32), Other(), toy_lists(1), 1)


def test_the_commands_teach_and_measure(base, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("reading.jsonl", "held-out.jsonl"):
        lines = [json.dumps({"source": one.source, "query": one.query, "passages": one.passages, "labels": one.labels, "soft": one.soft}) for one in toy_lists(8)]
        (data / name).write_text("\n".join(lines) + "\n")
    assert len(read_lists(data / "reading.jsonl")) == 8
    taught = subprocess.run([sys.executable, "-m", "models.train", str(base), str(data), str(tmp_path / "out"), "--lesson", "reading", "--frozen", "1", "--dtype", "float32",
                             "--epochs", "1", "--dev-lists", "4"], capture_output=True, text=True)
    assert taught.returncode == 0 and "all epochs done" in taught.stdout and "held out 4 lists" in taught.stdout, taught.stderr
    record = json.loads((tmp_path / "out" / "model" / "train.json").read_text())
    assert record["template"] == "glassrank-2" and len(record["checks"]) == 2 and record["lists"] == 8
    measured = subprocess.run([sys.executable, "-m", "models.evaluate.reading", str(tmp_path / "out" / "model"), str(data / "held-out.jsonl"), "--out", str(tmp_path / "w.json"),
                               "--dtype", "float32"], capture_output=True, text=True)
    assert measured.returncode == 0 and "tau" in measured.stdout, measured.stderr
    written = subprocess.run([sys.executable, "-m", "models.verify.reading_golden", str(tmp_path / "out" / "model"), str(data / "held-out.jsonl"), "--write", str(tmp_path / "g.json"),
                              "--lists", "2"], capture_output=True, text=True)
    assert written.returncode == 0, written.stderr
    golden, tokenizer = json.loads((tmp_path / "g.json").read_text()), check_tokenizer(base)
    for one in golden["lists"]:
        whole = tokenizer.encode("".join(one["pieces"]), add_special_tokens=False).ids
        line_break = tokenizer.encode("\n", add_special_tokens=False).ids
        assert [whole[end] for end in one["ends"]] == line_break * len(one["passages"]) and len(one["scores"]) == len(one["passages"])
    words = subprocess.run([sys.executable, "-m", "models.verify.reading_golden", str(base), str(data / "held-out.jsonl"), "--write", str(tmp_path / "w2.json"), "--lists", "1",
                            "--tokens", "\n", "\n"], capture_output=True, text=True)
    assert words.returncode == 2 and "was never taught one" in words.stderr, words.stderr
    assert set(json.loads((tmp_path / "w.json").read_text())) == {"weights", "weight", "weight_apart", "kinds"}


def test_a_list_that_the_instant_order_has_right_asks_for_less_than_one_that_it_has_wrong():
    scores = torch.zeros(3, requires_grad=True)
    pulls = []
    for soft in ((2.0, -1.0, -1.0), (-1.0, 2.0, -1.0)):
        one = TaughtList("toy", "q", ("a", "b", "c"), (1, 0, 0), soft)
        (gradient,) = torch.autograd.grad(list_loss(scores, one), scores)
        pulls.append(-float(gradient[0]))
    assert 0 < pulls[0] < pulls[1]
    best = torch.tensor([9.0, 0.0, 0.0])
    assert list_loss(best, TaughtList("toy", "q", ("a", "b", "c"), (1, 0, 0), (2.0, -1.0, -1.0))) < list_loss(torch.tensor([0.0, 9.0, 0.0]), one)
