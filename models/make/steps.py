"""The steps and how they are gone through: what is there is left alone, a failing step ends it with its own message."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.files import BadInput, read_json, write_json
from models.prompt_format import TRAINED

ROUNDED_FROM = "0.55"  # share of the training that learns through 4-bit rounding from there on, so that plain rounding gives what was trained


@dataclass(frozen=True)
class Options:
    """The command line; see `models.make`. `minutes` above 0; `frozen` None: by the device; `start` None: from the base."""

    data: Path
    work: Path
    minutes: float
    id: str
    title: str
    libraries: Path
    reading: int
    examples: int
    frozen: int | None
    start: Path | None = None


@dataclass(frozen=True)
class Step:
    """`made`: what is there when it is done. `command`: of `python -m`; or `act`, a function of our own."""

    name: str
    made: Path
    command: Sequence[str | Path] = ()
    act: Callable[[], None] | None = None


def make(options: Options, run: Callable[[Sequence[str]], int] | None = None) -> None:
    """All steps that are not done. BadInput where one fails; it has said why. `run` gives a command's exit status."""
    if options.minutes <= 0:
        raise BadInput("--minutes must be above 0")
    if not list(options.libraries.glob("*.wasm")):
        raise BadInput(f"{options.libraries} holds no *.wasm; compile some with python -m models.compile, or give the folder of a model of the same shape")
    options.work.mkdir(parents=True, exist_ok=True)
    for step in steps(options):
        if step.made.exists() and not (step.name == "train" and _stopped(step.made)):
            print(f"{step.name}: {step.made} is there", flush=True)
            continue
        if step.act:
            print(f"{step.name}: {step.made}", flush=True)
            step.act()
            continue
        command = [sys.executable, "-m", *map(str, step.command)]
        print(f"{step.name}: python -m {shlex.join(command[2:])}", flush=True)
        status = (run or _run)(command)
        if status != 0 or not step.made.exists() or (step.name == "train" and _stopped(step.made)):
            raise BadInput(f"step {step.name} ended with status {status}{'' if status else f' before {step.made} was done'}; the same command goes on from here")
    print(f"{options.work / options.id}: to ship it, put it in the place of public/models/{options.id} and its entry of {options.work / 'catalog.json'} into the catalog")


def steps(options: Options) -> list[Step]:
    """In order."""
    work, folder = options.work, options.work / options.id
    base, data, trained, dequantized = work / "base", work / "data", work / "train" / "model", work / "dequantized"
    frozen = [] if options.frozen is None else ["--frozen", str(options.frozen)]
    shipped, start = work / "shipped", work / "start"
    going_on = [] if options.start is None else [
        Step("shipped", shipped / "config.json", ["models.convert.dequantize", options.start, base, shipped]),
        Step("start", start / "config.json", ["models.quantize.loosen", shipped, base, start]),
    ]
    return [
        Step("base", base / "base.json", ["models.base", base]),
        *going_on,
        Step("data", data / "data.json", ["models.data", options.data, base, data, "--reading", str(options.reading), "--examples", str(options.examples)]),
        Step("train", trained, ["models.train", start if going_on else base, data, work / "train", "--minutes", f"{options.minutes:g}", "--quantize-from", ROUNDED_FROM, *frozen]),
        Step("quantize", dequantized / "config.json", ["models.quantize", trained, folder, "--dequantized", dequantized]),
        Step("reading weight", work / "reading-weights.json", ["models.evaluate.reading", dequantized, data / "held-out.jsonl", "--out", work / "reading-weights.json"]),
        Step("reading golden", work / "reading-golden.json", ["models.verify.reading_golden", dequantized, data / "held-out.jsonl", "--write", work / "reading-golden.json"]),
        Step("libraries", folder / "gpu.wasm", act=lambda: _copy_libraries(options.libraries, folder)),
        Step("guard", work / "guard.json", ["models.verify", folder, dequantized, "--write", work / "guard.json"]),
        Step("figures", work / "figures.json", act=lambda: write_json(work / "figures.json", figures(trained / "train.json", work / "reading-weights.json"))),
        Step("manifest", folder / "manifest.json", ["models.manifest", folder, "--title", options.title, "--template", TRAINED, "--figures", work / "figures.json",
                                                    "--guard", work / "guard.json", "--catalog", work / "catalog.json"]),
    ]


def figures(record: Path, weights: Path) -> dict[str, object]:
    """What the model card tells: the training run, and the reading score on held-out lists of every kind beside the instant order."""
    run, chosen = read_json(record), read_json(weights)
    training = {"device": run["device"], "steps": run["steps"], "tokens": f"{run['tokens']:,}", "minutes": run["minutes"], "frozen layers": run["frozen"],
                "lists": f"{run['lists']:,}", "examples": f"{run['examples']:,}", "weight of the reading score": chosen["weight"]}
    evaluations = [
        {"set": kind, "queries": one["lists"], "depth": 10, "before": one["fused"]["0.0"], "after": one["fused"][str(chosen["weight"])], "note": "held-out lists of 3 to 10"}
        for kind, one in chosen["kinds"].items()
    ]
    return {"training": training, "evaluations": evaluations}


def _stopped(trained: Path) -> bool:
    """A model is saved after a stop too; its record says so."""
    return read_json(trained / "train.json").get("ended") == "stopped"


def _copy_libraries(source: Path, folder: Path) -> None:
    for library in source.glob("*.wasm"):
        shutil.copyfile(library, folder / library.name)


def _run(command: Sequence[str]) -> int:
    return subprocess.run(command).returncode
