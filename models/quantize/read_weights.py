"""Tensors of a Hugging Face folder, read from safetensors a few rows at a time: weights larger than memory, and no torch.

The format: eight bytes, little endian: the length of a JSON header; the header, name → {dtype, shape, data_offsets}; then the bytes.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models.files import BadInput, read_json

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"
BYTES = {"F32": 4, "F16": 2, "BF16": 2}
LARGEST_HEADER = 100 << 20


@dataclass(frozen=True)
class StoredTensor:
    """A tensor in a file. `offset`: of its first byte in the file; `dtype` is safetensors' word: F32, F16 or BF16."""

    path: Path
    dtype: str
    shape: tuple[int, ...]
    offset: int

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: slice) -> np.ndarray:
        """These rows (whole values of a vector) as float32; only they are read."""
        start, stop, _ = rows.indices(self.shape[0])
        width = int(np.prod(self.shape[1:], dtype=np.int64)) if len(self.shape) > 1 else 1
        size = BYTES[self.dtype]
        with self.path.open("rb") as file:
            file.seek(self.offset + start * width * size)
            data = file.read((stop - start) * width * size)
        if len(data) != (stop - start) * width * size:
            raise BadInput(f"{self.path}: ended while it was read; is it still being downloaded?")
        return as_float32(data, self.dtype).reshape(stop - start, *self.shape[1:])


def as_float32(data: bytes, dtype: str) -> np.ndarray:
    """The values of little-endian F32, F16 or BF16 bytes."""
    if dtype == "BF16":
        return (np.frombuffer(data, "<u2").astype(np.uint32) << 16).view(np.float32)
    return np.frombuffer(data, {"F32": "<f4", "F16": "<f2"}[dtype]).astype(np.float32)


class WeightFiles(Mapping[str, StoredTensor]):
    """All tensors of a folder's safetensors, one file or shards with an index; nothing is read before rows are asked for.

    BadInput for a folder without them, a shard that is missing, and a file that is cut short. `files` are their paths.
    """

    def __init__(self, folder: Path):
        self.files = weight_files(folder)
        self._tensors: dict[str, StoredTensor] = {}
        for path in self.files:
            self._tensors |= read_header(path)

    def __getitem__(self, name: str) -> StoredTensor:
        return self._tensors[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)


def weight_files(folder: Path) -> list[Path]:
    """The safetensors files of a folder in order. BadInput says what lies there instead."""
    index = folder / INDEX
    if index.is_file():
        table = read_json(index).get("weight_map")
        if not isinstance(table, dict) or not table or not all(isinstance(name, str) and Path(name).name == name for name in table.values()):
            raise BadInput(f"{index}: has no weight_map of file names; download the file again")
        paths = [folder / name for name in sorted(set(table.values()))]
        missing = [path.name for path in paths if not path.is_file()]
        if missing:
            raise BadInput(f"{folder}: no {', '.join(missing)}, which {INDEX} lists; download what is missing")
        return paths
    if (folder / SINGLE).is_file():
        return [folder / SINGLE]
    other = sorted(path.name for pattern in ("*.bin", "*.pth", "*.gguf", "*.safetensors") for path in folder.glob(pattern))
    found = f"there are {', '.join(other[:4])}" if other else "nor any other weights"
    raise BadInput(f"{folder}: no {SINGLE} and no {INDEX} ({found}); save the model with transformers' save_pretrained(…, safe_serialization=True)")


def read_header(path: Path) -> dict[str, StoredTensor]:
    """Tensors of one file. BadInput where the file is no safetensors, is cut short, or holds what is not a plain floating-point tensor."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
        if not 2 <= length <= min(LARGEST_HEADER, size - 8):
            raise BadInput(f"{path}: is not a safetensors file, or only its beginning; download it again")
        try:
            header = json.loads(file.read(length))
        except ValueError as error:
            raise BadInput(f"{path}: is not a safetensors file (its header is not JSON); download it again") from error
    tensors, end = {}, 8 + length
    for name, about in header.items():
        if name != "__metadata__":
            tensors[name] = _tensor(path, name, about, 8 + length)
            end = max(end, 8 + length + about["data_offsets"][1])
    if end != size:
        raise BadInput(f"{path}: has {size:,} bytes, its header speaks of {end:,}; download it again")
    return tensors


def _tensor(path: Path, name: str, about: Any, start: int) -> StoredTensor:
    try:
        dtype, shape, (begin, end) = about["dtype"], tuple(about["shape"]), about["data_offsets"]
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path}: says nothing usable of {name}; download it again") from error
    if dtype not in BYTES:
        # of a quantized or an unknown tensor only the name is of use: whoever needs it says why it cannot be used
        return StoredTensor(path, dtype, shape, start + begin)
    if end - begin != BYTES[dtype] * int(np.prod(shape, dtype=np.int64)):
        raise BadInput(f"{path}: {name} is {dtype} {list(shape)} but has {end - begin:,} bytes; download it again")
    return StoredTensor(path, dtype, shape, start + begin)
