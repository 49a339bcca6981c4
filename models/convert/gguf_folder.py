"""A GGUF file as a Hugging Face folder, as transformers reads it: config.json, tokenizer, sharded float32 safetensors."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from models.files import atomic_folder, write_json

SHARD = "800MB"


def write_hugging_face_folder(gguf: Path, out: Path, origin: Mapping[str, Any]) -> None:
    """Writes `out`, all files or none; needs memory for the model in float32 twice over. `origin` is told in origin.json."""
    with atomic_folder(out) as part:
        tokenizer = AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name)
        model = AutoModelForCausalLM.from_pretrained(str(gguf.parent), gguf_file=gguf.name, dtype=torch.float32)
        model.save_pretrained(str(part), max_shard_size=SHARD)
        tokenizer.save_pretrained(str(part))
        write_json(part / "origin.json", dict(origin))
