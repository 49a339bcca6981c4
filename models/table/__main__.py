"""python -m models.table MODEL --data DATA --lists LISTS --out OUT: the whole evaluation table, every system on the same lists.

MODEL is the Hugging Face folder of what the page computes with (models.quantize --dequantized). Everything starts from the first stage's order.
The same command goes on after a stop: at most one batch is lost. Results of other weights are kept apart, so OUT can serve several.
"""

import argparse
from pathlib import Path

from models.files import run_step

SETS = "test,dev,scifact,cranfield,cisi,xquad_en"
ENCODER = Path(__file__).parents[2] / "public" / "models" / "all-minilm-l6-v2-int8"


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.table", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder of the shipped weights, dequantized")
    parser.add_argument("--data", type=Path, help="folder with eval-collections.tar.xz or the unpacked collections")
    parser.add_argument("--lists", type=Path, help="folder with dev.jsonl and test.jsonl of models.data")
    parser.add_argument("--out", type=Path, required=True, help="folder for results, first-stage answers and table.json")
    parser.add_argument("--sets", default=SETS, help=f"names, comma-separated (default {SETS})")
    parser.add_argument("--systems", help="rows that ask a model, comma-separated: reading, reading-apart, fused, fused-apart, fused-think, think, no-think, think-no-prior, base, full-precision "
                        "(default: all whose weights are given), or none")
    parser.add_argument("--queries", type=int, default=100, help="of each set at depth 10, at most (default 100)")
    parser.add_argument("--deep-queries", type=int, default=40, help="at depth 20 (default 40; 0: leave it out)")
    parser.add_argument("--think-queries", type=int, help="of each set and depth for rows that write a thought, at most (default: as the others; 0: leave these rows out)")
    parser.add_argument("--base", type=Path, help="folder of the base model, for the zero-shot row")
    parser.add_argument("--full-precision", type=Path, help="folder of the trained weights before quantization, for its cost on the test lists")
    parser.add_argument("--shuffles", type=int, default=3, help="of each set's lists at depth 10, for order sensitivity (written orders: of the test lists alone; default 3; 0: leave it out)")
    parser.add_argument("--shuffle-queries", type=int, default=40, help="lists that are shuffled (default 40)")
    parser.add_argument("--encoder", type=Path, default=ENCODER, help="folder written by models.first_stage (default: the one that is shipped)")
    parser.add_argument("--prior-weight", type=float, help="of the first stage's z-scores on identifiers (default: the template's)")
    parser.add_argument("--thought-tokens", type=int, help="budget of a thought (default: the template's)")
    parser.add_argument("--passage-words", type=int, help="words a passage (default: the template's)")
    parser.add_argument("--template", choices=("glassrank-1", "glassrank-2"), default="glassrank-2",
                        help="what MODEL was taught with (default glassrank-2: reading scores, no first-stage score in the prompt)")
    parser.add_argument("--reading-weights", type=Path, metavar="FILE", help="what models.evaluate.reading wrote: the reading score's weight (default: 0.5)")
    parser.add_argument("--batch", type=int, default=32, help="lists side by side (default 32)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="default: timed, once for OUT")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--minutes", type=float, help="begin no batch that would end later; the table then says how many queries each row has")
    parser.add_argument("--write", type=Path, metavar="FILE", help="Markdown file to put the table into, between its markers")
    return parser


def main() -> None:
    """Parse the command line, then measure and write the table."""
    given = arguments().parse_args()
    from models.table.measure import Options, measure  # only now: --help needs no torch

    measure(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
