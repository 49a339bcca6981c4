"""Attention of the evaluation on a CPU against torch's own kernel."""

from types import SimpleNamespace

import torch
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from models.evaluate.grouped_attention import BLOCK, _attend


def test_attention_in_blocks_gives_what_torchs_kernel_gives_and_padding_gives_no_nan():
    torch.manual_seed(1)
    module, length, kept = SimpleNamespace(num_key_value_groups=3, is_causal=True, training=False), BLOCK + 9, BLOCK + 40
    query, (key, value) = torch.randn(2, 6, length, 16), (torch.randn(2, 2, kept, 16) for _ in range(2))
    mask = torch.ones(length, kept, dtype=torch.bool).tril()[None, None].repeat(2, 1, 1, 1)
    mask[1, :, :, :5] = False  # five tokens of padding
    with torch.inference_mode():
        ours, theirs = (attend(module, query, key, value, mask)[0] for attend in (_attend, sdpa_attention_forward))
        one, other = (attend(module, query[:, :, -1:], key, value, mask[:, :, -1:])[0] for attend in (_attend, sdpa_attention_forward))
    assert ours.isfinite().all() and torch.allclose(ours[0], theirs[0], atol=1e-5) and torch.allclose(ours[1, 5:], theirs[1, 5:], atol=1e-5)
    assert torch.allclose(one, other, atol=1e-5)
    trained = query.clone().requires_grad_()
    _attend(module, trained, key, value, mask)[0].sum().backward()
    assert trained.grad is not None and trained.grad[0].isfinite().all()
