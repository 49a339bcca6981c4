"""Greedy output under the page's guide, several windows at once, with a key/value cache."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from models.evaluate.grouped_attention import use_grouped_attention
from models.evaluate.output_guide import OutputGuide


@dataclass(frozen=True)
class Output:
    """`text` begins inside the thought. `seconds`: this output's share of its batch."""

    text: str
    forced: bool
    prompt_tokens: int
    tokens: int
    seconds: float


def generate_guided(model: Any, tokenizer: Any, texts: Sequence[str | None], answering: Sequence[int], prompts: Sequence[str],
                    shown: Sequence[Sequence[str]], thought_tokens: int, locked: bool,
                    priors: Sequence[Sequence[float] | None] | None = None) -> list[Output]:
    """One output a prompt. `texts`, `answering`: see token_texts; `shown`: passages of each prompt; prompts are padded on the left.

    `priors`: see OutputGuide, one a prompt.
    """
    from transformers import StaticCache

    started = time.monotonic()
    use_grouped_attention(model)
    ids = [encoded.ids for encoded in tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
    width, pad = max(map(len, ids)), tokenizer.token_to_id("<|im_end|>") or 0
    step = torch.tensor([[pad] * (width - len(row)) + row for row in ids], device=model.device)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in ids], device=model.device)
    places = (mask.cumsum(-1) - 1).clamp(min=0)
    guides = [OutputGuide(len(passages), thought_tokens, passages if locked else None, prior)
              for passages, prior in zip(shown, priors or [None] * len(ids), strict=True)]
    written: list[list[int]] = [[] for _ in ids]
    # A thought's budget, the closing tag and the longest answer: a token is at least one character.
    cache = StaticCache(config=model.config, max_cache_len=width + thought_tokens + 32 + 8 * max(map(len, shown)))
    at = torch.arange(width, device=model.device)
    with torch.inference_mode():
        while not all(guide.complete for guide in guides):
            result = model(step, attention_mask=mask, position_ids=places, past_key_values=cache, use_cache=True, cache_position=at, logits_to_keep=1)
            logits = result.logits[:, -1].float().cpu()
            following = [pad] * len(ids)
            for row, guide in enumerate(guides):
                if guide.complete:
                    continue
                token = guide.best(logits[row], texts, answering)
                guide.push(texts[token] or "")
                written[row].append(token)
                following[row] = token
            step = torch.tensor(following, device=model.device)[:, None]
            mask = torch.cat([mask, mask.new_ones(len(ids), 1)], dim=1)
            places, at = places[:, -1:] + 1, at[-1:] + 1
    seconds = (time.monotonic() - started) / max(1, len(ids))
    decoded = [tokenizer.decode(row, skip_special_tokens=False) for row in written]
    return [Output(decoded[row], guides[row].forced, len(ids[row]), len(written[row]), seconds) for row in range(len(ids))]
