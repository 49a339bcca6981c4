"""manifest.json of a model folder: its files with sizes and hashes after checking that the folder is whole, the page's guard; and the app's catalog."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.files import BadInput, read_json, sha256_of, write_json

REQUIRED = ("mlc-chat-config.json", "tensor-cache.json", "tokenizer.json", "MODEL_CARD.md", "NOTICE")
# Libraries of every model of this repository; a converted one has those that it was compiled for.
LIBRARIES = ("gpu.wasm", "software.wasm")
# Libraries for adapters with more features; a folder may hold any of them.
OPTIONAL = ("gpu-subgroups.wasm", "gpu-f16.wasm")
MANIFEST = "manifest.json"
# Of a model that is shipped with the app.
LARGEST_LIBRARY = 4_000_000


@dataclass(frozen=True)
class ModelFile:
    """One file of a model folder; `sha256` in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Guard:
    """The short text, and torch's token ids after it, by which the page tells a right library from a wrong one."""

    prompt: str
    tokens: list[int]


@dataclass(frozen=True)
class Manifest:
    """What manifest.json says. `template`: id of the prompt template; `created`: a date, YYYY-MM-DD; `licence`: an SPDX identifier."""

    id: str
    template: str
    quantization: str
    created: str
    licence: str
    guard: Guard | None
    files: Sequence[ModelFile]

    def to_json(self) -> dict[str, Any]:
        """manifest.json; without a guard the page only times a library."""
        guard = {"guard": asdict(self.guard)} if self.guard else {}
        about = {"id": self.id, "template": self.template, "quantization": self.quantization, "created": self.created, "licence": self.licence}
        return {"schema": 1, **about, **guard, "files": [asdict(file) for file in self.files]}


@dataclass(frozen=True)
class CatalogEntry:
    """One model of the catalog the app is built with. `bytes`: what one load on a GPU fetches (weights, config, tokenizer, gpu.wasm)."""

    id: str
    title: str
    template: str
    manifest_sha256: str
    bytes: int

    def to_json(self) -> dict[str, Any]:
        """One of model-catalog.json's models."""
        return {"id": self.id, "title": self.title, "template": self.template, "manifestSha256": self.manifest_sha256, "bytes": self.bytes}


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


def hash_files(folder: Path, *, libraries: Sequence[str] = LIBRARIES, largest: int = LARGEST_LIBRARY) -> list[ModelFile]:
    """Every file but the manifest, by name. `largest`: bytes that a library may have. Raises BadInput for an incomplete or damaged folder."""
    required = (*REQUIRED, *libraries)
    missing = [name for name in required if not (folder / name).is_file()]
    if missing:
        raise BadInput(f"{folder}: no {', '.join(missing)}")
    known = {*required, *(name for name in OPTIONAL if (folder / name).is_file()), *shard_names(folder), MANIFEST}
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            raise BadInput(f"{path}: does not belong into a model folder")
    for path in folder.glob("*.wasm"):
        with path.open("rb") as file:
            if file.read(4) != b"\0asm":
                raise BadInput(f"{path}: is not a WebAssembly module")
        if path.stat().st_size > largest:
            raise BadInput(f"{path}: {path.stat().st_size:,} bytes; no library may have more than {largest:,} (compile it with --optimize O3)")
    names = sorted(known - {MANIFEST})
    return [ModelFile(name, (folder / name).stat().st_size, sha256_of(folder / name)) for name in names]


def page_guard(golden_file: Path, folder: Path) -> Guard:
    """Out of what `models.verify --write` wrote. Raises BadInput when that was for other weights than lie in `folder`."""
    golden = read_json(golden_file)
    try:
        guard, weights = golden["guard"], golden["weights"]
        prompt, tokens = guard["prompt"], guard["tokens"]
    except (KeyError, TypeError) as error:
        raise BadInput(f"{golden_file}: is no golden file of models.verify --write ({error!r})") from error
    if not (isinstance(prompt, str) and prompt and isinstance(tokens, list) and tokens and all(type(token) is int for token in tokens)):
        raise BadInput(f"{golden_file}: guard needs a prompt and token ids")
    for name, sha256 in weights.items():
        if not (folder / name).is_file() or sha256_of(folder / name) != sha256:
            raise BadInput(f"{golden_file}: was written for another {name} than {folder} has; write it anew with models.verify --write")
    return Guard(prompt, tokens)


def catalog_entry(manifest: Manifest, title: str, manifest_sha256: str) -> CatalogEntry:
    """`title`: shown to the user; `manifest_sha256`: of manifest.json as written."""
    loaded = [file for file in manifest.files if file.name == "gpu.wasm" or not file.name.endswith((".wasm", ".md", "NOTICE"))]
    return CatalogEntry(manifest.id, title, manifest.template, manifest_sha256, sum(file.bytes for file in loaded))


def write_catalog(path: Path, entry: CatalogEntry) -> None:
    """Replaces or adds one entry. Models for tests come last; otherwise by id."""
    models = read_json(path).get("models", []) if path.is_file() else []
    models = [model for model in models if model["id"] != entry.id] + [entry.to_json()]
    models.sort(key=lambda model: (model["id"].startswith("test-"), model["id"]))
    write_json(path, {"models": models})
