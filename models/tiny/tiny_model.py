"""A toy model of the shipped shape: a Llama with two layers (head size, grouped queries and tied head as shipped, about 1 MB in 4 bits).

Its tokenizer is a byte-level BPE like SmolLM2's (single digits, GPT-2 splitting) of 768 tokens. Both are trained on toy lists, until the model's
streams look like the real one's: a minute or two on a CPU.
"""

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

from models.files import BadInput, atomic_folder
from models.tiny.toy_lists import toy_list

SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
VOCAB = 768
IGNORED = -100  # the label that torch does not learn


@dataclass(frozen=True)
class Options:
    """The command line. `out`: folder to write; `steps`: of 16 lists, 0 leaves random weights."""

    out: Path
    steps: int


def write_tiny_model(options: Options) -> None:
    """Writes OUT whole or not at all: config.json, model.safetensors, tokenizer.json, figures.json."""
    if options.steps < 0:
        raise BadInput(f"--steps {options.steps} is negative")
    torch.manual_seed(0)
    model, tokenizer = tiny_model(), train_tokenizer()
    loss = train(model, tokenizer, options.steps) if options.steps else None
    with atomic_folder(options.out) as folder:
        model.save_pretrained(folder)
        tokenizer.save(str(folder / "tokenizer.json"))
        training = {"steps": f"{options.steps} of 16 lists, on a CPU", "loss at the end": f"{loss:.3f}"} if options.steps else {}
        (folder / "figures.json").write_text(json.dumps({"training": training}, indent=1) + "\n", encoding="utf-8")
    print(f"{options.out}: {sum(p.numel() for p in model.parameters()):,} weights" + (f", loss {loss:.3f}" if options.steps else ", random"))


def train_tokenizer() -> Tokenizer:
    """The same tokenizer at every call. Ids 0–2 are the special tokens in SmolLM2's order."""
    rng = random.Random(1)
    lists = [toy_list(rng) for _ in range(2000)]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True, use_regex=True),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB,
        special_tokens=[AddedToken(text, special=True) for text in SPECIAL],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((text for one in lists for text in (one.prompt, one.output)), trainer)
    return tokenizer


def tiny_model() -> LlamaForCausalLM:
    """Random weights; seed torch before."""
    config = LlamaConfig(
        vocab_size=VOCAB, hidden_size=256, intermediate_size=768, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=64, max_position_embeddings=4096, rms_norm_eps=1e-5, rope_theta=10000.0,
        tie_word_embeddings=True, attention_bias=False, mlp_bias=False, bos_token_id=1, eos_token_id=2, pad_token_id=2,
    )
    return LlamaForCausalLM(config)


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
