"""What a training step learns from: thoughts and answers, reading scores, or both in turns."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch

from models.train.examples import Examples, LayerCache, plan_batches
from models.train.halves import Aims, Halves


class Lesson(Protocol):
    """A batch is a list of numbers that only its lesson understands."""

    def batches(self, batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
        """One epoch, the same for the same numbers; a batch holds at most `batch_tokens`, padding included, or one item."""
        ...

    def tokens(self, batch: Sequence[int]) -> int:
        """Without padding."""
        ...

    def loss(self, batch: Sequence[int]) -> torch.Tensor:
        """Mean over the batch, with gradients."""
        ...


class WritingLesson:
    """Examples of thoughts and answers: cross-entropy on the output. `digits` [10]: token ids."""

    def __init__(self, halves: Halves, examples: Examples, cache: LayerCache | None, digits: Sequence[int]) -> None:
        self._halves, self._examples, self._cache = halves, examples, cache
        self._digits = torch.tensor(digits, device=halves.device)

    def batches(self, batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
        return plan_batches(self._examples.lengths, batch_tokens, seed, epoch)

    def tokens(self, batch: Sequence[int]) -> int:
        return int(self._examples.lengths[list(batch)].sum())

    def loss(self, batch: Sequence[int]) -> torch.Tensor:
        places = list(batch)
        ids, aims = self._tensors(places)
        if self._cache is not None and self._cache.holds(places):
            hidden = self._cache.read(places, ids.shape[1], self._halves.dtype).to(self._halves.device)
        else:
            hidden = self._halves.lower(ids)
            if self._cache is not None:
                self._cache.write(places, hidden)
        return self._halves.loss(hidden, aims)

    def _tensors(self, batch: list[int]) -> tuple[torch.Tensor, Aims]:
        """ids [B, T] padded at the end, and of each position whose next token is output what it is to be."""
        width = int(self._examples.lengths[batch].max())
        ids = torch.zeros(len(batch), width, dtype=torch.long)
        rows, columns, targets, weights, right = [], [], [], [], []
        for row, example in enumerate(batch):
            tokens, prompt = torch.from_numpy(self._examples.tokens(example)), int(self._examples.prompt_tokens[example])
            ids[row, : len(tokens)] = tokens
            rows.append(torch.full((len(tokens) - prompt,), row))
            columns.append(torch.arange(prompt - 1, len(tokens) - 1))
            targets.append(tokens[prompt:])
            weights.append(torch.from_numpy(self._examples.weights(example)))
            right.append(torch.from_numpy(self._examples.right(example)))
        bits = (torch.cat(right)[:, None] >> torch.arange(10)) & 1
        parts = (torch.cat(rows), torch.cat(columns), torch.cat(targets), torch.cat(weights), bits.float())
        return ids.to(self._halves.device), Aims(*(part.to(self._halves.device) for part in parts), self._digits)


class BothLessons:
    """Two lessons in turns, as often as each has batches: how many there are of either decides the shares."""

    def __init__(self, first: Lesson, second: Lesson) -> None:
        self._lessons = (first, second)

    def batches(self, batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
        planned = [[number, *batch] for number, lesson in enumerate(self._lessons) for batch in lesson.batches(batch_tokens, seed, epoch)]
        order = np.random.default_rng((seed, epoch, 2)).permutation(len(planned))
        return [planned[place] for place in order]

    def tokens(self, batch: Sequence[int]) -> int:
        return self._lessons[batch[0]].tokens(batch[1:])

    def loss(self, batch: Sequence[int]) -> torch.Tensor:
        return self._lessons[batch[0]].loss(batch[1:])
