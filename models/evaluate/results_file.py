"""Finished queries on disk, one JSON line each, so that a stopped evaluation goes on where it was."""

import json
import os
from pathlib import Path
from typing import Any

from models.atomic import BadInput, atomic_file


class ResultsFile:
    """First line: what was evaluated (`key`). A last line cut short by a stop is dropped; another key is refused."""

    def __init__(self, path: Path, key: dict[str, Any]) -> None:
        self._path = path
        self.done: dict[str, dict[str, Any]] = {}
        if not path.is_file():
            with atomic_file(path) as stream:
                stream.write(json.dumps(key) + "\n")
            return
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = lines[:-1]  # whatever stands after the last line end was cut short
        if not kept or _value(kept[0], path, 1) != key:
            raise BadInput(f"{path} holds results of other settings, another model or another collection; give another --results")
        for number, line in enumerate(kept[1:], 2):
            record = _value(line, path, number)
            self.done[record["qid"]] = record
        if lines[-1]:
            with atomic_file(path) as stream:
                stream.write("\n".join(kept) + "\n")

    def add(self, records: list[dict[str, Any]]) -> None:
        with open(self._path, "a", encoding="utf-8") as stream:
            stream.write("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
            stream.flush()
            os.fsync(stream.fileno())
        self.done.update({record["qid"]: record for record in records})


def _value(line: str, path: Path, number: int) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise BadInput(f"{path}, line {number} is not JSON; remove the file to start anew") from None
