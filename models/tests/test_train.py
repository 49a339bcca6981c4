import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file

from models.base.check_folder import check_folder
from models.files import BadInput
from models.tests.toy import write_toy_base, write_toy_examples
from models.train.examples import Examples, LayerCache, plan_batches
from models.train.halves import Halves
from models.train.lessons import WritingLesson
from models.train.loop import STATE, Plan, Run, load_state, save_state

PLAN = Plan(rate=1e-2, batch_tokens=700, minutes=60, epochs=2, warmup=2, seed=1, quantize_from=0.5, save_minutes=60, check_minutes=60)


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("toy")
    base = write_toy_base(folder / "base")
    return base, write_toy_examples(folder / "data", base)


def start(toy, folder, cached=True, plan=PLAN):
    base, data = toy
    halves, examples = Halves(base, 1, torch.device("cpu"), torch.float32), Examples(data)
    cache = LayerCache(folder / "cache", {"toy": 1}, examples, 64) if cached else None
    run = Run(halves, WritingLesson(halves, examples, cache, list(range(10))), plan, folder)
    return halves, run


def test_a_run_stopped_and_gone_on_with_ends_where_an_unbroken_one_does(toy, tmp_path):
    whole, run = start(toy, tmp_path / "whole")
    assert run.train(lambda: False, print, None) == "all epochs done"
    _, first = start(toy, tmp_path / "broken")
    assert first.train(lambda: first.step >= 3, print, None) == "stopped"
    again, second = start(toy, tmp_path / "broken")
    assert second.resume() and second.step == 3
    again.refresh(quantized=False)
    second.train(lambda: False, print, None)
    assert (second.step, second.tokens, second.epoch) == (run.step, run.tokens, run.epoch)
    for name, master in whole.masters.items():
        # the rate follows the share done by batches here, so the two runs see the same rates
        assert torch.allclose(master, again.masters[name], atol=2e-6), name


def test_loss_falls_and_only_the_upper_half_learns(toy, tmp_path):
    halves, run = start(toy, tmp_path, plan=replace(PLAN, epochs=20))
    before = {name: value.data.clone() for name, value in halves.model.named_parameters()}
    run.train(lambda: False, lambda _: None, None)
    assert run.losses[-1] < 0.85 * run.losses[0]
    moved = {name for name, value in halves.model.named_parameters() if not torch.equal(value.data, before[name])}
    assert moved == set(halves.masters) and all(".layers.1." in name or name == "model.norm.weight" for name in moved)


def test_cached_outputs_train_as_computed_ones_do(toy, tmp_path):
    _, cached = start(toy, tmp_path / "a")
    _, plain = start(toy, tmp_path / "b", cached=False)
    for run in (cached, plain):
        run.train(lambda: False, lambda _: None, None)
    assert cached.losses[-1] == pytest.approx(plain.losses[-1], rel=0.05)


def test_an_epoch_holds_every_example_once_within_the_token_limit(toy):
    lengths = Examples(toy[1]).lengths
    batches = plan_batches(lengths, 700, 1, 0)
    assert sorted(example for batch in batches for example in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[batch]) <= 700 for batch in batches)
    assert batches == plan_batches(lengths, 700, 1, 0) != plan_batches(lengths, 700, 1, 1)


def test_a_state_of_another_shape_or_damaged_is_refused(toy, tmp_path):
    halves, run = start(toy, tmp_path)
    run.save()
    wrong = {name: torch.nn.Parameter(torch.zeros(3)) for name in halves.masters}
    with pytest.raises(BadInput, match="another model"):
        load_state(tmp_path, wrong)
    (tmp_path / STATE).write_bytes(b"cut short")
    with pytest.raises(BadInput, match="not a training state"):
        load_state(tmp_path, halves.masters)


def test_a_save_that_fails_keeps_the_state_before(toy, tmp_path, monkeypatch):
    _, run = start(toy, tmp_path)
    run.save()
    kept = (tmp_path / STATE).read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch, "save", full)
    with pytest.raises(OSError):
        save_state(tmp_path, {})
    assert (tmp_path / STATE).read_bytes() == kept and not list(tmp_path.glob("*.part"))


def command(toy, out, *more):
    return [sys.executable, "-m", "models.train", str(toy[0]), str(toy[1]), str(out), "--lesson", "writing", "--dev-lists", "0", "--frozen", "1", "--dtype", "float32", *more]


def test_the_command_stops_on_a_signal_and_leaves_a_model_that_loads(toy, tmp_path):
    process = subprocess.Popen(command(toy, tmp_path / "out", "--epochs", "100000", "--batch-tokens", "300"), stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.startswith("step"):
            break
    os.kill(process.pid, signal.SIGTERM)
    rest = process.stdout.read()
    assert process.wait(60) == 0 and "stopped" in rest
    check_folder(tmp_path / "out" / "model")
    base, learnt = load_file(toy[0] / "model.safetensors"), load_file(tmp_path / "out" / "model" / "model.safetensors")
    assert base.keys() == learnt.keys()
    frozen = [name for name in base if ".layers.1." not in name and name != "model.norm.weight"]
    assert all(torch.equal(base[name], learnt[name]) for name in frozen)


def test_another_tokenizer_is_refused_in_one_line(toy, tmp_path):
    other = write_toy_base(tmp_path / "other")
    path = other / "tokenizer.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = subprocess.run(command((other, toy[1]), tmp_path / "out"), capture_output=True, text=True)
    assert done.returncode == 2 and "another tokenizer" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
