"""Greedy output under the page's guide, several windows at once, with a key/value cache."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

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
                    shown: Sequence[Sequence[str]], thought_tokens: int, locked: bool) -> list[Output]:
    """One output a prompt. `texts`, `answering`: see token_texts; `shown`: passages of each prompt; prompts are padded on the left."""
    started = time.monotonic()
    ids = [encoded.ids for encoded in tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
    width, rows = max(map(len, ids)), range(len(ids))
    pad = tokenizer.token_to_id("<|im_end|>") or 0
    step = torch.tensor([[pad] * (width - len(row)) + row for row in ids], device=model.device)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in ids], device=model.device)
    places = (mask.cumsum(-1) - 1).clamp(min=0)
    guides = [OutputGuide(len(passages), thought_tokens, passages if locked else None) for passages in shown]
    written: list[list[int]] = [[] for _ in rows]
    cache = None
    with torch.inference_mode():
        while not all(guide.complete for guide in guides):
            result = model(step, attention_mask=mask, position_ids=places, past_key_values=cache, use_cache=True, logits_to_keep=1)
            cache = result.past_key_values
            logits = result.logits[:, -1].float().cpu()
            following = [pad] * len(ids)
            for row in rows:
                if guides[row].complete:
                    continue
                token = guides[row].best(logits[row], texts, answering)
                guides[row].push(texts[token] or "")
                written[row].append(token)
                following[row] = token
            step = torch.tensor(following, device=model.device)[:, None]
            mask = torch.cat([mask, mask.new_ones(len(ids), 1)], dim=1)
            places = places[:, -1:] + 1
    seconds = (time.monotonic() - started) / max(1, len(ids))
    decoded = [tokenizer.decode(row, skip_special_tokens=False) for row in written]
    return [Output(decoded[row], guides[row].forced, len(ids[row]), len(written[row]), seconds) for row in rows]
