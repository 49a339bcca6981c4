"""Outputs of the frozen layers on disk, float16, once per example: 2·H bytes a token (1.2 GB a million tokens at H = 576)."""

import json
from pathlib import Path

import numpy as np
import torch

from models.train.examples import Examples

LARGEST = 65504.0  # float16


class LayerCache:
    """Filled as examples come by; `key` names what the outputs depend on, and another key starts an empty cache."""

    def __init__(self, folder: Path, key: dict[str, object], examples: Examples, hidden: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._examples = examples
        note, states, done = folder / "cache.json", folder / "states.f16", folder / "done.u8"
        if not note.is_file() or json.loads(note.read_text()) != key:
            for path in (note, states, done):
                path.unlink(missing_ok=True)
        shape = (int(examples.starts[-1]), hidden)
        self._states = np.memmap(states, np.float16, "r+" if states.is_file() else "w+", shape=shape)
        self._done = np.memmap(done, np.uint8, "r+" if done.is_file() else "w+", shape=(len(examples),))
        note.write_text(json.dumps(key))

    def holds(self, batch: list[int]) -> bool:
        return bool(self._done[batch].all())

    def read(self, batch: list[int], width: int, dtype: torch.dtype) -> torch.Tensor:
        """[B, width, H], zeros after an example's end."""
        out = np.zeros((len(batch), width, self._states.shape[1]), np.float16)
        for row, example in enumerate(batch):
            start, end = self._examples.starts[example], self._examples.starts[example + 1]
            out[row, : end - start] = self._states[start:end]
        return torch.from_numpy(out).to(dtype)

    def write(self, batch: list[int], states: torch.Tensor) -> None:
        """states [B, T, H]. A batch with a value that float16 cannot hold is left uncached."""
        plain = states.detach().float().cpu()
        if not bool((plain.abs() <= LARGEST).all()):
            return
        for row, example in enumerate(batch):
            start, end = self._examples.starts[example], self._examples.starts[example + 1]
            self._states[start:end] = plain[row, : end - start].numpy().astype(np.float16)
        self._done[batch] = 1
