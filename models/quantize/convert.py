"""Hugging Face weights → records of MLC's layout in params_shard_N.bin, and the same weights dequantized under their Hugging Face names."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.torch import load_file

from models.compile.architecture import Architecture, Parameter, parameter_list
from models.files import BadInput, read_json
from models.quantize.group_q4 import bf16_bits, bf16_round, pack, unpack

SHARD_BYTES = 32 << 20  # of one file to download


@dataclass(frozen=True)
class Record:
    """One tensor as stored. `format` is raw, or f32-to-bf16 (float32 stored as bf16; WebLLM expands it)."""

    parameter: Parameter
    format: str
    data: bytes


def read_weights(folder: Path) -> dict[str, np.ndarray]:
    """All tensors of a folder's safetensors as float32. Raises BadInput if there are none."""
    index = folder / "model.safetensors.index.json"
    names = sorted(set(read_json(index)["weight_map"].values())) if index.is_file() else ["model.safetensors"]
    weights: dict[str, np.ndarray] = {}
    for name in names:
        if not (folder / name).is_file():
            raise BadInput(f"{folder}: no {name}")
        weights |= {key: tensor.float().numpy() for key, tensor in load_file(folder / name).items()}
    return weights


def stacked(parameter: Parameter, weights: dict[str, np.ndarray]) -> np.ndarray:
    """The rows of its sources one under another. BadInput where one is missing or holds a value that is not finite."""
    missing = [name for name in parameter.sources if name not in weights]
    if missing:
        raise BadInput(f"the weights have no {missing[0]} (needed for {parameter.name})")
    array = np.concatenate([weights[name] for name in parameter.sources])
    if not np.isfinite(array).all():
        raise BadInput(f"{parameter.sources[0]} holds values that are not finite")
    return array


def convert(architecture: Architecture, quantization: str, weights: dict[str, np.ndarray],
            dequantized: dict[str, np.ndarray]) -> Iterator[Record]:
    """Yields the records in the library's order and fills `dequantized` on the way. Raises BadInput on a missing or misshapen tensor."""
    half = quantization == "q4f16_1"
    packed: tuple[np.ndarray, np.ndarray] | None = None

    def keep(parameter: Parameter, array: np.ndarray) -> None:
        at = 0
        for name in parameter.sources:
            dequantized[name] = np.ascontiguousarray(array[at : at + len(weights[name])])
            at += len(weights[name])

    def rounded(array: np.ndarray) -> np.ndarray:
        return array.astype(np.float16).astype(np.float32) if half else bf16_round(array)

    for parameter in parameter_list(architecture, quantization):
        if parameter.name.endswith(".q_weight"):
            matrix = stacked(parameter, weights)
            if matrix.shape[0] != parameter.shape[0] or matrix.shape[1] != parameter.shape[1] * 8:
                raise BadInput(f"{parameter.name}: found {matrix.shape}, expected {(parameter.shape[0], parameter.shape[1] * 8)}")
            packed = pack(matrix, round_scale=rounded)
            keep(parameter, unpack(*packed))
            yield Record(parameter, "raw", packed[0].astype("<u4").tobytes())
            continue
        if parameter.name.endswith(".q_scale"):
            array = packed[1]
        else:
            array = rounded(stacked(parameter, weights))
            if array.shape != parameter.shape:
                raise BadInput(f"{parameter.name}: found {array.shape}, expected {parameter.shape}")
            keep(parameter, array)
        if half:
            yield Record(parameter, "raw", array.astype("<f2").tobytes())
        else:
            yield Record(parameter, "f32-to-bf16", bf16_bits(array).astype("<u2").tobytes())


def write_shards(records: Iterable[Record], out: Path, limit: int = SHARD_BYTES) -> dict[str, Any]:
    """Writes the shards and tensor-cache.json into `out`; returns the latter's content. A shard exceeds `limit` only if one tensor does."""
    shards: list[dict[str, Any]] = []
    listed: list[dict[str, Any]] = []
    chunk = bytearray()
    total = count = values = 0

    def flush() -> None:
        nonlocal listed, chunk
        if not listed:
            return
        name = f"params_shard_{len(shards)}.bin"
        (out / name).write_bytes(chunk)
        shards.append({"dataPath": name, "format": "raw-shard", "nbytes": len(chunk), "records": listed})
        listed, chunk = [], bytearray()

    for record in records:
        if len(chunk) + len(record.data) > limit:
            flush()
        parameter = record.parameter
        listed.append({
            "name": parameter.name,
            "shape": list(parameter.shape),
            "dtype": parameter.dtype,
            "format": record.format,
            "nbytes": len(record.data),
            "byteOffset": len(chunk),
        })
        chunk += record.data
        total += len(record.data)
        count += 1
        size = 1
        for extent in parameter.shape:
            size *= extent
        values += 8 * size if parameter.name.endswith(".q_weight") else 0 if parameter.name.endswith(".q_scale") else size
    flush()
    cache = {
        "metadata": {"ParamSize": count, "ParamBytes": total, "BitsPerParam": round(8 * total / values, 3)},
        "records": shards,
    }
    (out / "tensor-cache.json").write_text(json.dumps(cache, indent=1) + "\n", encoding="utf-8")
    return cache
