"""Reads the data folder, packed (the .xz archives) or unpacked, line by line."""

import json
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.atomic import BadInput

TEXTBOOKS = "textbooks-and-medquad.tar.xz"


def check_data(folder: Path) -> None:
    """BadInput naming the first source that `folder` lacks."""
    if not folder.is_dir():
        raise BadInput(f"the data folder {folder} does not exist; give the folder that holds wiki_passages.jsonl.xz and questions.jsonl.xz")
    for name in ("wiki_passages.jsonl", "questions.jsonl"):
        if not (folder / name).is_file() and not (folder / f"{name}.xz").is_file():
            raise BadInput(f"{folder} holds neither {name} nor {name}.xz")
    if not (folder / TEXTBOOKS).is_file() and not (folder / "medquad.jsonl").is_file():
        raise BadInput(f"{folder} holds neither {TEXTBOOKS} nor medquad.jsonl")


def read_lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The JSON values of NAME or NAME.xz, streamed."""
    path = folder / name
    stream = open(path, encoding="utf-8") if path.is_file() else lzma.open(folder / f"{name}.xz", "rt", encoding="utf-8")
    with stream:
        yield from _json_lines(stream, path)


def read_textbooks(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(file name, value) of every line of medquad.jsonl and os_*.jsonl, in order of name when unpacked, of the archive when packed."""
    if (folder / "medquad.jsonl").is_file():
        for path in [folder / "medquad.jsonl", *sorted(folder.glob("os_*.jsonl"))]:
            with open(path, encoding="utf-8") as stream:
                for value in _json_lines(stream, path):
                    yield path.name, value
        return
    with tarfile.open(folder / TEXTBOOKS, "r|xz") as archive:
        for member in archive:
            name = Path(member.name).name
            file = archive.extractfile(member)
            if file is not None and (name == "medquad.jsonl" or name.startswith("os_")):
                for value in _json_lines(file, Path(name)):
                    yield name, value


def _json_lines(stream: Any, path: Path) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        for number, line in enumerate(stream, 1):
            yield json.loads(line)
    except (ValueError, lzma.LZMAError, EOFError) as problem:
        raise BadInput(f"{path}, line {number + (not isinstance(problem, ValueError))}: {problem}; the file is damaged or cut short") from None
