"""MODEL_CARD.md, NOTICE and manifest.json of a converted model."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.compile.architecture import Architecture
from models.files import read_json


@dataclass(frozen=True)
class About:
    """What is told of a model. `licence`: an SPDX identifier, or "unknown"; `origin`: where the weights come from; `template`: id of a preset."""

    title: str
    licence: str
    origin: str
    template: str
    created: str


def origin_of(folder: Path) -> Mapping[str, Any]:
    """origin.json of a folder that `second_model` made; empty elsewhere."""
    path = folder / "origin.json"
    return read_json(path) if path.is_file() else {}


def model_card(about: About, a: Architecture, quantization: str, context: int) -> str:
    """Markdown."""
    licence = about.licence if about.licence != "unknown" else "unknown: ask where the weights come from before you hand them on"
    return f"""# {about.title}

Converted by `python -m models.convert` on {about.created}. Not trained, changed or evaluated here.

- weights: {about.origin}
- licence: {licence}
- shape: {a.model_type}, {a.layers} layers of {a.hidden}, {a.heads} query and {a.kv_heads} key/value heads of {a.head_dim}, {a.vocab:,} tokens,
  {"head tied to the embedding" if a.tied else "a head of its own"}
- weights in memory: {quantization}, symmetric 4-bit groups of 32 (rounded; quality is a little below the original's)
- context: {context:,} tokens
- preset: {about.template}

The libraries hold code only. That they compute what torch computes on the rounded weights can be checked: `python -m models.verify` (docs/MODELS.md).
"""


def notice(about: About) -> str:
    """NOTICE: whose work the weights are."""
    return f"""{about.title}

The weights are derived from {about.origin}, licence {about.licence}.
Changes: rounded to 4-bit groups and laid out for WebLLM; nothing else.
The tokenizer is the original's, unchanged but for white space.
"""
