"""Reading scores of a torch model."""

from collections.abc import Sequence
from typing import Any

import torch

from models.evaluate.read import Read
from models.prompt_format import READING_TOKENS
from models.train.reading_score import encode_reading, reading_tokens


def reader(model: Any, tokenizer: Any, batch: int = 8, tokens: Sequence[str] = READING_TOKENS) -> Read:
    """`model`: a causal language model of transformers; `tokenizer`: tokenizers.Tokenizer; `batch`: lists side by side; `tokens`: what the score is read off."""
    first, second = reading_tokens(tokenizer, tokens)
    direction = (model.lm_head.weight[first].float() - model.lm_head.weight[second].float()).detach()

    @torch.inference_mode()
    def read(lists: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[list[float], int]]:
        encoded = [encode_reading(tokenizer, query, passages) for query, passages in lists]
        found: list[tuple[list[float], int]] = [([], 0)] * len(lists)
        by_length = sorted(range(len(encoded)), key=lambda place: len(encoded[place][0]))
        for start in range(0, len(by_length), batch):
            places = by_length[start : start + batch]
            width = len(encoded[places[-1]][0])
            # Padding stands at the end, so causal order needs no mask.
            padded = torch.tensor([encoded[place][0] + [0] * (width - len(encoded[place][0])) for place in places], device=model.device)
            hidden = model.model(padded, use_cache=False).last_hidden_state
            for row, place in enumerate(places):
                ids, ends = encoded[place]
                found[place] = ((hidden[row, ends].float() @ direction).tolist(), len(ids))
        return found

    return read
