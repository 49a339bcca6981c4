"""python -m models.quantize.loosen ROUNDED BASE OUT: shipped weights as a start for training that rounding to 4 bits does not take back.

On the grid, a weight has to move half a step before rounding tells; what a short training does is smaller than that, and all of it rounds away. Each weight
is therefore put as near to the base's as still rounds to the same step: the folder rounds to exactly the shipped weights, and of weights that stand
anywhere between two steps, small changes take some across.
"""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.quantize.loosen", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounded", type=Path, help="folder that models.convert.dequantize wrote of the shipped model")
    parser.add_argument("base", type=Path, help="folder written by models.base")
    parser.add_argument("out", type=Path, help="folder to write; models.train starts from it")
    return parser


def main() -> None:
    """Parse the command line, then write."""
    given = arguments().parse_args()
    from models.quantize.loosening import write_loosened  # only now: --help needs no torch

    share = write_loosened(given.rounded, given.base, given.out)
    print(f"{given.out}: {share:.0%} of the layers' weights moved, none to another step")


if __name__ == "__main__":
    run_step(main)
