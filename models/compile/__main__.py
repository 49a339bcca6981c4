"""`python -m models.compile`: the runtime objects, then a WebLLM library of an architecture."""

import argparse
import time
from pathlib import Path

from models.atomic import BadInput, atomic_file, run_step
from models.compile.architecture import QUANTIZATIONS, read_architecture

# Prefill chunk, tokens: a GPU likes long ones; on a CPU a short chunk wastes nothing and Stop is answered between chunks.
CHUNK = {"gpu": 512, "software": 128, "stock": 512}
LEVELS = ("O1", "O2", "O3", "Os", "Oz")


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
    options = arguments().parse_args()
    started = time.monotonic()
    if options.step == "runtime":
        from models.compile.runtime import build_runtime

        for path in build_runtime(options.out, options.optimize):
            print(f"{path}  {path.stat().st_size:,} bytes")
        print(f"{time.monotonic() - started:.0f} s")
        return
    chunk = options.chunk or CHUNK[options.schedule]
    if not 1 <= chunk <= options.context:
        raise BadInput(f"--chunk {chunk} must lie between 1 and --context {options.context}")
    if options.out.suffix != ".wasm":
        raise BadInput(f"{options.out}: the library must end in .wasm")
    if options.schedule != "gpu" and (options.subgroups or options.half):
        raise BadInput("--subgroups and --half belong to --schedule gpu")
    parts = options.tile.split("x")
    if len(parts) != 2 or not all(part.isdecimal() and 1 <= int(part) <= 64 for part in parts):
        raise BadInput(f"--tile {options.tile} must be two numbers from 1 to 64, e.g. 16x8")
    tile = (int(parts[0]), int(parts[1]))
    architecture = read_architecture(options.config)
    from models.compile.build_library import LibraryPlan, build_library
    from models.compile.link import link_library, runtime_objects

    runtime_objects(options.runtime)
    plan = LibraryPlan(architecture, options.quantization, options.schedule, options.context, chunk, tile, options.subgroups, options.half)
    executable = build_library(plan)
    compiled = time.monotonic()
    link_library(executable, options.out, options.runtime, options.optimize)
    if options.schedule == "gpu":
        from models.compile.gpu_text import with_own_kernels

        library = with_own_kernels(options.out.read_bytes())
        with atomic_file(options.out, "wb") as handle:
            handle.write(library)
    traits = [options.schedule, *(name for name, used in (("subgroups", options.subgroups), ("half", options.half)) if used)]
    print(f"{options.out}  {options.out.stat().st_size:,} bytes  {', '.join(traits)}, chunk {chunk}  "
          f"compile {compiled - started:.0f} s, link {options.optimize} {time.monotonic() - compiled:.0f} s")


if __name__ == "__main__":
    run_step(main)
