"""Trains the tiny model on toy lists until its streams look like the real model's: a minute or two on a CPU."""

import random
import time

import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from models.tiny.toy_lists import toy_list

IGNORED = -100


def batch(tokenizer: Tokenizer, rng: random.Random, size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(ids, labels) [size, longest]; only what the model writes is learnt, the rest of the labels is ignored."""
    rows = []
    for _ in range(size):
        one = toy_list(rng)
        prompt = tokenizer.encode(one.prompt, add_special_tokens=False).ids
        written = tokenizer.encode(one.output, add_special_tokens=False).ids
        rows.append((prompt + written, [IGNORED] * len(prompt) + written))
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.tensor([row + [2] * (longest - len(row)) for row, _ in rows])
    labels = torch.tensor([row + [IGNORED] * (longest - len(row)) for _, row in rows])
    return ids, labels


def train(model: LlamaForCausalLM, tokenizer: Tokenizer, steps: int, size: int = 16) -> float:
    """AdamW with a warm-up of 5% and a linear fall; returns the last mean loss. Prints now and then."""
    # matrices this small gain nothing from more threads, which wait for each other on a busy machine
    torch.set_num_threads(1)
    rng = random.Random(2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.9, 0.95), weight_decay=0.01)
    model.train()
    began, mean = time.monotonic(), 0.0
    for step in range(steps):
        done = (step + 1) / (steps + 1)
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * min(done / 0.05, (1 - done) / 0.95)
        ids, labels = batch(tokenizer, rng, size)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = model(ids, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        mean = loss.item() if step == 0 else 0.95 * mean + 0.05 * loss.item()
        if step % 50 == 49:
            print(f"step {step + 1}, loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    model.eval()
    return mean
