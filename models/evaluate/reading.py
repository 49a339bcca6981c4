"""python -m models.evaluate.reading MODEL HELD_OUT --out FILE: the reading score on held-out lists of every kind, and the weight to fuse it with.

Alone, fused with the instant order at several weights, each passage alone with the query, Kendall's tau between two shuffles.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

from models.files import run_step, write_json


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.evaluate.reading", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder: models.train's OUT/model, or what models.quantize --dequantized wrote")
    parser.add_argument("held_out", type=Path, help="held-out.jsonl of models.data")
    parser.add_argument("--out", type=Path, required=True, help="JSON file to write; models.table --reading-weights reads it")
    parser.add_argument("--lists", type=int, help="at most (default: all)")
    parser.add_argument("--batch", type=int, default=8, help="lists side by side (default 8)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="default: timed")
    parser.add_argument("--threads", type=int, help="CPU threads")
    return parser


def main() -> None:
    """Parse the command line, measure, write and print."""
    given = arguments().parse_args()
    from models.evaluate.held_out import held_out_command  # only now: --help needs no torch

    figures, sha256 = held_out_command(given.model, given.held_out, given.lists, given.batch, given.dtype, given.threads)
    write_json(given.out, {"weights": sha256, **asdict(figures)})
    print("kind, lists: instant → alone, fused, apart, fused apart; tau")
    for kind, one in figures.kinds.items():
        low, high = one.against.interval
        print(f"{kind}, {one.lists}: {one.fused['0.0']:.4f} → {one.alone:.4f}, {one.fused[str(figures.weight)]:.4f} ({low:+.4f}, {high:+.4f}), "
              f"{one.apart:.4f}, {one.fused_apart[str(figures.weight_apart)]:.4f}; {one.tau:.3f}")
    print(f"weight {figures.weight}, apart {figures.weight_apart}; {given.out}")


if __name__ == "__main__":
    run_step(main)
