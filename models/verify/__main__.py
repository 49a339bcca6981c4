"""`python -m models.verify`: torch's greedy tokens and logits on the dequantized weights; written as a golden file, or held against a library in the
browser. Exit 1 on a mismatch."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from models.atomic import BadInput, atomic_file, run_step

ROOT = Path(__file__).parents[2]


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.verify", description=__doc__)
    parser.add_argument("model", type=Path, help="public/models/<id>")
    parser.add_argument("dequantized", type=Path, help="folder that quantize --dequantized wrote")
    parser.add_argument("--write", type=Path, help="golden file to write, for the prefill chunks of all libraries in the folder; no browser is started")
    parser.add_argument("--library", default="software.wasm", help="library to check (default software.wasm); the adapter is SwiftShader for all")
    parser.add_argument("--tokens", type=int, default=8, help="tokens after each prompt (default 8)")
    parser.add_argument("--only", help="numbers of the prompts to check, e.g. 1,2,9 (default all twenty)")
    return parser


def write_golden(path: Path, golden: dict) -> None:
    from models.verify.golden import golden_lines

    with atomic_file(path) as file:
        file.write(golden_lines(golden))


def check_in_browser(options: argparse.Namespace, golden: Path) -> int:
    command = ["node", str(ROOT / "bench" / "guard.mjs"), "--model", str(options.model.resolve()), "--golden", str(golden), "--libraries", options.library]
    return subprocess.run(command, check=False).returncode


def main() -> None:
    options = arguments().parse_args()
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
    from models.verify.golden import golden_of, prefill_chunk
    from models.verify.torch_tokens import TorchModel

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


if __name__ == "__main__":
    run_step(main)
