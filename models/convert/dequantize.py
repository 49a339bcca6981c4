"""python -m models.convert.dequantize MODEL HF_FOLDER OUT: what the page computes with, as a Hugging Face folder for torch (float32).

Read back from the bytes that a browser loads, tensor by tensor; checks of a library (`models.verify`) compare with torch on this folder.
"""

import argparse
import json
import shutil
import struct
from collections.abc import Iterator
from math import prod
from pathlib import Path

import numpy as np

from models.compile.architecture import Architecture, parameter_list, read_architecture
from models.files import BadInput, atomic_folder, read_json, run_step
from models.quantize.convert import expected_shape, read_back, source_rows

COPIED = ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.convert.dequantize", description=__doc__)
    parser.add_argument("model", type=Path, help="model folder that models.convert or models.quantize wrote")
    parser.add_argument("source", type=Path, help="Hugging Face folder that it was made of: its config and tokenizer are copied")
    parser.add_argument("out", type=Path, help="folder to write")
    return parser


def tensor_shapes(a: Architecture, quantization: str) -> dict[str, tuple[int, ...]]:
    """Hugging Face name → shape, in the order in which read_back gives them."""
    shapes = {}
    for parameter in parameter_list(a, quantization):
        if not parameter.name.endswith(".q_weight"):
            columns = expected_shape(parameter)[1:]
            shapes |= {name: (rows, *columns) for name, rows in zip(parameter.sources, source_rows(parameter, a), strict=True)}
    return shapes


def write_float32(path: Path, shapes: dict[str, tuple[int, ...]], tensors: Iterator[tuple[str, np.ndarray]]) -> None:
    """A safetensors file of `tensors`, which come in the order of `shapes`."""
    header, at = {"__metadata__": {"format": "pt"}}, 0
    for name, shape in shapes.items():
        size = 4 * prod(shape)
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for (name, shape), (given, tensor) in zip(shapes.items(), tensors, strict=True):
            assert given == name and tensor.shape == shape, (given, name, tensor.shape, shape)
            file.write(tensor.astype("<f4").tobytes())


def write_dequantized(model: Path, source: Path, out: Path) -> None:
    """Writes `out`, all files or none. BadInput where the two folders are not of one model."""
    a, config = read_architecture(source / "config.json"), read_json(model / "mlc-chat-config.json")
    about = config.get("model_config") or {}
    if (about.get("hidden_size"), about.get("num_hidden_layers"), config.get("vocab_size")) != (a.hidden, a.layers, a.vocab):
        raise BadInput(f"{model} was not made of {source}: hidden size, layers or vocabulary differ")
    with atomic_folder(out) as part:
        for name in COPIED:
            if (source / name).is_file():
                shutil.copyfile(source / name, part / name)
        quantization = config["quantization"]
        write_float32(part / "model.safetensors", tensor_shapes(a, quantization), read_back(model, a, quantization))


def main() -> None:
    """Parse the command line, then write."""
    given = arguments().parse_args()
    write_dequantized(given.model, given.source, given.out)
    print(f"{given.out}: {(given.out / 'model.safetensors').stat().st_size:,} bytes")


if __name__ == "__main__":
    run_step(main)
