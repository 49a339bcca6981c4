"""The catalog the app is built with: which models there are, and the hash of each one's manifest."""

from pathlib import Path

from models.atomic import write_json
from models.compile.architecture import read_json


def catalog_entry(manifest: dict, title: str, manifest_sha256: str) -> dict:
    """`bytes`: what one load on a GPU fetches (weights, config, tokenizer, gpu.wasm)."""
    loaded = [f for f in manifest["files"] if f["name"] == "gpu.wasm" or not f["name"].endswith((".wasm", ".md", "NOTICE"))]
    return {
        "id": manifest["id"],
        "title": title,
        "template": manifest["template"],
        "manifestSha256": manifest_sha256,
        "bytes": sum(f["bytes"] for f in loaded),
    }


def write_catalog(path: Path, entry: dict) -> None:
    """Replaces or adds one entry. Models for tests come last; otherwise by id."""
    models = read_json(path).get("models", []) if path.is_file() else []
    models = [model for model in models if model["id"] != entry["id"]] + [entry]
    models.sort(key=lambda model: (model["id"].startswith("test-"), model["id"]))
    write_json(path, {"models": models})
