"""Attention on a CPU without what torch's kernel wastes there: copied keys, and keys that no query may look at.

transformers repeats keys and values for each query head whenever there is a mask, which is most of a decoding step's time here; and torch's
kernel works through the whole cache for a masked prompt, which is a third of a short answer's time.
"""

from typing import Any

import torch

NAME = "grouped"
BLOCK = 128  # queries at a time


def use_grouped_attention(model: Any) -> None:
    """From now on. Training, GPUs and passes without a mask go through torch's own kernel as before."""
    from transformers import AttentionInterface, AttentionMaskInterface
    from transformers.masking_utils import sdpa_mask

    if model.config._attn_implementation != NAME:
        AttentionInterface.register(NAME, _attend)
        AttentionMaskInterface.register(NAME, sdpa_mask)
        model.config._attn_implementation = NAME


def _attend(module: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, attention_mask: torch.Tensor | None,
            scaling: float | None = None, **rest: Any) -> tuple[torch.Tensor, None]:
    """query [B, H, T, D], key and value [B, K, S, D], mask boolean [B, 1, T, S]: True where a query may look."""
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    batch, heads, length, width = query.shape
    factor = width**-0.5 if scaling is None else scaling
    if length > 1:
        if not torch.is_inference_mode_enabled() or query.is_cuda or attention_mask is None or bool(attention_mask[:, :, :, length:].any()):
            return sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **rest)
        return _read(query, key, value, attention_mask, factor), None
    groups = query.reshape(batch, key.shape[1], heads // key.shape[1], width)
    scores = (groups @ key.transpose(-1, -2)).float() * factor
    if attention_mask is not None:
        scores = scores.masked_fill(~attention_mask[:, :, :, : key.shape[2]], float("-inf"))
    found = torch.softmax(scores, dim=-1).to(value.dtype) @ value
    return found.reshape(batch, 1, heads, width), None


def _read(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: torch.Tensor, factor: float) -> torch.Tensor:
    """A prompt from its beginning, causal: [B, T, H, D]. A block of queries meets the keys up to its own end. Padding looks everywhere: never NaN."""
    batch, heads, length, width = query.shape
    shared = key.shape[1]
    found = query.new_empty(batch, length, heads, width)
    for row in range(batch):  # one at a time: the scores stay in the cache
        for begin in range(0, length, BLOCK):
            end = min(length, begin + BLOCK)
            groups = query[row, :, begin:end].reshape(shared, -1, width)
            scores = (groups @ key[row, :, :end].transpose(-1, -2)).float().view(heads, end - begin, end) * factor
            scores = scores.masked_fill(~mask[row, :, begin:end, :end], torch.finfo(torch.float32).min)
            weights = torch.softmax(scores, dim=-1).to(value.dtype).view(shared, -1, end)
            found[row, begin:end] = (weights @ value[row, :, :end]).view(heads, end - begin, width).transpose(0, 1)
    return found
