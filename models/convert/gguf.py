"""python -m models.convert.gguf MODEL OUT.gguf: what the page computes with, as a GGUF file for llama.cpp; the same weights to the last bit.

MODEL is a folder of models.convert or models.quantize; tokenizer and conversation go along. With f32 llama.cpp computes as the page does, up to the order
of sums; f16 halves the file, and llama.cpp rounds activations to float16; q4_0 is as small as the page's own weights, and llama.cpp rounds activations to
8 bits. Where a scale does not fit the smaller kind exactly, that matrix is written as f32, and the command says how many were.
"""

import argparse
from pathlib import Path

from models.files import BadInput, run_step, sha256_of, write_json

KINDS = ("f32", "f16", "q4_0")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.convert.gguf", description=__doc__)
    parser.add_argument("model", type=Path, help="model folder that models.convert or models.quantize wrote")
    parser.add_argument("out", type=Path, help="the .gguf to write")
    parser.add_argument("--list", type=Path, metavar="JSON", help="also write what the file holds: each tensor's shape, kind and sha256 (for tests of other writers)")
    parser.add_argument("--type", choices=KINDS, default="f32", dest="kind", help="of matrices (default f32); vectors are always f32")
    return parser


def weight_hashes(model: Path) -> dict[str, str]:
    """Which weights and tokenizer a list was made of."""
    return {path.name: sha256_of(path) for path in [*sorted(model.glob("params_shard_*.bin")), model / "tokenizer.json"]}


def main() -> None:
    """Parse the command line, then write."""
    given = arguments().parse_args()
    if given.out.suffix != ".gguf":
        raise BadInput(f"{given.out}: the file must end in .gguf")
    from models.convert.gguf_file import list_tensors, write_gguf  # only now: --help needs no gguf

    larger = write_gguf(given.model, given.out, given.kind)
    if given.list:
        write_json(given.list, {"schema": 1, "model": given.model.name, "weights": weight_hashes(given.model), "tensors": list_tensors(given.out)})
    print(f"{given.out}: {given.out.stat().st_size:,} bytes, {given.kind}{f'; {larger} matrices do not fit it exactly and are f32' if larger else ''}")


if __name__ == "__main__":
    run_step(main)
