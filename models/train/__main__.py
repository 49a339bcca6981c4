"""python -m models.train BASE DATA OUT --minutes M: fine-tune on listwise examples; run it again to go on.

One command for one GPU (full fine-tune: --frozen 0) and for a CPU (lower layers frozen, their outputs cached on disk).
Stop it with SIGINT, SIGTERM or a file OUT/stop: it finishes its step, saves and writes OUT/model.
"""

import argparse
import hashlib
import signal
from pathlib import Path
from typing import Any

from models.atomic import BadInput, run_step


def main() -> None:
    """Parse arguments, train or go on training, write OUT/state.pt (to go on) and OUT/model (Hugging Face folder)."""
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="folder written by models.base, or a Hugging Face folder to go on from")
    parser.add_argument("data", type=Path, help="folder written by models.data")
    parser.add_argument("out", type=Path, help="folder for state.pt, cache/ and model/")
    parser.add_argument("--minutes", type=float, default=75, help="training time in all, over all runs of this OUT (default 75)")
    parser.add_argument("--epochs", type=int, default=2, help="at most (default 2)")
    parser.add_argument("--frozen", type=int, metavar="N", help="lower layers left as they are (default: 0 on a GPU, two thirds on a CPU)")
    parser.add_argument("--rate", type=float, default=3e-4, help="highest learning rate (default 3e-4)")
    parser.add_argument("--warmup", type=int, default=40, help="steps of rising learning rate (default 40)")
    parser.add_argument("--batch-tokens", type=int, help="tokens a step, padding included (default 2600 on a CPU, 65536 on a GPU)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="of the working weights (default: timed)")
    parser.add_argument("--quantize-from", type=float, default=0.6, metavar="SHARE", help="learn through 4-bit rounding after this share of the run (default 0.6; 1: never)")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--no-cache", action="store_true", help="compute the frozen layers anew each epoch instead of keeping their outputs on disk")
    parser.add_argument("--dev-lists", type=int, default=40, help="held-out lists per check (default 40; 0: none)")
    parser.add_argument("--encoder", type=Path, default=Path("public/models/all-minilm-l6-v2-int8"), help="folder written by models.first_stage, for the held-out lists")
    parser.add_argument("--check-minutes", type=float, default=15, help="between checks (default 15)")
    parser.add_argument("--save-minutes", type=float, default=4, help="between saved states (default 4)")
    parser.add_argument("--seed", type=int, default=1)
    _train(parser.parse_args())


def _train(arguments: argparse.Namespace) -> None:
    import torch

    from models.base.check_folder import check_folder, check_tokenizer
    from models.first_stage.encoder import Encoder
    from models.train.checkpoint import save_model
    from models.train.choose_device import choose_device
    from models.train.dev_check import check_dev, read_dev
    from models.train.examples import Examples
    from models.train.halves import Halves
    from models.train.layer_cache import LayerCache
    from models.train.loop import Plan, Run

    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    if arguments.minutes <= 0 or arguments.epochs < 1:
        raise BadInput("--minutes must be above 0 and --epochs at least 1")
    config = check_folder(arguments.base)
    examples = Examples(arguments.data)
    tokenizer = check_tokenizer(arguments.base)
    if hashlib.sha256((arguments.base / "tokenizer.json").read_bytes()).hexdigest() != examples.tokenizer_sha256:
        raise BadInput(f"{arguments.data} was tokenized with another tokenizer than {arguments.base}/tokenizer.json; run models.data with this base")
    device, dtype, seen = choose_device(arguments.dtype)
    frozen = arguments.frozen if arguments.frozen is not None else 0 if device.type == "cuda" else 2 * config["num_hidden_layers"] // 3
    batch_tokens = arguments.batch_tokens or (65536 if device.type == "cuda" else 2600)
    print(f"{seen}; working in {str(dtype).removeprefix('torch.')}, {frozen} of {config['num_hidden_layers']} layers frozen, {len(examples):,} examples, "
          f"{int(examples.starts[-1]):,} tokens", flush=True)
    halves = Halves(arguments.base, frozen, device, dtype)
    cache = None
    if frozen and device.type == "cpu" and not arguments.no_cache:
        key = {"frozen": frozen, "weights": _fingerprint(arguments.base / "model.safetensors"), "examples": _fingerprint(arguments.data / "examples.npz"), "dtype": str(dtype)}
        cache = LayerCache(arguments.out / "cache", key, examples, config["hidden_size"])
    plan = Plan(arguments.rate, batch_tokens, arguments.minutes, arguments.epochs, arguments.warmup, arguments.seed, arguments.quantize_from,
                arguments.save_minutes, arguments.check_minutes)
    run = Run(halves, examples, cache, plan, arguments.out, [tokenizer.token_to_id(str(digit)) for digit in range(10)])
    if run.resume():
        print(f"going on after step {run.step}, {run.tokens:,} tokens, {run.seconds / 60:.1f} min", flush=True)
    halves.refresh(quantized=False)
    lists = read_dev(arguments.data / "dev.jsonl", arguments.dev_lists, Encoder(arguments.encoder)) if arguments.dev_lists else []
    check = (lambda: check_dev(halves.model, tokenizer, lists)) if lists else None
    stop = arguments.out / "stop"
    stop.unlink(missing_ok=True)
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _frame: asked.append(received))
    if check is not None and run.step == 0:
        run.run_check(check, _say)  # the learning curve's first point
    ended = run.train(lambda: bool(asked) or stop.exists(), _say, check)
    record = {"ended": ended, "device": seen, "frozen": frozen, "examples": len(examples)}
    _save(save_model, arguments, halves, run, record)
    if check is not None and ended != "stopped":  # after saving: a check on a busy CPU takes minutes
        run.run_check(check, _say)
        _save(save_model, arguments, halves, run, record)
    print(f"{ended}: step {run.step}, {run.tokens:,} tokens, {run.seconds / 60:.1f} min; {arguments.out / 'model'}", flush=True)


def _save(save_model: Any, arguments: argparse.Namespace, halves: Any, run: Any, record: dict[str, Any]) -> None:
    figures = {"steps": run.step, "tokens": run.tokens, "minutes": round(run.seconds / 60, 1), "rate": arguments.rate, "checks": run.checks}
    recent = run.losses[-50:]
    save_model(arguments.out / "model", arguments.base, halves.masters, {**record, **figures, "loss": sum(recent) / max(1, len(recent))})


def _fingerprint(path: Path) -> list[int]:
    """Size and time of change: enough to know a cache's own input again without reading half a gigabyte."""
    return [path.stat().st_size, path.stat().st_mtime_ns]


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    run_step(main)
