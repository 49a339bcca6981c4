"""The rows of the table that ask a language model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # It needs torch.
    from models.evaluate.ranker import Mode


@dataclass(frozen=True)
class System:
    """`weights`: which folder of the command line. `thinks`: False gives an empty thought. `prior`: the first stage's scores weigh on identifiers."""

    title: str
    weights: Literal["model", "base", "full"]
    mode: Mode
    thinks: bool
    prior: bool


SYSTEMS = {
    "think": System("ours, think", "model", "locked", True, True),
    "no-think": System("ours, no thought", "model", "locked", False, True),
    "think-no-prior": System("ours, think, without prior", "model", "locked", True, False),
    "base": System("base model, zero-shot", "base", "constrained", False, False),
    "full-precision": System("ours, think, before quantization", "full", "locked", True, True),
}
