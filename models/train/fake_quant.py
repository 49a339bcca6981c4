"""group_q4.round_trip in torch, for weights that stay where they are (tests hold both to each other)."""

import torch

from models.quantize.group_q4 import GROUP


def fake_quant(weight: torch.Tensor) -> torch.Tensor:
    """float32 [N, K] → what is left of it after q4f32_1: (nibble − 7) · scale, scale = bf16(max|w| / 7) of 32 columns."""
    rows, columns = weight.shape
    groups = weight.reshape(rows, columns // GROUP, GROUP)
    scale = (groups.abs().amax(-1, keepdim=True) / 7).to(torch.bfloat16).to(torch.float32)
    steps = (groups / torch.where(scale == 0, torch.ones_like(scale), scale)).round_().clamp_(-7, 7)
    return (steps * scale).reshape(rows, columns)
