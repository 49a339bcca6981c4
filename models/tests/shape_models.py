"""python -m models.tests.shape_models OUT: tiny random models in the exact shapes of published rerankers, converted, with torch's tokens as their guard.

OUT (test/fixtures/models in the repository) gets a folder each, as `python -m models.convert` writes it with the library for CPUs, and torch.json beside
them: torch's greedy tokens on the weights that a library computes with. Needs torch, transformers, tvm and emcc; minutes. Made again, the weights, the
tokens and the manifests' hashes of them are the same; a library's bytes may change with the compiler.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from models.convert.convert_model import Options, convert_model
from models.convert.dequantize import write_dequantized
from models.convert.golden import add_guard, begin_text, webllm_text
from models.files import atomic_file, read_json, run_step
from models.manifest.manifest import MANIFEST
from models.tests.random_model import write_random_model
from models.verify.golden import golden_lines, write_prompts

CREATED = "2026-11-30"
CONTEXT = 2048
TOKENS = 8
QUESTION = "Which passage tells how bees make honey?"
OTHER_SCRIPTS = "آب در چند درجه می‌جوشد؟ 水は何度で沸騰しますか。"
# Longer than a prefill chunk of the library for CPUs, and than the context that the stretched RoPE comes from.
LONG = "Bees gather nectar and fan it with their wings until it thickens into honey. " * 3


@dataclass(frozen=True)
class ShapeModel:
    """`kind`: a key of random_model.SHAPES; `template`: id of the preset that the page begins with."""

    id: str
    kind: str
    template: str
    title: str


MODELS = (
    ShapeModel("random-qwen2", "reasonrank-7b", "reasonrank", "Random weights in ReasonRank-7B's shape"),
    ShapeModel("random-qwen3", "qwen3-0.6b", "instruct-think", "Random weights in Qwen3's shape"),
    ShapeModel("random-llama", "llama-3.2-1b", "instruct-direct", "Random weights in Llama 3.2's shape"),
)


def make(model: ShapeModel, work: Path, out: Path, runtime: Path | None) -> dict:
    """The model's folder in `out`; returns its golden file."""
    source = write_random_model(work / model.id / "hf", model.kind, dtype="BF16", shards=2)
    converted = work / model.id / model.id
    convert_model(Options(
        source=source, out=converted, quantization="q4f32_1", context=CONTEXT, conversation=None, libraries="software", runtime=runtime, optimize=None,
        template=model.template, title=model.title, licence="CC0-1.0", created=CREATED, catalog=None))
    write_dequantized(converted, source, work / model.id / "plain")
    conversation = read_json(converted / "mlc-chat-config.json")["conv_template"]
    begin = begin_text(converted, conversation)
    prompts = [(name, begin + webllm_text(conversation, [("user", text)]))
               for name, text in (("a question", QUESTION), ("longer than a chunk", LONG), ("other scripts", OTHER_SCRIPTS))]
    golden = work / model.id / "golden.json"
    write_prompts(converted, work / model.id / "plain", golden, prompts, TOKENS)
    add_guard(converted, golden)
    place = out / model.id
    place.mkdir(parents=True, exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    for file in sorted(converted.iterdir()):
        (place / file.name).write_bytes(file.read_bytes())
    return read_json(golden)


def main() -> None:
    """Parse the command line, then make all of them."""
    parser = argparse.ArgumentParser(prog="python -m models.tests.shape_models", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--runtime", type=Path, help="folder of `models.compile runtime`; one that was built with --optimize Oz makes smaller libraries")
    given = parser.parse_args()
    goldens = []
    with TemporaryDirectory() as work:
        for model in MODELS:
            goldens.append(make(model, Path(work), given.out, given.runtime))
    with atomic_file(given.out / "torch.json") as file:
        file.write("[\n" + ",\n".join(golden_lines(golden).rstrip() for golden in goldens) + "\n]\n")
    for model in MODELS:
        size = sum(path.stat().st_size for path in (given.out / model.id).iterdir())
        print(f"{model.id}: {size:,} bytes, {json.dumps(read_json(given.out / model.id / MANIFEST)['guard']['tokens'])}")


if __name__ == "__main__":
    run_step(main)
