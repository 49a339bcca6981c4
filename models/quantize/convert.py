"""Hugging Face weights → records of MLC's layout, and the same weights dequantized under their Hugging Face names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.atomic import BadInput
from models.compile.architecture import Architecture, read_json
from models.compile.parameters import Parameter, parameter_list
from models.quantize.group_q4 import bf16_bits, bf16_round, pack, unpack


@dataclass(frozen=True)
class Record:
    """One tensor as stored. `format` is raw, or f32-to-bf16 (float32 stored as bf16; WebLLM expands it)."""

    parameter: Parameter
    format: str
    data: bytes


def read_weights(folder: Path) -> dict[str, np.ndarray]:
    """All tensors of a folder's safetensors as float32. Raises BadInput if there are none."""
    from safetensors.torch import load_file

    index = folder / "model.safetensors.index.json"
    names = sorted(set(read_json(index)["weight_map"].values())) if index.is_file() else ["model.safetensors"]
    weights: dict[str, np.ndarray] = {}
    for name in names:
        if not (folder / name).is_file():
            raise BadInput(f"{folder}: no {name}")
        weights |= {key: tensor.float().numpy() for key, tensor in load_file(folder / name).items()}
    return weights


def stacked(parameter: Parameter, weights: dict[str, np.ndarray]) -> np.ndarray:
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
