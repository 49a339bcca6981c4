"""python -m models.first_stage.teach LISTS OUT --minutes N: all-MiniLM-L6-v2 taught to tell passages by late interaction and cosine, averaged with what it was.

LISTS: a folder written by models.data, with reading.jsonl (lists of eight kinds) and held-out.jsonl. OUT: a Hugging Face folder for `models.first_stage --weights`.
Prints nDCG@10 on the held-out lists for several shares of what was learnt; ship what it makes only where no collection ranks worse by it (models.first_stage.measure).
"""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.first_stage.teach", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", type=Path, help="folder with reading.jsonl and held-out.jsonl of models.data")
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--minutes", type=float, required=True, help="of teaching, at most")
    parser.add_argument("--rate", type=float, default=3e-5, help="learning rate at its height (default 3e-5)")
    parser.add_argument("--batch", type=int, default=8, help="lists a step (default 8)")
    parser.add_argument("--share", type=float, default=0.5, help="of what was learnt, 0 to 1: the weights written lie so far from the untaught ones (default 0.5)")
    parser.add_argument("--held-out", type=int, default=200, help="held-out lists that are checked (default 200)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="default: timed")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--seed", type=int, default=0)
    return parser


def main() -> None:
    """Parse the command line, teach, check, write."""
    given = arguments().parse_args()
    from models.first_stage.teaching import Budget, teach  # only now: --help needs no torch

    teach(given.lists, given.out, Budget(minutes=given.minutes, rate=given.rate, batch=given.batch, share=given.share, held_out=given.held_out,
                                         dtype=given.dtype, threads=given.threads, seed=given.seed))


if __name__ == "__main__":
    run_step(main)
