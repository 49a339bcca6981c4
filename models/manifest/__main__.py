"""`python -m models.manifest`: model card, NOTICE and manifest.json of a model folder, and its entry in the app's catalog."""

import argparse
import datetime
from dataclasses import dataclass
from pathlib import Path

from models.files import BadInput, read_json, run_step, sha256_of, write_json
from models.manifest.manifest import MANIFEST, Manifest, catalog_entry, hash_files, page_guard, write_catalog
from models.manifest.model_card import Figures, model_card

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "src" / "core" / "preset" / "templates"


@dataclass(frozen=True)
class Options:
    """The command line; see `arguments`. `created`: YYYY-MM-DD."""

    folder: Path
    title: str
    template: str
    figures: Path | None
    guard: Path | None
    licence: str
    created: str
    catalog: Path


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
    """Ids of the page's own presets."""
    return {read_json(path).get("id") for path in TEMPLATES.glob("*.json")}


def main() -> None:
    """Parse the command line, write card, notice and manifest into the folder, and its entry into the catalog."""
    options = Options(**vars(arguments().parse_args()))
    folder = options.folder.resolve()
    if not folder.is_dir():
        raise BadInput(f"{options.folder}: is not a folder")
    if options.template not in template_ids():
        raise BadInput(f"no prompt template {options.template!r} in src/core/preset/templates")
    guard = page_guard(options.guard, folder) if options.guard else None
    card, notice = model_card(folder.name, Figures.read(options.figures) if options.figures else Figures())
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    (folder / "NOTICE").write_text(notice, encoding="utf-8")
    manifest = Manifest(
        id=folder.name, template=options.template, quantization=read_json(folder / "mlc-chat-config.json")["quantization"],
        created=options.created, licence=options.licence, guard=guard, files=hash_files(folder),
    )
    write_json(folder / MANIFEST, manifest.to_json())
    entry = catalog_entry(manifest, options.title, sha256_of(folder / MANIFEST))
    write_catalog(options.catalog, entry)
    if guard is None:
        print("no --guard: the page cannot tell a library that computes something else, and will only time it")
    for file in manifest.files:
        print(f"{file.bytes:>12,}  {file.sha256[:12]}…  {file.name}")
    print(f"{sum(file.bytes for file in manifest.files):>12,}  in all; a GPU loads {entry.bytes:,}; manifest {entry.manifest_sha256[:12]}…")


if __name__ == "__main__":
    run_step(main)
