"""The lesson of the reading score: one number at each passage's end, and the listwise loss that teaches it.

Score of a passage = h · d, with h the normed hidden state at the line break that ends the passage, and d the difference of the output rows of two
special tokens that no prompt holds: logit(first) − logit(second), the same difference of log-probabilities. So no library needs a change.
"""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from models.data.taught_lists import TaughtList
from models.files import BadInput
from models.prompt_format import READING_TOKENS, reading_parts
from models.train.examples import plan_batches
from models.train.halves import Halves

DIRECTION = "reading.direction"  # its name among the masters
RATE_TIMES = 5.0  # it begins at nothing, so it learns faster than the rest
SPREAD = 0.02
BESIDE = 0.5  # share of the loss that asks what the score adds to the instant order
STANDING = 1.5  # what an instant z-score counts for in that: about what fits the labels of training lists best, alone


def encode_reading(tokenizer: Any, query: str, passages: Sequence[str]) -> tuple[list[int], list[int]]:
    """(token ids up to the last passage's line break, places of the line breaks among them). `tokenizer`: tokenizers.Tokenizer."""
    before, lines = reading_parts(query, passages)
    encoded = tokenizer.encode_batch([before, *lines], add_special_tokens=False)
    ids, ends = list(encoded[0].ids), []
    for part in encoded[1:]:
        ids += part.ids
        ends.append(len(ids) - 1)
    return ids, ends


def reading_tokens(tokenizer: Any, texts: Sequence[str] = READING_TOKENS) -> tuple[int, int]:
    """Ids of the two tokens that a score is read off, the special ones unless others are given; BadInput where a text is not one token."""
    encoded = [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
    for text, ids in zip(texts, encoded, strict=True):
        if len(ids) != 1:
            raise BadInput(f"the tokenizer lacks {text}; a reading score is read off {' and '.join(texts)}")
    return encoded[0][0], encoded[1][0]


class ReadingLesson:
    """Lists, shuffled anew in every epoch, and the loss over each, in nats: half the Kullback–Leibler divergence of the scores' softmax from the aim, half
    that of the softmax of score and instant order together from the labels. The page fuses the two, so the score is asked for what the other lacks, too.
    """

    def __init__(self, halves: Halves, tokenizer: Any, lists: Sequence[TaughtList], seed: int) -> None:
        reading_tokens(tokenizer)
        self._halves, self._tokenizer, self._lists, self._seed, self._epoch = halves, tokenizer, lists, seed, 0
        self.lengths = np.array([len(encode_reading(tokenizer, one.query, one.passages)[0]) for one in lists])
        if DIRECTION not in halves.masters:
            drawn = torch.Generator().manual_seed(seed)
            start = SPREAD * torch.randn(1, halves.model.config.hidden_size, generator=drawn)
            halves.add(DIRECTION, start)

    def batches(self, batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
        self._epoch = epoch
        return plan_batches(self.lengths, batch_tokens, seed, epoch)

    def tokens(self, batch: Sequence[int]) -> int:
        return int(self.lengths[list(batch)].sum())

    def loss(self, batch: Sequence[int]) -> torch.Tensor:
        shown = []
        for place in batch:
            order = list(range(len(self._lists[place].passages)))
            random.Random(f"{self._seed} {self._epoch} {place}").shuffle(order)
            shown.append(self._lists[place].reordered(order))
        scores = reading_scores(self._halves, self._tokenizer, shown)
        total = torch.zeros((), device=self._halves.device)
        for one, found in zip(shown, scores, strict=True):
            total = total + list_loss(found, one)
        return total / len(batch)


def list_loss(scores: torch.Tensor, one: TaughtList) -> torch.Tensor:
    """Of one list's scores [passages], see ReadingLesson."""
    aim, labels, instant = (torch.tensor(values, dtype=torch.float32, device=scores.device) for values in (one.aim(), one.labels, one.soft))
    alone = torch.nn.functional.kl_div(torch.log_softmax(scores, 0), aim, reduction="sum")
    together = torch.nn.functional.kl_div(torch.log_softmax(scores + STANDING * instant, 0), labels / labels.sum(), reduction="sum")
    return (1 - BESIDE) * alone + BESIDE * together


def reading_scores(halves: Halves, tokenizer: Any, lists: Sequence[TaughtList]) -> list[torch.Tensor]:
    """float32 [passages] of each list, of the working weights as they are, with gradients where those are asked for."""
    encoded = [encode_reading(tokenizer, one.query, one.passages) for one in lists]
    width = max(len(ids) for ids, _ in encoded)
    padded = torch.tensor([ids + [0] * (width - len(ids)) for ids, _ in encoded], device=halves.device)
    rows = torch.tensor([row for row, (_, ends) in enumerate(encoded) for _ in ends], device=halves.device)
    columns = torch.tensor([end for _, ends in encoded for end in ends], device=halves.device)
    states = halves.states(halves.lower(padded), rows, columns).float()
    return list(torch.split((states @ halves.working[DIRECTION].float().T)[:, 0], [len(ends) for _, ends in encoded]))


def reading_rows(direction: torch.Tensor) -> torch.Tensor:
    """[2, hidden]: the output rows of READING_TOKENS. Half the direction each way: 4-bit rounding keeps them opposite, and neither is ever likely."""
    return torch.cat([direction / 2, -direction / 2])
