"""Examples from disk, and their order: batches of like length, the same for the same seed."""

import json
from pathlib import Path

import numpy as np

from models.atomic import BadInput


class Examples:
    """`tokens(i)` are the ids of example i (prompt, then target); `prompt_tokens[i]` how many of them are prompt.

    `weights(i)` and `right(i)`: of each of its target tokens, as models.data.decisions gives them.
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
