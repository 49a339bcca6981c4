"""`python -m models.quantize`: a Hugging Face folder → the files a browser loads, and the same weights dequantized for torch."""

import argparse
from pathlib import Path

from models.compile.architecture import QUANTIZATIONS
from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.quantize", description=__doc__)
    parser.add_argument("source", type=Path, help="Hugging Face folder: config.json, model.safetensors, tokenizer.json")
    parser.add_argument("out", type=Path, help="model folder; its libraries and documents are left alone")
    parser.add_argument("--quantization", choices=tuple(QUANTIZATIONS), default="q4f32_1")
    parser.add_argument("--context", type=int, default=8192, help="tokens (default 8192)")
    parser.add_argument("--dequantized", type=Path, help="also write a Hugging Face folder of what the browser computes with")
    return parser


def main() -> None:
    """Parse the command line, then quantize."""
    given = arguments().parse_args()
    from models.quantize.write_model import Options, write_model  # only now: --help needs no torch

    write_model(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
