"""The files of a model folder with their sizes and hashes, after checking that the folder is whole."""

import hashlib
from pathlib import Path

from models.atomic import BadInput
from models.compile.architecture import read_json

REQUIRED = ("mlc-chat-config.json", "tensor-cache.json", "tokenizer.json", "gpu.wasm", "software.wasm", "MODEL_CARD.md", "NOTICE")
# Libraries for adapters with more features; a folder may hold any of them.
OPTIONAL = ("gpu-subgroups.wasm", "gpu-f16.wasm")
MANIFEST = "manifest.json"
LARGEST_LIBRARY = 4_000_000


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def shard_names(folder: Path) -> list[str]:
    """Names out of tensor-cache.json. Raises BadInput if a shard is missing, has another size, or lies there unlisted."""
    listed = read_json(folder / "tensor-cache.json").get("records", [])
    names = [shard["dataPath"] for shard in listed]
    for shard in listed:
        path = folder / shard["dataPath"]
        if not path.is_file():
            raise BadInput(f"{folder}: no {path.name}, which tensor-cache.json lists")
        if path.stat().st_size != shard["nbytes"]:
            raise BadInput(f"{path}: {path.stat().st_size} bytes, but tensor-cache.json says {shard['nbytes']}")
    for path in folder.glob("params_shard_*.bin"):
        if path.name not in names:
            raise BadInput(f"{path}: is not listed in tensor-cache.json (left over from other weights?)")
    return names


def hash_files(folder: Path) -> list[dict]:
    """[{name, bytes, sha256}] of every file but the manifest, by name. Raises BadInput for an incomplete or damaged folder."""
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if missing:
        raise BadInput(f"{folder}: no {', '.join(missing)}")
    known = {*REQUIRED, *(name for name in OPTIONAL if (folder / name).is_file()), *shard_names(folder), MANIFEST}
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            raise BadInput(f"{path}: does not belong into a model folder")
    for path in folder.glob("*.wasm"):
        with path.open("rb") as file:
            if file.read(4) != b"\0asm":
                raise BadInput(f"{path}: is not a WebAssembly module")
        if path.stat().st_size > LARGEST_LIBRARY:
            raise BadInput(f"{path}: {path.stat().st_size:,} bytes; no library may have more than {LARGEST_LIBRARY:,} (compile it with --optimize O3)")
    names = sorted(known - {MANIFEST})
    return [{"name": n, "bytes": (folder / n).stat().st_size, "sha256": sha256_of(folder / n)} for n in names]
