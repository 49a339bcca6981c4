"""What a run needs to go on where it stopped, and the Hugging Face folder that later steps read."""

import os
import shutil
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from models.files import BadInput, atomic_folder, write_json

STATE = "state.pt"


def save_state(folder: Path, state: dict[str, Any]) -> None:
    """state.pt, written beside and renamed: a run killed while saving keeps the state before."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / (STATE + ".part")
    try:
        torch.save(state, part)
        os.replace(part, folder / STATE)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def load_state(folder: Path, masters: dict[str, torch.nn.Parameter]) -> dict[str, Any] | None:
    """The state saved in `folder`, None when there is none; BadInput when it belongs to a model of another shape."""
    path = folder / STATE
    if not path.is_file():
        return None
    try:
        state = torch.load(path, weights_only=True)
        saved = {name: tuple(value.shape) for name, value in state["masters"].items()}
    except (RuntimeError, KeyError, EOFError, ValueError, UnpicklingError):
        raise BadInput(f"{path} is not a training state; remove it to start anew, or give another output folder") from None
    wanted = {name: tuple(value.shape) for name, value in masters.items()}
    if saved != wanted:
        name = next(iter(sorted(saved.keys() ^ wanted.keys())), None) or next(name for name in wanted if saved[name] != wanted[name])
        raise BadInput(f"{path} was trained with another model or another --frozen: {name} is {saved.get(name)}, here {wanted.get(name)}; give another output folder")
    return state


def save_model(folder: Path, base: Path, masters: dict[str, torch.nn.Parameter], record: dict[str, Any]) -> None:
    """A Hugging Face folder: model.safetensors (float32, unquantized), the base's config and tokenizer, train.json (figures of the run).

    Frozen weights are the base's own: the quantize step rounds them to exactly what they were while training.
    """
    weights = load_file(base / "model.safetensors")
    for name, master in masters.items():
        weights[name] = master.detach().cpu().contiguous()
    with atomic_folder(folder) as part:
        save_file(weights, part / "model.safetensors", metadata={"format": "pt"})
        for file in base.glob("*.json"):
            shutil.copyfile(file, part / file.name)
        write_json(part / "train.json", record)
