"""python -m models.verify.reading_golden DEQUANTIZED HELD_OUT --write FILE: prompts, places and reading scores of torch, which the page's must equal.

In float32 on the dequantized weights. FILE: `tokens` and `tokenTexts`, the two tokens that scores are read off, and `lists` of {query, passages, pieces, ends, idsSha256, scores, apart}:
`pieces` joined are the prompt up to the last passage's line break; `ends` are the places of the line breaks among its tokens, counted from 0; `apart` are the scores of each passage alone behind the query, as [1].
"""

import argparse
from pathlib import Path

from models.files import run_step, write_json
from models.prompt_format import READING_TOKENS


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.verify.reading_golden", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dequantized", type=Path, help="folder that quantize --dequantized wrote")
    parser.add_argument("held_out", type=Path, help="held-out.jsonl of models.data")
    parser.add_argument("--write", type=Path, required=True, help="golden file to write")
    parser.add_argument("--lists", type=int, default=20, help="of them (default 20)")
    parser.add_argument("--tokens", nargs=2, default=READING_TOKENS, metavar="TEXT", help="what scores are read off, one token each (default: the two special ones, of weights that were taught them)")
    return parser


def main() -> None:
    """Parse the command line, then write."""
    given = arguments().parse_args()
    from models.verify.reading_scores import golden  # only now: --help needs no torch

    write_json(given.write, golden(given.dequantized, given.held_out, given.lists, given.tokens))
    print(given.write)


if __name__ == "__main__":
    run_step(main)
