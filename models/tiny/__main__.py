"""`python -m models.tiny`: a toy model of the shipped shape as a Hugging Face folder, for the same steps that follow."""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.tiny", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--steps", type=int, default=1000, help="training steps of 16 lists (default 1000); 0 leaves random weights")
    return parser


def main() -> None:
    """Parse the command line, then train and write the toy model."""
    given = arguments().parse_args()
    from models.tiny.tiny_model import Options, write_tiny_model  # only now: --help needs no torch

    write_tiny_model(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
