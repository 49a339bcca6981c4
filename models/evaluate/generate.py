"""Greedy text of a torch model for several prompts at once."""

from collections.abc import Sequence
from typing import Any

import torch


def generate(model: Any, tokenizer: Any, prompts: Sequence[str], longest: int = 256) -> list[tuple[str, int]]:
    """(text, tokens) the model writes after each prompt, without the end of turn; at most `longest` tokens. `tokenizer`: tokenizers.Tokenizer."""
    end = tokenizer.token_to_id("<|im_end|>")
    ids = [encoded.ids for encoded in tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
    width = max(map(len, ids))
    padded = torch.tensor([[end] * (width - len(row)) + row for row in ids], device=model.device)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in ids], device=model.device)
    with torch.inference_mode():
        written = model.generate(input_ids=padded, attention_mask=mask, max_new_tokens=longest, do_sample=False, eos_token_id=end, pad_token_id=end,
                                 temperature=None, top_p=None, top_k=None)
    texts = []
    for row in written[:, width:].tolist():
        kept = row[: row.index(end)] if end in row else row
        texts.append((tokenizer.decode(kept, skip_special_tokens=False), len(kept)))
    return texts
