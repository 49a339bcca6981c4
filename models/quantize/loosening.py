"""Weights on the 4-bit grid, moved off it toward the base's own as far as they still round to the same steps."""

import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from models.compile.architecture import GROUP
from models.files import BadInput, atomic_folder
from models.quantize.rounding import MOST
from models.train.halves import fake_quant

REACH = 0.49  # of a step, each way


def loosened(rounded: torch.Tensor, base: torch.Tensor) -> torch.Tensor:
    """float32 [N, K], both → [N, K] between them, which fake_quant takes back to `rounded`.

    A value that spans its group of 32 (seven steps either way) stays: the group's step is found from it.
    """
    groups, wanted = rounded.reshape(len(rounded), -1, GROUP), base.reshape(len(base), -1, GROUP)
    largest = groups.abs().amax(-1, keepdim=True)
    reach = REACH * largest / MOST
    moved = torch.where(groups.abs() == largest, groups, torch.minimum(torch.maximum(wanted, groups - reach), groups + reach))
    return moved.reshape(rounded.shape)


def write_loosened(rounded: Path, base: Path, out: Path) -> float:
    """A Hugging Face folder, whole or not at all; returns the share of the layers' weights that moved. BadInput where the folders are not of one shape."""
    weights, wanted = load_file(rounded / "model.safetensors"), load_file(base / "model.safetensors")
    count = moved = 0
    for name, value in weights.items():
        if ".layers." not in name or value.dim() != 2:
            continue
        if name not in wanted or wanted[name].shape != value.shape:
            raise BadInput(f"{base} has no {name} of shape {tuple(value.shape)}: it is not the base of {rounded}")
        weights[name] = loosened(value.float(), wanted[name].float()).contiguous()
        if not torch.equal(fake_quant(weights[name]), value.float()):
            raise BadInput(f"{rounded}: {name} is not on the 4-bit grid; give a folder that models.convert.dequantize wrote")
        count, moved = count + value.numel(), moved + int((weights[name] != value).sum())
    with atomic_folder(out) as part:
        save_file(weights, part / "model.safetensors", metadata={"format": "pt"})
        for file in rounded.glob("*.json"):
            shutil.copyfile(file, part / file.name)
    return moved / max(1, count)
