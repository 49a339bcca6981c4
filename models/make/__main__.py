"""python -m models.make DATA WORK --minutes M: from the base model to a folder that can be shipped, on a GPU or a CPU.

Base, data, training, quantization, the reading score's weight, golden files, card and manifest: each step is a command of its own that is printed before it
runs. What WORK holds already is not made again, so after a stop the same command goes on; training goes on within its step.
"""

import argparse
from pathlib import Path

from models.files import run_step

SHIPPED = Path(__file__).parents[2] / "public" / "models" / "glassrank-135m-q4f32_1"


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.make", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the passages, questions, textbooks and evaluation collections")
    parser.add_argument("work", type=Path, help="folder for all that is made; the model to ship is WORK/ID")
    parser.add_argument("--minutes", type=float, required=True, help="of training, over all runs of WORK")
    parser.add_argument("--id", default=SHIPPED.name, help=f"of the model, with a card in models/manifest/cards (default {SHIPPED.name})")
    parser.add_argument("--title", default="Glassrank 135M", help="shown to the user (default Glassrank 135M)")
    parser.add_argument("--libraries", type=Path, default=SHIPPED, help="folder with the *.wasm of a model of the same shape (default: the shipped one)")
    parser.add_argument("--reading", type=int, default=12000, help="lists for the reading score (default 12000; a GPU reads 200000 in an hour)")
    parser.add_argument("--examples", type=int, default=4000, help="examples of thoughts and answers (default 4000)")
    parser.add_argument("--frozen", type=int, help="lower layers left as they are (default: 0 on a GPU, two fifths on a CPU)")
    parser.add_argument("--start", type=Path, help="model folder of the same shape to go on from, as the page loads it (default: the base)")
    return parser


def main() -> None:
    """Parse the command line, then make what is missing."""
    given = arguments().parse_args()
    from models.make.steps import Options, make  # only now: --help needs no torch

    make(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
