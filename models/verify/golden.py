"""The golden file of a model: torch's greedy tokens and some of its logits for the guard prompts, so that checking a library needs no torch."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from models.atomic import BadInput
from models.compile.architecture import read_json
from models.manifest.hash_files import sha256_of, shard_names
from models.verify.prompts import GuardPrompt, guard_prompts, page_prompts
from models.verify.torch_tokens import TorchModel

GUARD_TOKENS = 8


def prefill_chunk(library: Path) -> int:
    """Out of the metadata inside the .wasm."""
    found = re.search(rb'"prefill_chunk_size": (\d+)', library.read_bytes())
    if not found:
        raise BadInput(f"{library}: holds no library metadata")
    return int(found[1])


def weight_hashes(model: Path) -> dict[str, str]:
    """sha256 of what the tokens depend on: weights and tokenizer."""
    return {name: sha256_of(model / name) for name in sorted([*shard_names(model), "tokenizer.json"])}


def prompts_of(model: Path, torch_model: TorchModel, chunks: list[int]) -> list[GuardPrompt]:
    config = read_json(model / "mlc-chat-config.json")
    special = torch_model.special_tokens()
    prompts = guard_prompts(template=config["conv_template"], count=lambda text: len(torch_model.ids(text)), special=list(special), chunks=chunks,
                            context=config["context_window_size"])
    [everything] = [prompt for prompt in prompts if prompt.name == "every special token"]
    unseen = set(special.values()) - set(torch_model.ids(everything.text))
    if unseen:
        raise BadInput(f"special tokens {sorted(unseen)} are not what their own text is encoded as")
    return prompts


def page_guard(model: Path, torch_model: TorchModel) -> dict:
    """{prompt, tokens}: of short lists the one whose tokens are furthest from a tie, so that half precision writes the same."""
    texts = page_prompts(read_json(model / "mlc-chat-config.json")["conv_template"])
    written = [(text, torch_model.greedy(text, GUARD_TOKENS)) for text in texts]
    text, best = max(written, key=lambda pair: min(pair[1].gaps))
    return {"prompt": text, "tokens": best.tokens, "leastGap": min(best.gaps)}


def golden_of(model: Path, torch_model: TorchModel, *, chunks: list[int], tokens: int, report: Callable[[str], None],
              numbers: list[int] | None = None) -> dict:
    """What is written as JSON. The prompts of `chunks` come in their order, each for the libraries with that prefill chunk.
    `numbers` (from 1): only these prompts, and no page guard, for a check of one library."""
    prompts = prompts_of(model, torch_model, chunks)
    if wrong := [number for number in numbers or [] if not 1 <= number <= len(prompts)]:
        raise BadInput(f"there is no prompt {', '.join(map(str, wrong))}; they are numbered from 1 to {len(prompts)}")
    entries = []
    for prompt in [prompts[number - 1] for number in numbers] if numbers else prompts:
        written = torch_model.greedy(prompt.text, tokens)
        report(f"{prompt.name}{f' ({prompt.chunk})' if prompt.chunk else ''}: {written.prompt_tokens} tokens, least gap {min(written.gaps):.4f}")
        fields = asdict(written)
        entries.append({
            "name": prompt.name, "chunk": prompt.chunk, "text": prompt.text, "promptTokens": fields["prompt_tokens"], "idsSha256": fields["ids_sha256"],
            **{key: fields[key] for key in ("tokens", "second", "gaps", "first", "last")},
        })
    guard = {} if numbers else {"guard": page_guard(model, torch_model)}
    return {"schema": 1, "model": model.name, "weights": weight_hashes(model), "chunks": chunks, **guard, "prompts": entries}


def golden_lines(golden: dict) -> str:
    """JSON with one prompt a line."""
    head = json.dumps({key: value for key, value in golden.items() if key != "prompts"}, ensure_ascii=False, indent=1)
    lines = ",\n".join("  " + json.dumps(prompt, ensure_ascii=False) for prompt in golden["prompts"])
    return f'{head[:-2]},\n "prompts": [\n{lines}\n ]\n}}\n'
