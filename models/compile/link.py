"""Links a compiled module with the runtime objects into one .wasm."""

import os
import subprocess
from pathlib import Path

from models.atomic import BadInput
from models.compile.runtime import OBJECTS, require_emcc

SETTINGS = ("WASM_BIGINT=1", "ERROR_ON_UNDEFINED_SYMBOLS=0", "STANDALONE_WASM=1", "ALLOW_MEMORY_GROWTH=1", "TOTAL_MEMORY=64MB")


def runtime_objects(folder: Path) -> list[Path]:
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
