"""What emcc does: builds the web runtime of WebLLM libraries, and links a compiled module with it into one .wasm.

The runtime's C++ sources lie inside the apache-tvm and apache-tvm-ffi wheels. They leave out some headers (`tvm/support/*`, `support/*` beside
TVM's sources, `compiler-rt/builtin_fp16.h`); `compat/` holds small replacements written for this project.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from models.files import BadInput

LEVELS = ("O1", "O2", "O3", "Os", "Oz")
OBJECTS = ("wasm_runtime", "tvmjs_support", "webgpu_runtime")
INCLUDES = (".", "include", "3rdparty/tvm-ffi/include", "3rdparty/tvm-ffi/3rdparty/dlpack/include")
SETTINGS = ("WASM_BIGINT=1", "ERROR_ON_UNDEFINED_SYMBOLS=0", "STANDALONE_WASM=1", "ALLOW_MEMORY_GROWTH=1", "TOTAL_MEMORY=64MB")


def package_folder(name: str) -> Path:
    """Where an installed Python package lies; it is not imported."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise BadInput(f"the Python package {name} is not installed (see models/requirements.txt)")
    return Path(spec.submodule_search_locations[0])


def require_emcc() -> str:
    """Path of emcc. BadInput where there is none."""
    found = shutil.which("emcc")
    if not found:
        raise BadInput("emcc is not on the path (Debian and Ubuntu: apt-get install emscripten)")
    return found


def object_command(emcc: str, stem: str, level: str, tree: Path) -> list[str]:
    """What compiles one of OBJECTS, to be run in `tree`. Its paths are relative and the rest of `tree` is cut off: the runtime's messages tell of no
    machine's folders. (clang's __PRETTY_FUNCTION__ names where a lambda stands, and heeds no prefix map.)"""
    includes = [f"-I{part}" for part in INCLUDES]
    options = [f"-{level}", "-std=c++17", "-Wno-ignored-attributes", f"-ffile-prefix-map={tree}=."]
    return [emcc, *includes, *options, "-c", "-o", f"{stem}.o", f"web/emcc/{stem}.cc"]


def build_runtime(out: Path, level: str) -> list[Path]:
    """Compiles the runtime objects into `out` (created), at emcc level `level` (O3, Oz…). They appear only when all are built."""
    emcc, tvm, ffi = require_emcc(), package_folder("tvm"), package_folder("tvm_ffi")
    with tempfile.TemporaryDirectory(prefix="glassrank-runtime-") as name:
        tree = Path(name)
        for part in ("src", "include"):
            shutil.copytree(tvm / part, tree / part)
        shutil.copytree(tvm / "web" / "emcc", tree / "web" / "emcc")
        shutil.copytree(Path(__file__).parent / "compat", tree, dirs_exist_ok=True)
        (tree / "3rdparty").mkdir(exist_ok=True)
        (tree / "3rdparty" / "tvm-ffi").symlink_to(ffi)
        built = []
        for stem in OBJECTS:
            if subprocess.run(object_command(emcc, stem, level, tree), cwd=tree).returncode:
                raise BadInput(f"emcc could not compile {stem}.cc; its message stands above")
            built.append(tree / f"{stem}.o")
        out.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copy(path, out / path.name)) for path in built]


def runtime_objects(folder: Path) -> list[Path]:
    """The objects of build_runtime. BadInput names those that are missing and the command that makes them."""
    paths = [Path(folder) / f"{stem}.o" for stem in OBJECTS]
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        raise BadInput(f"{folder}: no {', '.join(missing)} (build them with: python -m models.compile runtime {folder})")
    return paths


def link_library(executable, out: Path, runtime: Path, level: str) -> None:
    """Writes `out` only when linking succeeded. emcc's warning about TVMFFIWasm* symbols is expected: WebLLM provides them."""
    emcc, parts = require_emcc(), runtime_objects(runtime)
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f"{out.stem}.unfinished.wasm")

    def link(target, objects, options=None, **_):
        settings = [word for setting in SETTINGS for word in ("-s", setting)]
        subprocess.run([emcc, f"-{level}", "--no-entry", *settings, "-o", target, *map(str, parts), *objects], check=True)

    link.object_format = "o"
    try:
        executable.export_library(str(unfinished), fcompile=link)
        unfinished.chmod(0o644)
        os.replace(unfinished, out)
    except subprocess.CalledProcessError as error:
        raise BadInput("emcc could not link the library; its message stands above") from error
    finally:
        unfinished.unlink(missing_ok=True)
