"""python -m models.first_stage.golden ENCODER OUT: the files that hold the page's first stage to this one.

windows.json, units.json, pieces.json: where texts are cut. late.json: late interaction over vectors that stand in the file, to the last digit. lists.json: lists
read by the encoder; those of --lists are chosen so that no two neighbours lie closer than what 8-bit kernels of two kinds may make of one text.
"""

import argparse
from pathlib import Path

from models.files import run_step


def main() -> None:
    """Parse the command line, write the files."""
    parser = argparse.ArgumentParser(prog="python -m models.first_stage.golden", description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path, help="test/fixtures/first-stage")
    parser.add_argument("--lists", type=Path, help="dev.jsonl of models.data: four of its lists are taken too")
    given = parser.parse_args()
    from models.first_stage.golden_lists import write_golden  # only now: --help needs no onnxruntime

    write_golden(given.encoder, given.out, given.lists)


if __name__ == "__main__":
    run_step(main)
