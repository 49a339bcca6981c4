"""The golden file of a model: torch's greedy tokens and some of its logits, on the dequantized weights, for the guard prompts.

With it checking a library needs no torch.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

from models.files import BadInput, atomic_file, read_json, sha256_of
from models.manifest.manifest import shard_names
from models.verify.prompts import GuardPrompt, guard_prompts, page_prompts

TOP = 16  # best logits that are kept
SPREAD = 16  # logits that are kept from all over the vocabulary
GUARD_TOKENS = 8  # after the text that the page checks a library with
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Options:
    """The command line. `model`: folder of the libraries, `dequantized`: of the weights for torch; `write`: golden file to write, None: `library`
    is held against torch in a browser. `tokens`: after each prompt, at least 2; `only`: numbers of prompts from 1, comma-separated.
    """

    model: Path
    dequantized: Path
    write: Path | None
    library: str
    tokens: int
    only: str | None


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
    """Out of all logits [vocabulary] of one position."""
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
    chosen = [prompts[number - 1] for number in numbers] if numbers else prompts
    entries = [entry_of(prompt, torch_model, tokens, report) for prompt in chosen]
    guard = {} if numbers else {"guard": page_guard(model, torch_model)}
    return {"schema": 1, "model": model.name, "weights": weight_hashes(model), "chunks": chunks, **guard, "prompts": entries}


def entry_of(prompt: GuardPrompt, torch_model: TorchModel, tokens: int, report: Callable[[str], None]) -> dict:
    """One prompt of a golden file, with what torch writes after it."""
    written = torch_model.greedy(prompt.text, tokens)
    report(f"{prompt.name}{f' ({prompt.chunk})' if prompt.chunk else ''}: {written.prompt_tokens} tokens, least gap {min(written.gaps):.4f}")
    fields = asdict(written)
    return {
        "name": prompt.name, "chunk": prompt.chunk, "text": prompt.text, "promptTokens": fields["prompt_tokens"], "idsSha256": fields["ids_sha256"],
        **{key: fields[key] for key in ("tokens", "second", "gaps", "first", "last")},
    }


def write_prompts(model: Path, dequantized: Path, out: Path, prompts: Iterable[tuple[str, str]], tokens: int) -> None:
    """A golden file of other prompts than the twenty: (name, whole text), for every library of `model`."""
    torch_model = TorchModel(dequantized)
    chunks = sorted({prefill_chunk(library) for library in model.glob("*.wasm")})
    entries = [entry_of(GuardPrompt(name, text), torch_model, tokens, lambda line: print(line, flush=True)) for name, text in prompts]
    write_golden(out, {"schema": 1, "model": model.name, "weights": weight_hashes(model), "chunks": chunks, "prompts": entries})


def golden_lines(golden: dict) -> str:
    """JSON with one prompt a line."""
    head = json.dumps({key: value for key, value in golden.items() if key != "prompts"}, ensure_ascii=False, indent=1)
    lines = ",\n".join("  " + json.dumps(prompt, ensure_ascii=False) for prompt in golden["prompts"])
    return f'{head[:-2]},\n "prompts": [\n{lines}\n ]\n}}\n'


def verify(options: Options) -> None:
    """Writes the golden file, or holds one library against torch: then it exits with 1 on a mismatch."""
    libraries = sorted(options.model.glob("*.wasm")) if options.write else [options.model / options.library]
    if not libraries:
        raise BadInput(f"{options.model}: holds no library, and a guard prompt's length depends on the library's prefill chunk")
    for path in (*libraries, options.dequantized / "model.safetensors"):
        if not path.is_file():
            raise BadInput(f"no {path}")
    if options.tokens < 2:
        raise BadInput("--tokens takes a number of at least 2: one by prefill, the others by decode")
    if options.write and options.only:
        raise BadInput("--only checks a few prompts; a golden file holds all")
    chunks = sorted({prefill_chunk(library) for library in libraries})
    numbers = [int(word) for word in options.only.split(",")] if options.only else list(range(1, 21))
    golden = golden_of(options.model, TorchModel(options.dequantized), chunks=chunks, tokens=options.tokens,
                       report=lambda line: print(line, flush=True), numbers=None if options.write else numbers)
    if options.write:
        write_golden(options.write, golden)
        print(f"{options.write}: {len(golden['prompts'])} prompts, chunks {chunks}, {options.tokens} tokens each")
        return
    with tempfile.TemporaryDirectory() as folder:
        write_golden(Path(folder) / "golden.json", golden)
        sys.exit(check_in_browser(options, Path(folder) / "golden.json"))


def write_golden(path: Path, golden: dict) -> None:
    """Whole or not at all."""
    with atomic_file(path) as file:
        file.write(golden_lines(golden))


def check_in_browser(options: Options, golden: Path) -> int:
    """The exit status of bench/guard.mjs."""
    command = ["node", str(ROOT / "bench" / "guard.mjs"), "--model", str(options.model.resolve()), "--golden", str(golden), "--libraries", options.library]
    return subprocess.run(command, check=False).returncode
