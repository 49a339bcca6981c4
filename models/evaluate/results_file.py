"""results.jsonl: one line a query, added to as queries are done, so that a stopped evaluation goes on where it was."""

import json
import os
from pathlib import Path
from typing import Any

from models.atomic import BadInput, write_json


def open_results(out: Path, settings: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of an earlier run with the same settings; a line that was cut short is taken away. BadInput for other settings."""
    out.mkdir(parents=True, exist_ok=True)
    path, about = out / "results.jsonl", out / "settings.json"
    if not about.is_file():
        write_json(about, settings)
    earlier = json.loads(about.read_text(encoding="utf-8"))
    different = [name for name in settings if earlier.get(name) != settings[name]]
    if different:
        name = different[0]
        raise BadInput(f"{out} holds results of another run ({name} {earlier.get(name)!r}, now {settings[name]!r}); remove that folder or give another --out")
    if not path.is_file():
        return []
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        with open(path, "r+b") as stream:
            stream.truncate(whole)
    return [json.loads(line) for line in data[:whole].decode("utf-8").splitlines()]


def add_results(out: Path, lines: list[dict[str, Any]]) -> None:
    """Adds lines and has them on the disk before it returns."""
    with open(out / "results.jsonl", "a", encoding="utf-8") as stream:
        stream.write("".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines))
        stream.flush()
        os.fsync(stream.fileno())
