"""`python -m models.compile`: the runtime objects, then a WebLLM library of an architecture."""

import argparse
import time
from pathlib import Path

from models.compile.architecture import QUANTIZATIONS, LibraryPlan, read_architecture
from models.compile.emcc import LEVELS, build_runtime, link_library, runtime_objects
from models.compile.gpu_text import with_own_kernels
from models.compile.kernel_order import with_order
from models.files import BadInput, atomic_file, run_step

# Prefill chunk, tokens: a GPU likes long ones; on a CPU a short chunk wastes nothing and Stop is answered between chunks.
CHUNK = {"gpu": 512, "software": 128, "stock": 512}


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.compile", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    runtime = steps.add_parser("runtime", help="build the web runtime objects, once (needs emcc)")
    runtime.add_argument("out", type=Path, help="folder to write the objects into")
    runtime.add_argument("--optimize", choices=LEVELS, default="O3", help="emcc level (default O3)")
    library = steps.add_parser("library", help="compile one library; weights are not read")
    library.add_argument("config", type=Path, help="Hugging Face config.json (Llama, Qwen2 or Qwen3)")
    library.add_argument("out", type=Path, help="the .wasm to write")
    library.add_argument("--runtime", type=Path, required=True, help="folder of the runtime objects")
    library.add_argument("--schedule", choices=("gpu", "software", "stock"), default="gpu",
                         help="gpu: DLight, and fused kernels for one token; software: no workgroup barriers, "
                         "for adapters that run shaders on a CPU; stock: DLight alone, to compare with")
    library.add_argument("--subgroups", action="store_true", help="gpu schedule: sums by subgroup shuffles, for adapters with `subgroups`")
    library.add_argument("--half", action="store_true", help="gpu schedule: float16 activations and KV cache over the same weights, "
                         "for adapters with `shader-f16`")
    library.add_argument("--quantization", choices=tuple(QUANTIZATIONS), default="q4f32_1")
    library.add_argument("--context", type=int, default=8192, help="tokens (default 8192)")
    library.add_argument("--chunk", type=int, help=f"prefill chunk in tokens (default {CHUNK})")
    library.add_argument("--tile", default="8x16", help="software schedule, prefill: tokens x outputs of a thread (default 8x16); "
                         "larger is faster and takes longer to load")
    library.add_argument("--optimize", choices=LEVELS, default="O1", help="link level: O1 takes seconds, O3 minutes and is what ships")
    return parser


def main() -> None:
    """Parse the command line, then do the step that it names."""
    given = arguments().parse_args()
    if given.step == "runtime":
        _runtime(given.out, given.optimize)
    else:
        _library(given)


def _runtime(out: Path, level: str) -> None:
    started = time.monotonic()
    for path in build_runtime(out, level):
        print(f"{path}  {path.stat().st_size:,} bytes")
    print(f"{time.monotonic() - started:.0f} s")


def _library(given: argparse.Namespace) -> None:
    started = time.monotonic()
    chunk = given.chunk or CHUNK[given.schedule]
    if not 1 <= chunk <= given.context:
        raise BadInput(f"--chunk {chunk} must lie between 1 and --context {given.context}")
    if given.out.suffix != ".wasm":
        raise BadInput(f"{given.out}: the library must end in .wasm")
    if given.schedule != "gpu" and (given.subgroups or given.half):
        raise BadInput("--subgroups and --half belong to --schedule gpu")
    plan = LibraryPlan(
        architecture=read_architecture(given.config), quantization=given.quantization, schedule=given.schedule, context=given.context, chunk=chunk,
        tile=_tile(given.tile), subgroups=given.subgroups, half=given.half,
    )
    runtime_objects(given.runtime)
    from models.compile.build_library import build_library  # only now: --help and these checks need no tvm

    executable, uses = build_library(plan)
    compiled = time.monotonic()
    link_library(executable, given.out, given.runtime, given.optimize)
    library = given.out.read_bytes()
    if plan.schedule == "gpu":
        library = with_own_kernels(library)
    with atomic_file(given.out, "wb") as handle:
        handle.write(with_order(library, uses))
    traits = [plan.schedule, *(name for name, used in (("subgroups", plan.subgroups), ("half", plan.half)) if used)]
    print(f"{given.out}  {given.out.stat().st_size:,} bytes  {', '.join(traits)}, chunk {chunk}  "
          f"compile {compiled - started:.0f} s, link {given.optimize} {time.monotonic() - compiled:.0f} s")


def _tile(text: str) -> tuple[int, int]:
    """(tokens, outputs) of a thread out of e.g. 8x16."""
    parts = text.split("x")
    if len(parts) != 2 or not all(part.isdecimal() and 1 <= int(part) <= 64 for part in parts):
        raise BadInput(f"--tile {text} must be two numbers from 1 to 64, e.g. 16x8")
    return int(parts[0]), int(parts[1])


if __name__ == "__main__":
    run_step(main)
