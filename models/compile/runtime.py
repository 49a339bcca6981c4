"""Builds the web runtime of WebLLM libraries from the C++ sources inside the apache-tvm and apache-tvm-ffi wheels.

The wheels leave out some headers (`tvm/support/*`, `support/*` beside TVM's sources, `compiler-rt/builtin_fp16.h`); `compat/` holds small
replacements written for this project.
"""

import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path

from models.atomic import BadInput

OBJECTS = ("wasm_runtime", "tvmjs_support", "webgpu_runtime")


def package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise BadInput(f"the Python package {name} is not installed (see models/requirements.txt)")
    return Path(spec.submodule_search_locations[0])


def require_emcc() -> str:
    found = shutil.which("emcc")
    if not found:
        raise BadInput("emcc is not on the path (Debian and Ubuntu: apt-get install emscripten)")
    return found


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
        includes = [f"-I{x}" for x in (tree, tree / "include", ffi / "include", ffi / "3rdparty" / "dlpack" / "include")]
        built = []
        for stem in OBJECTS:
            target = tree / f"{stem}.o"
            source = tree / "web" / "emcc" / f"{stem}.cc"
            flags = [f"-{level}", "-std=c++17", "-Wno-ignored-attributes", "-c", "-o", str(target), str(source)]
            if subprocess.run([emcc, *includes, *flags]).returncode:
                raise BadInput(f"emcc could not compile {source.name}; its message stands above")
            built.append(target)
        out.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copy(path, out / path.name)) for path in built]
