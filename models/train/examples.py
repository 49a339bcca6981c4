"""Examples from disk, their order (batches of like length, the same for the same seed), and what the frozen layers make of them, kept on disk."""

import json
from pathlib import Path

import numpy as np
import torch

from models.files import BadInput

LARGEST = 65504.0  # float16


class Examples:
    """`tokens(i)` are the ids of example i (prompt, then target); `prompt_tokens[i]` how many of them are prompt.

    `weights(i)` and `right(i)`: of each of its target tokens, as models.data.examples.decisions gives them.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / "examples.npz"
        if not path.is_file():
            raise BadInput(f"{path} is missing; make it with python -m models.data")
        stored = np.load(path)
        if "weights" not in stored:
            raise BadInput(f"{path} was made by an older models.data, without the weight of each token; make it anew")
        self._tokens, self.starts, self.prompt_tokens = stored["tokens"], stored["starts"], stored["prompts"]
        self._weights, self._right = stored["weights"], stored["right"]
        self.lengths = np.diff(self.starts)
        self.tokenizer_sha256: str = json.loads((folder / "data.json").read_text(encoding="utf-8"))["tokenizerSha256"]

    def __len__(self) -> int:
        return len(self.prompt_tokens)

    def tokens(self, example: int) -> np.ndarray:
        return self._tokens[self.starts[example] : self.starts[example + 1]].astype(np.int64)

    def weights(self, example: int) -> np.ndarray:
        """float32, 1 = plain."""
        return self._weights[self._target(example)].astype(np.float32) / 100

    def right(self, example: int) -> np.ndarray:
        """int64; bit d: digit d would begin a right identifier."""
        return self._right[self._target(example)].astype(np.int64)

    def _target(self, example: int) -> slice:
        return slice(self.starts[example] + self.prompt_tokens[example], self.starts[example + 1])


def plan_batches(lengths: np.ndarray, batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
    """One epoch: every example once, neighbours in a batch of like length (pools of 256), at most `batch_tokens` with padding."""
    rng = np.random.default_rng((seed, epoch))
    shuffled = rng.permutation(len(lengths))
    batches: list[list[int]] = []
    for start in range(0, len(shuffled), 256):
        pool = sorted(shuffled[start : start + 256].tolist(), key=lambda example: lengths[example])
        made: list[list[int]] = [[]]
        for example in pool:
            if made[-1] and lengths[example] * (len(made[-1]) + 1) > batch_tokens:  # sorted: this one is the longest so far
                made.append([])
            made[-1].append(example)
        batches += [made[place] for place in rng.permutation(len(made))]
    return batches


class LayerCache:
    """Outputs of the frozen layers on disk, float16, once per example: 2·H bytes a token (1.2 GB a million tokens at H = 576).

    Filled as examples come by; `key` names what the outputs depend on, and another key starts an empty cache.
    """

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
