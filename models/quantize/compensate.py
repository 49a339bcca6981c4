"""python -m models.quantize.compensate MODEL LISTS OUT: weights rounded to 4 bits so that what the layers make of real prompts changes least.

GPTQ (arXiv 2210.17323): column by column, the error of each rounding is made up for in the columns that are still to be rounded, weighed by how the
layer's inputs go together. OUT is a Hugging Face folder whose values models.quantize stores exactly. Weights that are on the 4-bit grid already stay.

Why it is needed: what a short training changes is small beside a step of 4 bits, and plain rounding takes most of it back.
"""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.quantize.compensate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder: models.train's OUT/model")
    parser.add_argument("lists", type=Path, help="reading.jsonl of models.data: what is read to see the layers' inputs")
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--count", type=int, default=96, help="lists to read (default 96)")
    return parser


def main() -> None:
    """Parse the command line, then round."""
    given = arguments().parse_args()
    from models.quantize.rounding import write_rounded  # only now: --help needs no torch

    write_rounded(given.model, given.lists, given.count, given.out)
    print(given.out)


if __name__ == "__main__":
    run_step(main)
