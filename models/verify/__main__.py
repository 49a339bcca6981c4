"""`python -m models.verify`: the browser's greedy tokens against torch's on the dequantized weights. Exit 1 on a mismatch."""

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from models.atomic import BadInput, run_step
from models.compile.architecture import read_json

ROOT = Path(__file__).parents[2]


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.verify", description=__doc__)
    parser.add_argument("model", type=Path, help="public/models/<id>")
    parser.add_argument("dequantized", type=Path, help="folder that quantize --dequantized wrote")
    parser.add_argument("--library", default="software.wasm", help="software.wasm (default) or gpu.wasm; the adapter is SwiftShader for both")
    parser.add_argument("--tokens", type=int, default=16, help="tokens to compare after each prompt (default 16)")
    parser.add_argument("--tie", type=float, default=0.0, help="a first difference where torch's two best logits are nearer than this is "
                        "shown as a tie and not counted (default 0: none; sines on an adapter differ in the fourth digit, logits by some 0.003)")
    parser.add_argument("--only", help="numbers of the prompts to run, e.g. 1,2,9 (default all ten)")
    return parser


def prefill_chunk(library: Path) -> int:
    """Out of the metadata inside the .wasm."""
    found = re.search(rb'"prefill_chunk_size": (\d+)', library.read_bytes())
    if not found:
        raise BadInput(f"{library}: holds no library metadata")
    return int(found[1])


def browser_lines(task: dict):
    command = ["node", str(Path(__file__).parent / "browser-tokens.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        process.stdin.write(json.dumps(task))
        process.stdin.close()
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode:
        raise BadInput(f"the browser run failed (exit {process.returncode}); its message stands above")


def main() -> None:
    options = arguments().parse_args()
    for path in (options.model / options.library, options.dequantized / "model.safetensors"):
        if not path.is_file():
            raise BadInput(f"no {path}")
    from models.verify.prompts import verification_prompts
    from models.verify.torch_tokens import TorchModel

    template = read_json(options.model / "mlc-chat-config.json")["conv_template"]
    torch_model = TorchModel(options.dequantized, template)
    chunk = prefill_chunk(options.model / options.library)
    prompts = verification_prompts(lambda message: len(torch_model.prompt_ids(message)), chunk)
    numbers = [int(word) for word in options.only.split(",")] if options.only else list(range(1, len(prompts) + 1))
    if any(not 1 <= number <= len(prompts) for number in numbers):
        raise BadInput(f"--only takes numbers from 1 to {len(prompts)}")
    expected = [torch_model.greedy(prompts[number - 1], options.tokens) for number in numbers]
    tasks = [{"content": prompts[number - 1], "tokens": options.tokens} for number in numbers]
    started = time.monotonic()
    lines = browser_lines({"root": str(ROOT), "model": str(options.model), "library": options.library, "prompts": tasks})
    print(f"{options.library}: prefill chunk {chunk}, loaded in {next(lines)['loadMs'] / 1000:.1f} s")
    print("prompt  tokens  chunks  same  prefill/s  decode/s  least gap  text")
    wrong = 0
    for number, want, got in zip(numbers, expected, lines, strict=True):
        same = got["tokens"] == want.tokens and got["promptTokens"] == want.prompt_tokens
        at = next((i for i, (a, b) in enumerate(zip(got["tokens"], want.tokens)) if a != b), min(len(got["tokens"]), len(want.tokens)))
        tie = not same and at < len(want.gaps) and at < len(got["tokens"]) and want.gaps[at] < options.tie
        wrong += not same and not tie
        print(f"{number:>6}  {want.prompt_tokens:>6}  {-(-want.prompt_tokens // chunk):>6}  {'yes' if same else 'tie' if tie else 'NO':>4}  "
              f"{got['prefillPerSecond']:>9.2f}  {got['decodePerSecond']:>8.2f}  {min(want.gaps):>9.4f}  {got['text'][:60]!r}", flush=True)
        if got["promptTokens"] != want.prompt_tokens:
            print(f"        the browser counted {got['promptTokens']} prompt tokens")
        elif not same:
            print(f"        differs at token {at}: browser {got['tokens'][at:at + 3]}, torch {want.tokens[at:at + 3]}, "
                  f"top-2 logit gap {want.gaps[min(at, len(want.gaps) - 1)]:.5f}")
    or_tie = " or a tie" if options.tie else ""
    print(f"{len(numbers) - wrong} of {len(numbers)} prompts with the same {options.tokens} greedy tokens{or_tie}, {time.monotonic() - started:.0f} s")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    run_step(main)
