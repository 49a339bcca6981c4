"""python -m models.evaluate MODEL --collection DIR | --lists FILE --out DIR: nDCG@10 before and after reranking, with torch.

MODEL is a Hugging Face folder: models.train's OUT/model, or what models.quantize --dequantized wrote (that is what the page computes with).
Run it again with the same --out to go on after a stop. A query whose output could not be read counts with the first stage's order.
"""

import argparse
from pathlib import Path

from models.files import run_step

ENCODER = Path(__file__).parents[2] / "public" / "models" / "all-minilm-l6-v2-int8"


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--collection", type=Path, metavar="DIR", help="BEIR-style folder; without a .run file BM25 is computed here")
    source.add_argument("--lists", type=Path, metavar="FILE", help="dev.jsonl or test.jsonl of models.data")
    parser.add_argument("--out", type=Path, required=True, help="folder for results.jsonl, settings.json, summary.json")
    parser.add_argument("--queries", type=int, default=100, help="at most (default 100)")
    parser.add_argument("--depth", type=int, default=10, help="candidates a query (default 10; more are read in sliding windows)")
    parser.add_argument("--mode", choices=("locked", "constrained", "free"), default="locked",
                        help="as the page's setting: locked (default): only a permutation, and quotes copied from the passage they cite; "
                        "constrained: only a permutation; free: whatever is written is parsed")
    parser.add_argument("--first-stage", choices=("fused", "given"), default="fused",
                        help="fused (default): BM25 and MiniLM, as the page; given: the order and scores as handed over")
    parser.add_argument("--encoder", type=Path, default=ENCODER, help="folder written by models.first_stage (default: the one that is shipped)")
    parser.add_argument("--scores", choices=("run", "list"), default="run", help="BM25's side: the run's scores (default) or BM25 of the list")
    parser.add_argument("--prior-weight", type=float, help="of the first stage's z-scores on identifiers (default: the template's); 0: none")
    parser.add_argument("--passage-words", type=int, help="words a passage (default: the template's)")
    parser.add_argument("--thought-tokens", type=int, help="budget of a thought (default: the template's)")
    parser.add_argument("--template", choices=("glassrank-1", "glassrank-2"), default="glassrank-2",
                        help="what MODEL was taught with (default glassrank-2: no first-stage score in the prompt)")
    parser.add_argument("--batch", type=int, default=8, help="queries side by side (default 8)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="default: timed")
    parser.add_argument("--threads", type=int, help="CPU threads")
    return parser


def main() -> None:
    """Parse the command line, then evaluate."""
    given = arguments().parse_args()
    from models.evaluate.evaluate import Options, evaluate  # only now: --help needs no torch

    evaluate(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
