"""Measures what OUT does not hold yet, writes OUT/table.json, prints the table, and puts it into a Markdown file."""

import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import torch

from models.device import Device, choose_device, hardware
from models.evaluate.generate import Ranker
from models.files import BadInput, read_json, sha256_of, write_json
from models.first_stage.encoder import Encoder
from models.prompt_format import TRAINED, template
from models.table.figures import Measured, build_table
from models.table.instant import instants
from models.table.jobs import SYSTEMS, Job, Settings, make_job, run_jobs
from models.table.sets import read_set, sample
from models.table.table_text import check_markers, table_text, write_between

DEPTHS = (10, 20)


@dataclass(frozen=True)
class Options:
    """The command line. `queries` (at depth 10) and `batch` are at least 1; `deep_queries` (at depth 20), `think_queries` (of rows that write a thought; None: as many as the others), `shuffles` and `shuffle_queries` may be 0:
    left out. None: the template's own for `prior_weight`, `thought_tokens` and `passage_words` (words of a passage); timed for `dtype`; no limit for
    `minutes`; `systems`: all whose weights are given. `template`: what MODEL was taught with; `reading_weights`: as models.evaluate.reading writes it. `write`: a Markdown file with markers.
    """

    model: Path
    data: Path | None
    lists: Path | None
    out: Path
    sets: str
    systems: str | None
    queries: int
    deep_queries: int
    think_queries: int | None
    base: Path | None
    full_precision: Path | None
    shuffles: int
    shuffle_queries: int
    encoder: Path
    prior_weight: float | None
    thought_tokens: int | None
    passage_words: int | None
    template: str
    reading_weights: Path | None
    batch: int
    dtype: Literal["float32", "bfloat16"] | None
    threads: int | None
    minutes: float | None
    write: Path | None


@dataclass(frozen=True)
class Lengths:
    """What the model is shown and may write: words of a passage, tokens of a thought, and the weight of the first stage's z-scores (0: none)."""

    prior_weight: float
    thought_tokens: int
    passage_words: int


def measure(options: Options) -> None:
    """All of it; a second call goes on where the first one stopped."""
    began = time.monotonic()
    if min(options.queries, options.batch) < 1 or min(options.deep_queries, options.shuffles, options.shuffle_queries, options.think_queries or 0) < 0:
        raise BadInput("--queries and --batch must be at least 1; --deep-queries, --think-queries, --shuffles and --shuffle-queries at least 0")
    if options.write:
        check_markers(options.write)  # now, not after hours
    if options.threads:
        torch.set_num_threads(options.threads)
    lengths, rankers = _lengths(options), _rankers(options)
    reading = _reading_weights(options)
    asked = _asked(options, rankers, lengths.prior_weight)
    encoder = Encoder(options.encoder, options.threads or 0)
    encoder_sha256 = sha256_of(options.encoder / "onnx" / "model_quantized.onnx")
    sets = _sets(options, encoder, encoder_sha256, lengths.passage_words)
    device, machine = _machine(options)
    settings = Settings(template=options.template, **asdict(lengths), dtype=device.dtype_name, encoder=encoder_sha256, **reading)
    jobs = _jobs(options, asked, sets, rankers, settings)
    left = sum(len(job.left) for job in jobs)
    print(f"{sum(len(job.tasks) for job in jobs)} lists in {len(jobs)} jobs, {left} left; {settings.dtype} on {machine[-1]}", flush=True)
    limit = None if options.minutes is None else options.minutes * 60 - (time.monotonic() - began)
    run_jobs(jobs, lambda ranker: ranker.load(device.device, device.dtype), options.batch, limit, lambda line: print(line, flush=True))
    table = build_table(sets, jobs)
    minutes = sum(result.seconds for job in jobs for result in job.results.values()) / 60
    weights = {name: ranker.sha256[:12] for name, ranker in rankers.items()} | {"MiniLM": encoder_sha256[:12]}
    about = {"settings": asdict(settings), "hardware": machine, "minutes": minutes, "weights": weights}
    write_json(options.out / "table.json", {**about, **table.to_json()})
    text = table_text(table, _made(settings, machine, minutes, weights))
    print(text, flush=True)
    if options.write:
        write_between(options.write, text)


def _reading_weights(options: Options) -> dict[str, float]:
    """Names as in Settings; ½ unless a file says what held-out lists chose."""
    if options.reading_weights is None:
        return {"reading_weight": 0.5, "apart_weight": 0.5}
    chosen = read_json(options.reading_weights)
    try:
        return {"reading_weight": float(chosen["weight"]), "apart_weight": float(chosen["weight_apart"])}
    except (KeyError, TypeError, ValueError) as problem:
        raise BadInput(f"{options.reading_weights}: no weights ({problem!r}); make it with python -m models.evaluate.reading") from None


def _lengths(options: Options) -> Lengths:
    form = template(options.template)
    lengths = Lengths(
        prior_weight=form.prior_weight if options.prior_weight is None else options.prior_weight,
        thought_tokens=form.thought_tokens if options.thought_tokens is None else options.thought_tokens,
        passage_words=form.passage_words if options.passage_words is None else options.passage_words,
    )
    if lengths.prior_weight < 0 or lengths.thought_tokens < 0 or lengths.passage_words < 1:
        raise BadInput("--prior-weight and --thought-tokens must be at least 0, --passage-words at least 1")
    return lengths


def _rankers(options: Options) -> dict[str, Ranker]:
    """By the name of the weights; all folders are checked before anything is computed."""
    rankers = {"model": Ranker(options.model)}
    if options.base:
        rankers["base"] = Ranker(options.base)
    if options.full_precision:
        full, own = Ranker(options.full_precision), rankers["model"]
        for name in ("model_type", "hidden_size", "num_hidden_layers", "intermediate_size", "vocab_size"):
            if full.config.get(name) != own.config.get(name):
                raise BadInput(f"{options.full_precision} has {name} {full.config.get(name)}, {options.model} has {own.config.get(name)}; "
                               "--full-precision must be the folder that MODEL was quantized from")
        if full.vocabulary != own.vocabulary:
            raise BadInput(f"{options.full_precision} and {options.model} have different tokenizers; "
                           "--full-precision must be the folder that MODEL was quantized from")
        rankers["full"] = full
    return rankers


def _asked(options: Options, rankers: Mapping[str, Ranker], prior_weight: float) -> list[str]:
    """Names of SYSTEMS; where there is no prior, the row without one would be the same row twice; only weights that were taught a reading score have one."""
    possible = [name for name, system in SYSTEMS.items() if system.weights in rankers and (prior_weight or name != "think-no-prior")
                and (system.reads is None or options.template == TRAINED)]
    asked = [name.strip() for name in options.systems.split(",")] if options.systems else possible
    if asked == ["none"]:
        return []
    for name in asked:
        if name not in SYSTEMS:
            raise BadInput(f"--systems names {name!r}; known are {', '.join(SYSTEMS)}")
        if SYSTEMS[name].weights not in rankers:
            raise BadInput(f"--systems names {name}, which needs {'--base' if SYSTEMS[name].weights == 'base' else '--full-precision'}")
    return list(dict.fromkeys(asked))


def _sets(options: Options, encoder: Encoder, encoder_sha256: str, words: int) -> list[Measured]:
    """Each set at each depth with the first stage as its start."""
    names = [name.strip() for name in options.sets.split(",") if name.strip()]
    if not names or len(set(names)) < len(names):
        raise BadInput(f"--sets {options.sets!r}: name each set once")
    found = []
    for depth, count in zip(DEPTHS, (options.queries, options.deep_queries), strict=True):
        for name in names if count else ():
            tasks, sha256 = read_set(name, options.data, options.lists, options.out / "collections", depth)
            if all(len(task.candidates) <= DEPTHS[0] for task in tasks) and depth > DEPTHS[0]:
                print(f"{name}: no list has more than {DEPTHS[0]} candidates, so depth {depth} is left out", flush=True)
                continue
            chosen = sample(tasks, name, count)
            known = instants(chosen, encoder, options.out / "first-stage" / f"{name}-{depth}", {"set": sha256, "encoder": encoder_sha256}, words)
            print(f"{name} {depth}: {len(chosen)} of {len(tasks)} lists, first stage ready", flush=True)
            found.append(Measured(name, depth, [replace(task, start=known[task.qid].start) for task in chosen], known, sha256))
    return found


def _machine(options: Options) -> tuple[Device, list[str]]:
    """And all hardware that worked on OUT. The dtype of the first run stands: a timed choice may fall otherwise the second time."""
    path = options.out / "machine.json"
    earlier = read_json(path) if path.is_file() else {}
    device = choose_device(options.dtype or earlier.get("dtype"))
    seen = [name for name in earlier.get("hardware", []) if name != hardware()] + [hardware()]
    write_json(path, {"dtype": earlier.get("dtype") or device.dtype_name, "hardware": seen})
    return device, seen


def _jobs(options: Options, asked: Sequence[str], sets: Sequence[Measured], rankers: Mapping[str, Ranker], settings: Settings) -> list[Job]:
    """Every system on every set and depth; the shuffles of reading scores on every set at the first depth, those of written orders and the weights
    before quantization on one set alone.
    """
    names = [part.set_name for part in sets]
    closest = "test" if "test" in names else names[0]  # the set of the finer questions
    jobs = []
    for part in sets:
        fine = (part.set_name, part.depth) == (closest, DEPTHS[0])
        for name in asked:
            ranker = rankers[SYSTEMS[name].weights]
            tasks = part.tasks if options.think_queries is None or not SYSTEMS[name].thinks else part.tasks[: options.think_queries]
            if (fine or SYSTEMS[name].weights != "full") and tasks:
                jobs.append(make_job(part.set_name, part.depth, name, tasks, part.sha256, ranker, settings, options.out / "results"))
            reads = name in ("reading", "fused") and part.depth == DEPTHS[0]
            if reads or (fine and name in ("think", "think-no-prior")):
                for shuffle in range(1, options.shuffles + 1 if options.shuffle_queries else 1):
                    some = tasks[: options.shuffle_queries]
                    jobs.append(make_job(part.set_name, part.depth, name, some, part.sha256, ranker, settings, options.out / "results", shuffle))
    return jobs


def _made(settings: Settings, machine: Sequence[str], minutes: float, weights: Mapping[str, str]) -> list[str]:
    """When, on what and by which command the table was made."""
    names = {"model": "shipped", "base": "base", "full": "before quantization", "MiniLM": "MiniLM"}
    hashes = ", ".join(f"{names[name]} `{sha256}`" for name, sha256 in weights.items())
    return [
        f"{date.today()} · {'; '.join(machine)} · {settings.dtype} · {minutes:.0f} minutes of generation · sha256 of the weights: {hashes} · "
        f"prior {settings.prior_weight:g}, thought of at most {settings.thought_tokens} tokens, {settings.passage_words} words a passage",
        "", f"    python -m models.table {shlex.join(sys.argv[1:])}",
    ]
