"""One training run of a folder, begun or gone on with: until its time or epochs are over, or until it is asked to stop."""

import signal
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import torch

from models.base.check_folder import check_folder, check_tokenizer
from models.data.taught_lists import read_lists
from models.device import Device, choose_device
from models.files import BadInput, sha256_of
from models.first_stage.encoder import Encoder
from models.prompt_format import TRAINED
from models.train.dev_check import check_dev, read_dev
from models.train.examples import Examples, LayerCache
from models.train.halves import Halves
from models.train.lessons import BothLessons, Lesson, WritingLesson
from models.train.loop import Plan, Run, save_model
from models.train.reading_check import check_reading
from models.train.reading_score import ReadingLesson


@dataclass(frozen=True)
class Options:
    """The command line. `lesson`: what is learnt; `minutes` (in all, over all runs of `out`) above 0; `epochs` at least 1. `rate`: the highest; `warmup`: steps;
    `batch_tokens`: padding included; `quantize_from`: share of the run, 0 to 1; `dev_lists`: 0 for no checks.

    None: by the device for `frozen` (layers) and `batch_tokens`, timed for `dtype`, torch's own for `threads`.
    """

    base: Path
    data: Path
    out: Path
    minutes: float
    epochs: int
    lesson: Literal["reading", "writing", "both"]
    frozen: int | None
    rate: float
    warmup: int
    batch_tokens: int | None
    dtype: Literal["float32", "bfloat16"] | None
    quantize_from: float
    threads: int | None
    no_cache: bool
    dev_lists: int
    encoder: Path
    check_minutes: float
    save_minutes: float
    seed: int


@dataclass(frozen=True)
class Record:
    """What train.json tells of a run. `device`: as chosen, in words; `frozen`: layers; `examples`, `lists`: of the writing and the reading lesson;
    `loss`: mean of the last 50 steps; `checks`: the points of the learning curve; `template`: what the weights were taught with.
    """

    ended: str
    device: str
    template: str
    lesson: str
    frozen: int
    examples: int
    lists: int
    steps: int
    tokens: int
    minutes: float
    rate: float
    checks: list[dict[str, Any]]
    loss: float


def fine_tune(options: Options) -> None:
    """Writes OUT/state.pt (to go on) and OUT/model (Hugging Face folder)."""
    if options.threads:
        torch.set_num_threads(options.threads)
    if options.minutes <= 0 or options.epochs < 1:
        raise BadInput("--minutes must be above 0 and --epochs at least 1")
    config, tokenizer = check_folder(options.base), check_tokenizer(options.base)
    writes, reads = options.lesson != "reading", options.lesson != "writing"
    examples = Examples(options.data) if writes else None
    lists = read_lists(options.data / "reading.jsonl") if reads else []
    if examples and sha256_of(options.base / "tokenizer.json") != examples.tokenizer_sha256:
        raise BadInput(f"{options.data} was tokenized with another tokenizer than {options.base}/tokenizer.json; run models.data with this base")
    machine = choose_device(options.dtype)
    on_gpu = machine.device.type == "cuda"
    frozen = options.frozen if options.frozen is not None else 0 if on_gpu else 2 * config["num_hidden_layers"] // 5
    print(f"{machine.seen}; working in {machine.dtype_name}, {frozen} of {config['num_hidden_layers']} layers frozen, "
          f"{len(examples) if examples else 0:,} examples, {len(lists):,} lists", flush=True)
    halves = Halves(options.base, frozen, machine.device, machine.dtype)
    lessons: list[Lesson] = []
    if examples:
        digits = [tokenizer.token_to_id(str(digit)) for digit in range(10)]
        lessons.append(WritingLesson(halves, examples, _cache(options, frozen, machine, examples, config), digits))
    if reads:
        lessons.append(ReadingLesson(halves, tokenizer, lists, options.seed))
    plan = Plan(
        rate=options.rate, batch_tokens=options.batch_tokens or (65536 if on_gpu else 2600), minutes=options.minutes, epochs=options.epochs,
        warmup=options.warmup, seed=options.seed, quantize_from=options.quantize_from, save_minutes=options.save_minutes,
        check_minutes=options.check_minutes,
    )
    run = Run(halves, lessons[0] if len(lessons) == 1 else BothLessons(*lessons), plan, options.out)
    if run.resume():
        print(f"going on after step {run.step}, {run.tokens:,} tokens, {run.seconds / 60:.1f} min", flush=True)
    halves.refresh(quantized=False)
    check = _check(options, halves, tokenizer, reads)
    stop = options.out / "stop"
    stop.unlink(missing_ok=True)
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _frame: asked.append(received))
    if check is not None and run.step == 0:
        run.run_check(check, _say)  # the learning curve's first point
    ended = run.train(lambda: bool(asked) or stop.exists(), _say, check)
    record = Record(
        ended=ended, device=machine.seen, template=TRAINED, lesson=options.lesson, frozen=frozen, examples=len(examples) if examples else 0,
        lists=len(lists), steps=run.step, tokens=run.tokens, minutes=round(run.seconds / 60, 1), rate=options.rate, checks=run.checks,
        loss=sum(run.losses[-50:]) / max(1, len(run.losses[-50:])),
    )
    save_model(options.out / "model", options.base, halves.masters, asdict(record))
    if check is not None and ended != "stopped":  # after saving: a check on a busy CPU takes minutes
        run.run_check(check, _say)
        save_model(options.out / "model", options.base, halves.masters, asdict(replace(record, checks=run.checks)))
    print(f"{ended}: step {run.step}, {run.tokens:,} tokens, {run.seconds / 60:.1f} min; {options.out / 'model'}", flush=True)


def _cache(options: Options, frozen: int, machine: Device, examples: Examples, config: dict[str, Any]) -> LayerCache | None:
    """What the frozen layers make of the examples, on disk: for a CPU, where more than one epoch pays for it."""
    if not frozen or machine.device.type != "cpu" or options.no_cache:
        return None
    key = {
        "frozen": frozen, "weights": _fingerprint(options.base / "model.safetensors"), "examples": _fingerprint(options.data / "examples.npz"),
        "dtype": str(machine.dtype),
    }
    return LayerCache(options.out / "cache", key, examples, config["hidden_size"])


def _check(options: Options, halves: Halves, tokenizer: Any, reads: bool) -> Callable[[], Any] | None:
    """A point of the learning curve: of the reading score where it is learnt, else of the first identifier's logits."""
    if not options.dev_lists:
        return None
    if reads:
        held_out = read_lists(options.data / "held-out.jsonl")[: options.dev_lists]
        return lambda: check_reading(halves, tokenizer, held_out)
    asked = read_dev(options.data / "dev.jsonl", options.dev_lists, Encoder(options.encoder))
    return lambda: check_dev(halves.model, tokenizer, asked)


def _fingerprint(path: Path) -> list[int]:
    """Size and time of change: enough to know a cache's own input again without reading half a gigabyte."""
    return [path.stat().st_size, path.stat().st_mtime_ns]


def _say(line: str) -> None:
    print(line, flush=True)
