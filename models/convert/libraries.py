"""Which libraries a model gets, and their compilation: one process each, whose memory goes with it."""

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from models.compile.architecture import Architecture
from models.compile.emcc import OBJECTS, build_runtime, package_folder, require_emcc
from models.files import BadInput

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / ".cache" / "web-runtime"
SOFTWARE_ROWS = 4  # of a matrix, which four threads share


@dataclass(frozen=True)
class Library:
    """`flags` of `models.compile library`. `level`: what keeps it below the size that the page takes."""

    name: str
    flags: tuple[str, ...]
    level: str = "O3"


LIBRARIES = {
    "gpu": Library("gpu.wasm", ("--schedule", "gpu")),
    "gpu-subgroups": Library("gpu-subgroups.wasm", ("--schedule", "gpu", "--subgroups")),
    "gpu-f16": Library("gpu-f16.wasm", ("--schedule", "gpu", "--subgroups", "--half")),
    "software": Library("software.wasm", ("--schedule", "software"), "Oz"),
}
# Scales and norms in float16 need adapters with shader-f16, which only the library for those asks for.
FITTING = {"q4f32_1": tuple(LIBRARIES), "q4f16_1": ("gpu-f16",)}


def chosen_libraries(asked: str | None, quantization: str, architecture: Architecture, level: str | None = None) -> list[Library]:
    """Of the command line: names joined by commas, "none", or None for all that fit; `level`: of all of them. BadInput for one that is not known or would compute nonsense."""
    fitting = FITTING[quantization]
    if asked == "none":
        return []
    names = list(fitting) if asked is None else asked.split(",")
    for name in names:
        if name not in LIBRARIES:
            raise BadInput(f"--libraries {name}: there are {', '.join(LIBRARIES)}, and none")
        if name not in fitting:
            raise BadInput(f"--libraries {name}: with {quantization} scales and norms are float16, which only gpu-f16 asks the adapter for; "
                           "use --quantization q4f32_1")
    if "software" in names:
        rows = {"vocab_size": architecture.vocab, "hidden_size": architecture.hidden, "q, k and v rows": architecture.qkv_rows,
                "2 * intermediate_size": 2 * architecture.intermediate}
        uneven = [f"{name} is {number:,}" for name, number in rows.items() if number % SOFTWARE_ROWS]
        if uneven:
            raise BadInput(f"software.wasm needs rows in multiples of {SOFTWARE_ROWS}: {', '.join(uneven)}; leave it out with "
                           f"--libraries {','.join(name for name in fitting if name != 'software')}")
        if architecture.head_dim % 16:
            raise BadInput(f"software.wasm needs heads of a multiple of 16, here {architecture.head_dim}; leave it out with "
                           f"--libraries {','.join(name for name in fitting if name != 'software')}")
    return [replace(LIBRARIES[name], level=level or LIBRARIES[name].level) for name in names]


def check_tools() -> None:
    """BadInput where libraries cannot be compiled, before hours of other work."""
    advice = "or leave the libraries out (--libraries none) and take those of a model of the same shape"
    for package in ("tvm", "tvm_ffi"):
        try:
            package_folder(package)
        except BadInput as problem:
            raise BadInput(f"{problem}, {advice}") from None
    try:
        require_emcc()
    except BadInput as problem:
        raise BadInput(f"{problem}, {advice}") from None


def ready_runtime(given: Path | None) -> Path:
    """The folder of runtime objects: the one given, or one of our own that is built where it is missing (minutes, once)."""
    if given is not None:
        return given
    if not all((RUNTIME / f"{stem}.o").is_file() for stem in OBJECTS):
        print(f"building the web runtime in {RUNTIME}, once: minutes", flush=True)
        build_runtime(RUNTIME, "O3")
    return RUNTIME


def compile_library(library: Library, config: Path, out: Path, *, runtime: Path, quantization: str, context: int) -> None:
    """`out` whole or not at all. BadInput where the compiler ends with an error; its messages stand above."""
    command = [sys.executable, "-m", "models.compile", "library", str(config.resolve()), str(out.resolve()), "--runtime", str(runtime.resolve()),
               *library.flags, "--quantization", quantization, "--context", str(context), "--optimize", library.level]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise BadInput(f"{library.name} could not be compiled; the message stands above. What is finished is kept: run the command again")
