"""python -m models.first_stage OUT: all-MiniLM-L6-v2 from its PyPI package as int8 ONNX, for the page's instant first order."""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.first_stage", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write, e.g. public/models/all-minilm-l6-v2-int8")
    parser.add_argument("--weights", type=Path, metavar="FOLDER", help="taught weights of models.first_stage.teach (default: the package's own)")
    return parser


def main() -> None:
    """Parse the command line, then write the encoder."""
    given = arguments().parse_args()
    from models.first_stage.export import export_encoder  # only now: --help needs no torch

    export_encoder(given.out, given.weights)


if __name__ == "__main__":
    run_step(main)
