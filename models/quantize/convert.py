"""Hugging Face weights → records of MLC's layout in params_shard_N.bin, and back.

Matrices are in symmetric 4-bit groups as MLC stores them: 32 columns a group, weight = (nibble - 7) * scale, eight nibbles a word, lowest first.
A record is made only when it is written, some rows at a time: the largest that is held is one packed matrix.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from models.compile.architecture import GROUP, PER_WORD, Architecture, Parameter, parameter_list
from models.files import BadInput, atomic_file, read_json
from models.quantize.read_weights import as_float32

SHARD_BYTES = 32 << 20  # of one file to download
BLOCK_VALUES = 4 << 20  # float32 values that are packed at a time


class Rows(Protocol):
    """A tensor that is read by rows: a StoredTensor, or an array."""

    shape: tuple[int, ...]

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice) -> np.ndarray: ...


Weights = Mapping[str, Rows]


@dataclass(frozen=True)
class Record:
    """One tensor as stored. `format` is raw, or f32-to-bf16 (float32 stored as bf16; WebLLM expands it). `make` gives its `nbytes` bytes."""

    parameter: Parameter
    format: str
    nbytes: int
    make: Callable[[], bytes]


def expected_shape(parameter: Parameter) -> tuple[int, ...]:
    """Of the tensor that its sources make, one under another."""
    rows, *columns = parameter.shape
    factor = PER_WORD if parameter.name.endswith(".q_weight") else GROUP if parameter.name.endswith(".q_scale") else 1
    return (rows, *(factor * extent for extent in columns))


def check_sources(parameter: Parameter, weights: Weights) -> None:
    """BadInput where a source is missing, or what they make has another shape than the library takes."""
    missing = [name for name in parameter.sources if name not in weights]
    if missing:
        raise BadInput(f"the weights have no {missing[0]} (needed for {parameter.name})")
    shapes = [tuple(weights[name].shape) for name in parameter.sources]
    wanted = expected_shape(parameter)
    if sum(shape[0] for shape in shapes) != wanted[0] or any(shape[1:] != wanted[1:] for shape in shapes):
        found = " + ".join(str(list(shape)) for shape in shapes)
        raise BadInput(f"{' + '.join(parameter.sources)}: found {found}, expected {list(wanted)} rows and columns for {parameter.name}; "
                       "config.json and the weights are of different models")


def blocks(parameter: Parameter, weights: Weights) -> Iterator[tuple[int, np.ndarray]]:
    """(first row, float32 rows) of its sources one under another. BadInput where a value is not finite."""
    at = 0
    for name in parameter.sources:
        tensor = weights[name]
        step = max(1, BLOCK_VALUES // max(1, prod(tensor.shape[1:])))
        for start in range(0, len(tensor), step):
            rows = np.asarray(tensor[start : start + step], np.float32)
            if not np.isfinite(rows).all():
                raise BadInput(f"{name} holds values that are not finite")
            yield at + start, rows
        at += len(tensor)


class Packer:
    """Matrices in 4 bits. The last one is kept: its words and its scales are asked for one after the other."""

    def __init__(self, weights: Weights, rounded: Callable[[np.ndarray], np.ndarray]):
        self.weights, self.rounded = weights, rounded
        self.name, self.packed = "", (np.empty(0, np.uint32), np.empty(0, np.float32))

    def pack(self, parameter: Parameter) -> tuple[np.ndarray, np.ndarray]:
        """Words uint32 [N, K/8] and scales float32 [N, K/32] of the matrix that a q_weight or q_scale belongs to."""
        name = parameter.name.rpartition(".")[0]
        if name != self.name:
            rows, columns = expected_shape(parameter)
            words, scales = np.empty((rows, columns // PER_WORD), "<u4"), np.empty((rows, columns // GROUP), np.float32)
            for at, block in blocks(parameter, self.weights):
                words[at : at + len(block)], scales[at : at + len(block)] = pack(block, round_scale=self.rounded)
            self.name, self.packed = name, (words, scales)
        return self.packed


def convert(architecture: Architecture, quantization: str, weights: Weights) -> Iterator[Record]:
    """Yields the records in the library's order. Raises BadInput on a missing or misshapen tensor, and when a record is made of what is not finite."""
    half = quantization == "q4f16_1"
    rounded = half_round if half else bf16_round
    packer = Packer(weights, rounded)

    def stored(array: np.ndarray) -> bytes:
        if not np.isfinite(array).all():
            raise BadInput("a scale or a norm is too large for float16; use --quantization q4f32_1")
        return (array.astype("<f2") if half else bf16_bits(array).astype("<u2")).tobytes()

    def vector(parameter: Parameter) -> bytes:
        return stored(rounded(np.concatenate([block for _, block in blocks(parameter, weights)])))

    for parameter in parameter_list(architecture, quantization):
        check_sources(parameter, weights)
        values, small = prod(parameter.shape), "raw" if half else "f32-to-bf16"
        if parameter.name.endswith(".q_weight"):
            yield Record(parameter, "raw", 4 * values, lambda p=parameter: packer.pack(p)[0].tobytes())
        elif parameter.name.endswith(".q_scale"):
            yield Record(parameter, small, 2 * values, lambda p=parameter: stored(packer.pack(p)[1]))
        else:
            yield Record(parameter, small, 2 * values, lambda p=parameter: vector(p))


@dataclass(frozen=True)
class Shard:
    """One file of records, and what tensor-cache.json says of it."""

    name: str
    records: tuple[Record, ...]

    @property
    def nbytes(self) -> int:
        return sum(record.nbytes for record in self.records)

    def to_json(self) -> dict[str, Any]:
        """Its entry in tensor-cache.json."""
        listed, at = [], 0
        for record in self.records:
            about = record.parameter
            listed.append({"name": about.name, "shape": list(about.shape), "dtype": about.dtype, "format": record.format,
                           "nbytes": record.nbytes, "byteOffset": at})
            at += record.nbytes
        return {"dataPath": self.name, "format": "raw-shard", "nbytes": at, "records": listed}


def plan_shards(records: Iterable[Record], limit: int = SHARD_BYTES) -> list[Shard]:
    """Which record lies in which file, in order; nothing is made yet. A shard exceeds `limit` only if one tensor does."""
    shards: list[list[Record]] = []
    size = limit
    for record in records:
        if not shards or size + record.nbytes > limit:
            shards.append([])
            size = 0
        shards[-1].append(record)
        size += record.nbytes
    return [Shard(f"params_shard_{number}.bin", tuple(one)) for number, one in enumerate(shards)]


def write_shard(shard: Shard, out: Path) -> None:
    """Whole or not at all, record by record."""
    with atomic_file(out / shard.name, "wb") as file:
        for record in shard.records:
            data = record.make()
            assert len(data) == record.nbytes, record.parameter
            file.write(data)


def tensor_cache(shards: Iterable[Shard]) -> dict[str, Any]:
    """What tensor-cache.json holds."""
    shards = list(shards)
    records = [record for shard in shards for record in shard.records]
    total = sum(record.nbytes for record in records)
    values = sum(prod(expected_shape(record.parameter)) for record in records if not record.parameter.name.endswith(".q_scale"))
    return {"metadata": {"ParamSize": len(records), "ParamBytes": total, "BitsPerParam": round(8 * total / values, 3)},
            "records": [shard.to_json() for shard in shards]}


def write_shards(records: Iterable[Record], out: Path, limit: int = SHARD_BYTES) -> dict[str, Any]:
    """Writes the shards and tensor-cache.json into `out`; returns the latter's content."""
    shards = plan_shards(records, limit)
    for shard in shards:
        write_shard(shard, out)
    cache = tensor_cache(shards)
    write_tensor_cache(out, cache)
    return cache


def write_tensor_cache(out: Path, cache: dict[str, Any]) -> None:
    """tensor-cache.json in `out`."""
    (out / "tensor-cache.json").write_text(json.dumps(cache, indent=1) + "\n", encoding="utf-8")


def read_parameters(folder: Path, architecture: Architecture, quantization: str) -> Iterator[tuple[Parameter, np.ndarray, np.ndarray | None]]:
    """Out of the bytes that a browser loads: (its scale's parameter, words uint32 [N, K/8], scales float32 [N, K/32]) of a matrix, (parameter, float32
    values, None) of a vector. BadInput where the folder has no such tensor."""
    records = {record["name"]: (folder / shard["dataPath"], record)
               for shard in read_json(folder / "tensor-cache.json")["records"] for record in shard["records"]}

    def values(parameter: Parameter) -> np.ndarray:
        if parameter.name not in records:
            raise BadInput(f"{folder}: tensor-cache.json has no {parameter.name}: another shape than mlc-chat-config.json says, or another layout than MLC's")
        path, record = records[parameter.name]
        with path.open("rb") as file:
            file.seek(record["byteOffset"])
            data = file.read(record["nbytes"])
        kind = "BF16" if record["format"] == "f32-to-bf16" else {"float16": "F16", "float32": "F32"}.get(parameter.dtype)
        return (as_float32(data, kind) if kind else np.frombuffer(data, "<u4")).reshape(parameter.shape)

    words = np.empty(0, np.uint32)
    for parameter in parameter_list(architecture, quantization):
        if parameter.name.endswith(".q_weight"):
            words = values(parameter)
            continue
        if parameter.name.endswith(".q_scale"):
            yield parameter, words, values(parameter)
        else:
            yield parameter, values(parameter), None


def read_back(folder: Path, architecture: Architecture, quantization: str) -> Iterator[tuple[str, np.ndarray]]:
    """(Hugging Face name, float32) of every tensor of a model folder: what its libraries compute with."""
    for parameter, stored, scales in read_parameters(folder, architecture, quantization):
        whole = stored if scales is None else unpack(stored, scales)
        at = 0
        for name, rows in zip(parameter.sources, source_rows(parameter, architecture), strict=True):
            yield name, np.ascontiguousarray(whole[at : at + rows])
            at += rows


def source_rows(parameter: Parameter, a: Architecture) -> list[int]:
    """How many rows each source has."""
    if len(parameter.sources) == 3:
        return [a.heads * a.head_dim, a.kv_heads * a.head_dim, a.kv_heads * a.head_dim]
    return [parameter.shape[0] // len(parameter.sources)] * len(parameter.sources)


def bf16_bits(x: np.ndarray) -> np.ndarray:
    """float32 → the upper 16 bits (uint16), rounded to nearest even."""
    bits = np.ascontiguousarray(x, np.float32).view(np.uint32)
    return ((((bits >> 16) & 1) + 0x7FFF + bits) >> 16).astype(np.uint16)


def bf16_round(x: np.ndarray) -> np.ndarray:
    """float32 → the nearest value that bf16 can hold, as float32."""
    return (bf16_bits(x).astype(np.uint32) << 16).view(np.float32).reshape(np.shape(x))


def half_round(x: np.ndarray) -> np.ndarray:
    """float32 → the nearest value that float16 can hold, as float32."""
    return np.asarray(x, np.float32).astype(np.float16).astype(np.float32)


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
