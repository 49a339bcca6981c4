"""python -m models.data DATA BASE OUT: lists for the reading score, listwise training examples, and the held-out dev and test questions."""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.data", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with wiki_passages.jsonl[.xz], questions.jsonl[.xz], textbooks-and-medquad.tar.xz or its files, eval-collections.tar.xz or its folders")
    parser.add_argument("base", type=Path, help="folder written by models.base (for its tokenizer)")
    parser.add_argument("out", type=Path, help="folder to write: examples.npz, examples.jsonl, dev.jsonl, test.jsonl, reading.jsonl, held-out.jsonl, data.json")
    parser.add_argument("--encoder", type=Path, default=Path("public/models/all-minilm-l6-v2-int8"), help="folder written by models.first_stage")
    parser.add_argument("--examples", type=int, default=16000, help="at most so many examples of thoughts and answers (default 16000; 0: none)")
    parser.add_argument("--reading", type=int, default=12000, metavar="N", help="lists for the reading score (default 12000; 0: none)")
    parser.add_argument("--held-out", type=int, default=400, metavar="N", help="held-out lists of the same kinds (default 400)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=3, metavar="N", help="print N examples (default 3)")
    return parser


def main() -> None:
    """Parse the command line, then make the data."""
    given = arguments().parse_args()
    from models.data.make_data import Options, make_data  # only now: --help needs neither tokenizers nor onnxruntime

    make_data(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
