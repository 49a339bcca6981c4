"""models.make: its steps in order, what is there left alone, a stop gone on from."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from models.files import BadInput
from models.make.steps import Options, make

ORDER = ["models.base", "models.data", "models.train", "models.quantize", "models.evaluate.reading", "models.verify.reading_golden", "models.verify", "models.manifest"]


class Fake:
    """Makes what each command would make; `stops`: how often training is stopped before it is done; `fails`: the command that gives status 2."""

    def __init__(self, stops: int = 0, fails: str = "") -> None:
        self.said: list[str] = []
        self.given: dict[str, list[str]] = {}
        self.stops, self.fails = stops, fails

    def __call__(self, command):
        name, *rest = command[2:]
        self.said.append(name)
        self.given[name] = rest
        if name == self.fails:
            return 2
        places = {"models.base": (0, "base.json"), "models.data": (2, "data.json"), "models.quantize": (1, "tensor-cache.json"), "models.manifest": (0, "manifest.json")}
        if name == "models.train":
            self.stops -= 1
            record = {"ended": "stopped" if self.stops >= 0 else "time is up", "device": "toy", "steps": 1, "tokens": 10, "minutes": 1, "frozen": 0, "lists": 5, "examples": 2}
            write(Path(rest[2]) / "model" / "train.json", record)
        elif name in places:
            write(Path(rest[places[name][0]]) / places[name][1], {})
        if name in ("models.convert.dequantize", "models.quantize.loosen"):
            write(Path(rest[2]) / "config.json", {})
        if name == "models.quantize":
            write(Path(rest[3]) / "config.json", {})
        if name == "models.evaluate.reading":
            write(Path(rest[3]), {"weight": 0.5, "kinds": {"claims": {"lists": 3, "fused": {"0.0": 0.5, "0.5": 0.75}}}})
        if name in ("models.verify", "models.verify.reading_golden"):
            write(Path(rest[3]), {})
        return 0


def write(path: Path, value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


@pytest.fixture
def options(tmp_path):
    write(tmp_path / "shipped" / "gpu.wasm", "")
    return Options(tmp_path / "data", tmp_path / "work", 5, "toy", "Toy", tmp_path / "shipped", 100, 10, None)


def test_all_steps_in_order_and_none_of_them_twice(options):
    fake = Fake()
    make(options, fake)
    assert fake.said == ORDER and (options.work / "toy" / "gpu.wasm").is_file()
    figures = json.loads((options.work / "figures.json").read_text())
    assert figures["evaluations"] == [{"set": "claims", "queries": 3, "depth": 10, "before": 0.5, "after": 0.75, "note": "held-out lists of 3 to 10"}]
    make(options, fake)
    assert fake.said == ORDER


def test_training_that_was_stopped_is_gone_on_with(options):
    fake = Fake(stops=1)
    with pytest.raises(BadInput, match="step train ended with status 0 before .* the same command goes on"):
        make(options, fake)
    make(options, fake)
    assert fake.said == [*ORDER[:3], *ORDER[2:]]


def test_a_failing_step_ends_it(options):
    fake = Fake(fails="models.quantize")
    with pytest.raises(BadInput, match="step quantize ended with status 2"):
        make(options, fake)
    assert fake.said == ORDER[:4]


def test_a_budget_of_nothing_and_a_folder_without_libraries_are_refused(options, tmp_path):
    for wrong, message in (({"minutes": 0}, "above 0"), ({"libraries": tmp_path}, "models.compile")):
        with pytest.raises(BadInput, match=message):
            make(Options(**{**options.__dict__, **wrong}), Fake())
    assert not options.work.exists()


def test_weights_that_are_shipped_already_are_gone_on_with(options):
    fake = Fake()
    make(replace(options, start=options.libraries), fake)
    assert fake.said == [ORDER[0], "models.convert.dequantize", "models.quantize.loosen", *ORDER[1:]]
    assert fake.given["models.train"][0] == str(options.work / "start")
