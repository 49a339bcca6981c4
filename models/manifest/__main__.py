"""`python -m models.manifest`: model card, NOTICE and manifest.json of a model folder, and its entry in the app's catalog."""

import argparse
import datetime
from pathlib import Path

from models.atomic import BadInput, run_step, write_json
from models.compile.architecture import read_json
from models.manifest.catalog import catalog_entry, write_catalog
from models.manifest.hash_files import MANIFEST, hash_files, sha256_of
from models.manifest.model_card import model_card
from models.manifest.page_guard import page_guard

ROOT = Path(__file__).parents[2]


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.manifest", description=__doc__)
    parser.add_argument("folder", type=Path, help="public/models/<id>, with weights and libraries")
    parser.add_argument("--title", required=True, help="name shown to the user")
    parser.add_argument("--template", default="glassrank-1", help="id of the prompt template it was trained with")
    parser.add_argument("--figures", type=Path, help="JSON {training: {name: value}, evaluations: [{set, queries, depth, before, after}]}")
    parser.add_argument("--guard", type=Path, help="golden file of models.verify --write: what the page checks a library with before it trusts it")
    parser.add_argument("--licence", default="Apache-2.0")
    parser.add_argument("--created", default=datetime.date.today().isoformat(), help="date (default today)")
    parser.add_argument("--catalog", type=Path, default=ROOT / "src" / "engines" / "webllm" / "model-catalog.json")
    return parser


def template_ids() -> set[str]:
    return {read_json(path).get("id") for path in (ROOT / "src" / "core" / "preset" / "templates").glob("*.json")}


def main() -> None:
    options = arguments().parse_args()
    folder = options.folder.resolve()
    if not folder.is_dir():
        raise BadInput(f"{options.folder}: is not a folder")
    if options.template not in template_ids():
        raise BadInput(f"no prompt template {options.template!r} in src/core/preset/templates")
    guard = page_guard(options.guard, folder) if options.guard else None
    card, notice = model_card(folder.name, read_json(options.figures) if options.figures else {})
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    (folder / "NOTICE").write_text(notice, encoding="utf-8")
    manifest = {
        "schema": 1,
        "id": folder.name,
        "template": options.template,
        "quantization": read_json(folder / "mlc-chat-config.json")["quantization"],
        "created": options.created,
        "licence": options.licence,
        **({"guard": guard} if guard else {}),
        "files": hash_files(folder),
    }
    write_json(folder / MANIFEST, manifest)
    entry = catalog_entry(manifest, options.title, sha256_of(folder / MANIFEST))
    write_catalog(options.catalog, entry)
    if guard is None:
        print("no --guard: the page cannot tell a library that computes something else, and will only time it")
    for file in manifest["files"]:
        print(f"{file['bytes']:>12,}  {file['sha256'][:12]}…  {file['name']}")
    print(f"{sum(f['bytes'] for f in manifest['files']):>12,}  in all; a GPU loads {entry['bytes']:,}; manifest {entry['manifestSha256'][:12]}…")


if __name__ == "__main__":
    run_step(main)
