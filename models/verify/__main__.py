"""`python -m models.verify`: torch's greedy tokens and logits on the dequantized weights; written as a golden file, or held against a library in the
browser. Exit 1 on a mismatch."""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.verify", description=__doc__)
    parser.add_argument("model", type=Path, help="public/models/<id>")
    parser.add_argument("dequantized", type=Path, help="folder that quantize --dequantized wrote")
    parser.add_argument("--write", type=Path, help="golden file to write, for the prefill chunks of all libraries in the folder; no browser is started")
    parser.add_argument("--library", default="software.wasm", help="library to check (default software.wasm); the adapter is SwiftShader for all")
    parser.add_argument("--tokens", type=int, default=8, help="tokens after each prompt (default 8)")
    parser.add_argument("--only", help="numbers of the prompts to check, e.g. 1,2,9 (default all twenty)")
    return parser


def main() -> None:
    """Parse the command line, then write or check."""
    given = arguments().parse_args()
    from models.verify.golden import Options, verify  # only now: --help needs no torch

    verify(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
