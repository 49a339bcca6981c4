"""Greedy tokens of torch on the dequantized weights, with the gap between the two best logits at each step."""

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM


@dataclass(frozen=True)
class Written:
    """`tokens` after the prompt; `gaps`: best logit minus second best, one for each of them."""

    prompt_tokens: int
    tokens: list[int]
    gaps: list[float]


class TorchModel:
    """A dequantized folder in float32 on the CPU, prompted as WebLLM does: each message encoded by itself."""

    def __init__(self, folder: Path, template: dict):
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        self.template = template

    def prompt_ids(self, content: str) -> list[int]:
        t = self.template
        pieces = (t["roles"]["user"] + t["role_content_sep"] + content + t["seps"][0], t["roles"]["assistant"] + t["role_empty_sep"])
        return [token for piece in pieces for token in self.tokenizer.encode(piece, add_special_tokens=False).ids]

    @torch.inference_mode()
    def greedy(self, content: str, count: int) -> Written:
        prompt = self.prompt_ids(content)
        step, cache, tokens, gaps = torch.tensor([prompt]), None, [], []
        for _ in range(count):
            result = self.model(step, past_key_values=cache, use_cache=True)
            cache = result.past_key_values
            best = result.logits[0, -1].float().topk(2)
            tokens.append(int(best.indices[0]))
            gaps.append(float(best.values[0] - best.values[1]))
            step = torch.tensor([[tokens[-1]]])
        return Written(len(prompt), tokens, gaps)
