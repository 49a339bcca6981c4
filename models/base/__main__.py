"""python -m models.base OUT [--hf DIR]: write the base model as a Hugging Face folder, with its source and licence in base.json."""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.base", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write: config.json, model.safetensors, tokenizer.json, base.json")
    parser.add_argument("--hf", type=Path, metavar="DIR", help="a local Hugging Face folder (llama, qwen2 or qwen3) instead of SmolLM2-135M-Instruct")
    parser.add_argument("--name", help="name to record for a --hf model (default: its folder's name)")
    parser.add_argument("--licence", help="SPDX identifier to record for a --hf model")
    return parser


def main() -> None:
    """Parse the command line, then write the base model."""
    given = arguments().parse_args()
    from models.base.base_folder import Options, write_base_folder  # only now: --help needs no safetensors

    write_base_folder(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
