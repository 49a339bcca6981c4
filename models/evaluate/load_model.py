"""A Hugging Face folder as a torch model for generation."""

from pathlib import Path
from typing import Any

import torch


def load_model(folder: Path, dtype: str) -> Any:
    """On the GPU when there is one. The rotary frequencies stay float32 in bfloat16 too: rounded, far positions would turn wrong."""
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.float32, attn_implementation="sdpa").eval()
    for parameter in model.parameters():
        parameter.data = parameter.data.to(getattr(torch, dtype))
        parameter.requires_grad_(False)
    return model.to("cuda" if torch.cuda.is_available() else "cpu")
