"""Greedy tokens and logits of torch on the dequantized weights."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

TOP = 16
SPREAD = 16


@dataclass(frozen=True)
class Logits:
    """Values at some `ids`: the TOP best, best first, then SPREAD ids from the vocabulary's first to its last, which any tile of the output product holds."""

    ids: list[int]
    values: list[float]


@dataclass(frozen=True)
class Written:
    """`tokens` after the prompt; for each of them `second`, the second best token, and `gaps`, the best logit minus the second best.
    `first` and `last`: logits that the first and the last of them were chosen by."""

    prompt_tokens: int
    ids_sha256: str
    tokens: list[int]
    second: list[int]
    gaps: list[float]
    first: Logits
    last: Logits


def ids_sha256(ids: list[int]) -> str:
    """Of the ids in decimal, joined by commas."""
    return hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()


def pick_logits(logits: torch.Tensor) -> Logits:
    size = logits.shape[0]
    top = logits.topk(min(TOP, size)).indices.tolist()
    spread = [round(i * (size - 1) / (SPREAD - 1)) for i in range(SPREAD)]
    ids = list(dict.fromkeys(top + spread))
    return Logits(ids, [round(float(logits[i]), 5) for i in ids])


class TorchModel:
    """A dequantized folder in float32 on the CPU."""

    def __init__(self, folder: Path):
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def special_tokens(self) -> dict[str, int]:
        """Text and id of every added token that is special: encoding its text gives its id."""
        return {token.content: number for number, token in sorted(self.tokenizer.get_added_tokens_decoder().items()) if token.special}

    @torch.inference_mode()
    def greedy(self, text: str, count: int) -> Written:
        prompt = self.ids(text)
        step, cache, tokens, second, gaps, picked = torch.tensor([prompt]), None, [], [], [], []
        for at in range(count):
            result = self.model(step, past_key_values=cache, use_cache=True, logits_to_keep=1)
            cache, logits = result.past_key_values, result.logits[0, -1].float()
            best = logits.topk(2)
            tokens.append(int(best.indices[0]))
            second.append(int(best.indices[1]))
            gaps.append(round(float(best.values[0] - best.values[1]), 5))
            if at in (0, count - 1):
                picked.append(pick_logits(logits))
            step = torch.tensor([[tokens[-1]]])
        return Written(len(prompt), ids_sha256(prompt), tokens, second, gaps, picked[0], picked[-1])
