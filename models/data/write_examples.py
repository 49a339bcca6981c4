"""Token ids of examples on disk: one flat file and offsets, so that training maps it instead of loading it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.atomic import BadInput
from models.data.decisions import decisions
from models.data.example import Example

LONGEST = 960  # tokens, prompt and target


def tokenize(examples: Sequence[Example], tokenizer: Any) -> list[tuple[list[int], list[int]]]:
    """(prompt ids, target ids), each side tokenized alone: at inference the seam after `<think>` is the same."""
    prompts = tokenizer.encode_batch([example.prompt for example in examples], add_special_tokens=False)
    targets = tokenizer.encode_batch([example.target for example in examples], add_special_tokens=False)
    return [(prompt.ids, target.ids) for prompt, target in zip(prompts, targets)]


def write_examples(folder: Path, examples: Sequence[Example], ids: Sequence[tuple[list[int], list[int]]], tokenizer: Any) -> None:
    """examples.npz and examples.jsonl to look at.

    npz: tokens uint16 [T], starts int64 [E + 1], prompts int32 [E] (prompt lengths), weights uint8 [T] (hundredths; 0 on prompts),
    right uint16 [T] (bit d: digit d would begin another right identifier here; 0 where no identifier begins).
    """
    starts = np.zeros(len(ids) + 1, np.int64)
    np.cumsum([len(prompt) + len(target) for prompt, target in ids], out=starts[1:])
    flat = np.fromiter((token for prompt, target in ids for token in (*prompt, *target)), np.int64, int(starts[-1]))
    if len(flat) and flat.max() >= 1 << 16:
        raise BadInput("the tokenizer has more than 65,536 tokens in use; examples are stored as uint16")
    weights, right = np.zeros(len(flat), np.uint8), np.zeros(len(flat), np.uint16)
    targets = tokenizer.encode_batch([example.target for example in examples], add_special_tokens=False)
    for start, (prompt, _), example, encoded in zip(starts, ids, examples, targets):
        for place, (weight, others) in enumerate(decisions(example.target, example.grades, encoded.offsets), start + len(prompt)):
            weights[place], right[place] = round(100 * weight), others
    np.savez(folder / "examples.npz", tokens=flat.astype(np.uint16), starts=starts, prompts=np.array([len(prompt) for prompt, _ in ids], np.int32),
             weights=weights, right=right)
    with open(folder / "examples.jsonl", "w", encoding="utf-8") as stream:
        for example in examples:
            stream.write(json.dumps({"source": example.source, "prompt": example.prompt, "target": example.target, "grades": example.grades}, ensure_ascii=False) + "\n")
