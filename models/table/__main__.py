"""python -m models.table MODEL --data DATA --lists LISTS --out OUT: the whole evaluation table, every system on the same lists.

MODEL is the Hugging Face folder of what the page computes with (models.quantize --dequantized). Everything starts from the first stage's order.
The same command goes on after a stop: at most one batch is lost. Results of other weights are kept apart, so OUT can serve several.
"""

import argparse
import shlex
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from models.atomic import BadInput, run_step, write_json

SETS = "test,dev,scifact,cranfield,cisi,xquad_en"
ENCODER = Path(__file__).parents[2] / "public" / "models" / "all-minilm-l6-v2-int8"
DEPTHS = (10, 20)


def main() -> None:
    """Parse arguments, measure what OUT does not hold yet, write OUT/table.json, print the table, and put it into --write."""
    parser = argparse.ArgumentParser(prog="python -m models.table", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder of the shipped weights, dequantized")
    parser.add_argument("--data", type=Path, help="folder with eval-collections.tar.xz or the unpacked collections")
    parser.add_argument("--lists", type=Path, help="folder with dev.jsonl and test.jsonl of models.data")
    parser.add_argument("--out", type=Path, required=True, help="folder for results, first-stage answers and table.json")
    parser.add_argument("--sets", default=SETS, help=f"names, comma-separated (default {SETS})")
    parser.add_argument("--systems", help="rows that ask a model, comma-separated: think, no-think, think-no-prior, base, full-precision "
                        "(default: all whose weights are given), or none")
    parser.add_argument("--queries", type=int, default=100, help="of each set at depth 10, at most (default 100)")
    parser.add_argument("--deep-queries", type=int, default=40, help="at depth 20 (default 40; 0: leave it out)")
    parser.add_argument("--base", type=Path, help="folder of the base model, for the zero-shot row")
    parser.add_argument("--full-precision", type=Path, help="folder of the trained weights before quantization, for its cost on the test lists")
    parser.add_argument("--shuffles", type=int, default=3, help="of the test lists, for order sensitivity (default 3; 0: leave it out)")
    parser.add_argument("--shuffle-queries", type=int, default=40, help="lists that are shuffled (default 40)")
    parser.add_argument("--encoder", type=Path, default=ENCODER, help="folder written by models.first_stage (default: the one that is shipped)")
    parser.add_argument("--prior-weight", type=float, help="of the first stage's z-scores on identifiers (default: the template's)")
    parser.add_argument("--thought-tokens", type=int, help="budget of a thought (default: the template's)")
    parser.add_argument("--passage-words", type=int, help="words a passage (default: the template's)")
    parser.add_argument("--batch", type=int, default=32, help="lists side by side (default 32)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="default: timed, once for OUT")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--minutes", type=float, help="begin no batch that would end later; the table then says how many queries each row has")
    parser.add_argument("--write", type=Path, metavar="FILE", help="Markdown file to put the table into, between its markers")
    _table(parser.parse_args())


def _table(options: argparse.Namespace) -> None:
    import torch

    from models.first_stage.encoder import Encoder
    from models.table.build_table import build_table
    from models.table.run_jobs import run_jobs
    from models.table.table_text import table_text
    from models.table.write_between import check_markers, write_between

    began = time.monotonic()
    if min(options.queries, options.batch) < 1 or min(options.deep_queries, options.shuffles, options.shuffle_queries) < 0:
        raise BadInput("--queries and --batch must be at least 1; --deep-queries, --shuffles and --shuffle-queries at least 0")
    if options.write:
        check_markers(options.write)  # now, not after hours
    if options.threads:
        torch.set_num_threads(options.threads)
    settings, rankers = _settings(options), _rankers(options)
    asked = _asked(options, rankers, settings["prior_weight"])
    encoder = Encoder(options.encoder, options.threads or 0)
    about = _sha256(options.encoder / "onnx" / "model_quantized.onnx")
    sets = _sets(options, encoder, about)
    device, dtype, machine = _machine(options)
    settings |= {"dtype": str(dtype).removeprefix("torch."), "encoder": about}
    jobs = _jobs(options, asked, sets, rankers, settings)
    left = sum(len(job.left) for job in jobs)
    print(f"{sum(len(job.tasks) for job in jobs)} lists in {len(jobs)} jobs, {left} left; {settings['dtype']} on {machine[-1]}", flush=True)
    limit = None if options.minutes is None else options.minutes * 60 - (time.monotonic() - began)
    run_jobs(jobs, lambda ranker: ranker.load(device, dtype), options.batch, limit, lambda line: print(line, flush=True))
    table = build_table([part for part, _ in sets], jobs)
    minutes = sum(line["seconds"] for job in jobs for line in job.lines.values()) / 60
    weights = {name: ranker.sha256[:12] for name, ranker in rankers.items()} | {"MiniLM": about[:12]}
    made = _made(settings, machine, minutes, weights)
    write_json(options.out / "table.json", {"settings": settings, "hardware": machine, "minutes": minutes, "weights": weights, **table})
    text = table_text(table, made)
    print(text, flush=True)
    if options.write:
        write_between(options.write, text)


def _rankers(options: argparse.Namespace) -> dict[str, Any]:
    """By the name of the weights; all folders are checked before anything is computed."""
    from models.evaluate.ranker import Ranker

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


def _machine(options: argparse.Namespace) -> tuple[Any, Any, list[str]]:
    """(device, dtype, all hardware that worked on OUT). The dtype of the first run stands: a timed choice may fall otherwise the second time."""
    from models.compile.architecture import read_json
    from models.table.hardware import hardware
    from models.train.choose_device import choose_device

    path = options.out / "machine.json"
    earlier = read_json(path) if path.is_file() else {}
    device, dtype, _ = choose_device(options.dtype or earlier.get("dtype"))
    seen = [name for name in earlier.get("hardware", []) if name != hardware()] + [hardware()]
    write_json(path, {"dtype": earlier.get("dtype") or str(dtype).removeprefix("torch."), "hardware": seen})
    return device, dtype, seen


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    from models.prompt_format import template

    form = template()
    settings = {
        "template": form["id"],
        "prior_weight": float(form["priorWeight"]) if options.prior_weight is None else options.prior_weight,
        "thought_tokens": int(form["thoughtTokens"]) if options.thought_tokens is None else options.thought_tokens,
        "passage_words": int(form["passageWords"]) if options.passage_words is None else options.passage_words,
    }
    if settings["prior_weight"] < 0 or settings["thought_tokens"] < 0 or settings["passage_words"] < 1:
        raise BadInput("--prior-weight and --thought-tokens must be at least 0, --passage-words at least 1")
    return settings


def _sets(options: argparse.Namespace, encoder: Any, about: str) -> list[tuple[Any, str]]:
    """Each set at each depth with the first stage as its start, and sha256 of what the set holds."""
    from dataclasses import replace

    from models.table.build_table import Measured
    from models.table.instant import instants
    from models.table.read_set import read_set
    from models.table.sample import sample

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
            known = instants(chosen, encoder, options.out / "first-stage" / f"{name}-{depth}", {"set": sha256, "encoder": about})
            print(f"{name} {depth}: {len(chosen)} of {len(tasks)} lists, first stage ready", flush=True)
            found.append((Measured(name, depth, [replace(task, start=known[task.qid].start) for task in chosen], known), sha256))
    return found


def _asked(options: argparse.Namespace, rankers: dict[str, Any], prior_weight: float) -> list[str]:
    """Names of SYSTEMS; where there is no prior, the row without one would be the same row twice."""
    from models.table.systems import SYSTEMS

    possible = [name for name, system in SYSTEMS.items() if system.weights in rankers and (prior_weight or name != "think-no-prior")]
    asked = [name.strip() for name in options.systems.split(",")] if options.systems else possible
    if asked == ["none"]:
        return []
    for name in asked:
        if name not in SYSTEMS:
            raise BadInput(f"--systems names {name!r}; known are {', '.join(SYSTEMS)}")
        if SYSTEMS[name].weights not in rankers:
            raise BadInput(f"--systems names {name}, which needs {'--base' if SYSTEMS[name].weights == 'base' else '--full-precision'}")
    return list(dict.fromkeys(asked))


def _jobs(options: argparse.Namespace, asked: list[str], sets: list[tuple[Any, str]], rankers: dict[str, Any], settings: dict[str, Any]) -> list[Any]:
    """Every system on every set and depth; the shuffles and the weights before quantization on one set alone."""
    from models.table.job import make_job
    from models.table.systems import SYSTEMS

    names = [part.set_name for part, _ in sets]
    closest = "test" if "test" in names else names[0]  # the set of the finer questions
    jobs = []
    for part, sha256 in sets:
        fine, about = (part.set_name, part.depth) == (closest, DEPTHS[0]), {**settings, "set": sha256}
        for name in asked:
            ranker = rankers[SYSTEMS[name].weights]
            if fine or name != "full-precision":
                jobs.append(make_job(part.set_name, part.depth, name, part.tasks, ranker, about, options.out / "results"))
            if fine and name in ("think", "think-no-prior"):
                for shuffle in range(1, options.shuffles + 1 if options.shuffle_queries else 1):
                    some = part.tasks[: options.shuffle_queries]
                    jobs.append(make_job(part.set_name, part.depth, name, some, ranker, about, options.out / "results", shuffle))
    return jobs


def _made(settings: dict[str, Any], machine: list[str], minutes: float, weights: dict[str, str]) -> list[str]:
    names = {"model": "shipped", "base": "base", "full": "before quantization", "MiniLM": "MiniLM"}
    hashes = ", ".join(f"{names[name]} `{sha256}`" for name, sha256 in weights.items())
    return [
        f"{date.today()} · {'; '.join(machine)} · {settings['dtype']} · {minutes:.0f} minutes of generation · sha256 of the weights: {hashes} · "
        f"prior {settings['prior_weight']:g}, thought of at most {settings['thought_tokens']} tokens, {settings['passage_words']} words a passage",
        "", f"    python -m models.table {shlex.join(sys.argv[1:])}",
    ]


def _sha256(path: Path) -> str:
    import hashlib

    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    run_step(main)
