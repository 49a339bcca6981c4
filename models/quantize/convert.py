"""Hugging Face weights → records of MLC's layout in params_shard_N.bin, and the same weights dequantized under their Hugging Face names.

Matrices are in symmetric 4-bit groups as MLC stores them: 32 columns a group, weight = (nibble - 7) * scale, eight nibbles a word, lowest first.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.torch import load_file

from models.compile.architecture import GROUP, PER_WORD, Architecture, Parameter, parameter_list
from models.files import BadInput, read_json

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


def bf16_bits(x: np.ndarray) -> np.ndarray:
    """float32 → the upper 16 bits (uint16), rounded to nearest even."""
    bits = np.ascontiguousarray(x, np.float32).view(np.uint32)
    return ((((bits >> 16) & 1) + 0x7FFF + bits) >> 16).astype(np.uint16)


def bf16_round(x: np.ndarray) -> np.ndarray:
    """float32 → the nearest value that bf16 can hold, as float32."""
    return (bf16_bits(x).astype(np.uint32) << 16).view(np.float32).reshape(np.shape(x))


def pack(weight: np.ndarray, round_scale=bf16_round) -> tuple[np.ndarray, np.ndarray]:
    """float32 [N, K] → words uint32 [N, K/8] and scales float32 [N, K/32]. Nibbles are 0–14; the scale is rounded before it is used."""
    rows, columns = weight.shape
    groups = np.asarray(weight, np.float32).reshape(rows, columns // GROUP, GROUP)
    scale = round_scale(np.abs(groups).max(-1) / np.float32(7))
    steps = np.rint(groups / np.where(scale == 0, np.float32(1), scale)[..., None])
    nibbles = (np.clip(steps, -7, 7) + 7).astype(np.uint32).reshape(rows, columns // PER_WORD, PER_WORD)
    shifts = np.arange(0, 4 * PER_WORD, 4, dtype=np.uint32)
    return np.bitwise_or.reduce(nibbles << shifts, axis=-1), scale


def unpack(words: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """The float32 [N, K] that a library computes with."""
    shifts = np.arange(0, 4 * PER_WORD, 4, dtype=np.uint32)
    nibbles = ((words[..., None] >> shifts) & np.uint32(15)).reshape(words.shape[0], -1, GROUP)
    return ((nibbles.astype(np.float32) - 7) * scales.astype(np.float32)[..., None]).reshape(words.shape[0], -1)


def round_trip(weight: np.ndarray) -> np.ndarray:
    """The weight as it comes back after quantization."""
    return unpack(*pack(weight))
