"""python -m models.first_stage.measure ENCODER --data DATA --lists LISTS --out OUT: the orders that need no language model, on many queries.

The same sets and samples as models.table. The same command goes on after a stop.
"""

import argparse
import sys
from pathlib import Path

from models.files import run_step

SETS = "test,dev,scifact,cranfield,cisi,xquad_en,xquad_ru,xquad_zh"


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.first_stage.measure", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path, help="folder written by models.first_stage, e.g. public/models/all-minilm-l6-v2-int8")
    parser.add_argument("--data", type=Path, help="folder with eval-collections.tar.xz or the unpacked collections")
    parser.add_argument("--lists", type=Path, help="folder with dev.jsonl and test.jsonl of models.data")
    parser.add_argument("--out", type=Path, required=True, help="folder for the first stage's answers and first-stage.json")
    parser.add_argument("--sets", default=SETS, help=f"names, comma-separated (default {SETS})")
    parser.add_argument("--queries", type=int, default=300, help="of each set, at most (default 300)")
    parser.add_argument("--depth", type=int, default=10, help="candidates of each query (default 10)")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads (default: all)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="Markdown file to put the table into, between its markers")
    return parser


def main() -> None:
    """Parse the command line, measure, write the table."""
    given = arguments().parse_args()
    from models.first_stage.measured import measure  # only now: --help needs no onnxruntime

    measure(given, sys.argv[1:])


if __name__ == "__main__":
    run_step(main)
