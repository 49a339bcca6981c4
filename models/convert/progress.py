"""A conversion that can be killed at any point: what is finished lies in OUT.unfinished, and OUT.unfinished.json knows it by its hash.

Every file is written under another name, synced, and renamed; then it is told in that list, the same way. So whatever was being written
when the process ended is made again, and what is there but does not have its hash is made again too.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.files import BadInput, read_json, sha256_of, write_json


def unfinished(out: Path) -> Path:
    """Where a conversion to `out` works."""
    return out.with_name(f"{out.name}.unfinished")


def check_out(out: Path) -> None:
    """BadInput where the model folder to write is there already."""
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out}: is a file; give the folder to write")
    if out.is_dir() and any(out.iterdir()):
        raise BadInput(f"{out}: is not empty; choose another folder, or delete this one first")


class Work:
    """The folder of one conversion. `identity`: all that its files depend on; a folder begun with another is refused, with what differs."""

    def __init__(self, out: Path, identity: Mapping[str, Any], report: Callable[[str], None]):
        check_out(out)
        self.out, self.folder, self.report = out, unfinished(out), report
        self.list = self.folder.with_name(f"{self.folder.name}.json")
        self.identity = dict(identity)
        self.files: dict[str, str] = {}
        if self.list.is_file() and self.folder.is_dir():
            self._go_on()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._tell()

    def _go_on(self) -> None:
        known = read_json(self.list)
        before = known.get("identity") or {}
        differs = [name for name in {**before, **self.identity} if before.get(name) != self.identity.get(name)]
        if differs:
            raise BadInput(f"{self.folder}: was begun with another {', '.join(differs)}; delete it to begin anew, or choose another OUT")
        for name, sha256 in (known.get("files") or {}).items():
            path = self.folder / name
            if path.is_file() and sha256_of(path) == sha256:
                self.files[name] = sha256
            elif path.is_file():
                self.report(f"{name} is not what was written: made again")
        if self.files:
            self.report(f"going on in {self.folder}: {len(self.files)} files are finished")

    def make(self, name: str, write: Callable[[], None]) -> None:
        """Lets `write` make the file `name` of the work folder, unless it is finished."""
        if name in self.files:
            return
        write()
        self.files[name] = sha256_of(self.folder / name)
        self._tell()

    def _tell(self) -> None:
        write_json(self.list, {"identity": self.identity, "files": self.files})

    def finish(self) -> None:
        """Only finished files are left, then the folder gets its name. Kept where it is when something else has taken that name."""
        for path in self.folder.iterdir():
            if path.name not in self.files:
                path.unlink()
        check_out(self.out)
        if self.out.is_dir():
            self.out.rmdir()
        os.replace(self.folder, self.out)
        self.list.unlink()


def check_space(work: Path, needed: int) -> None:
    """BadInput where the disk of `work` has less than `needed` bytes left."""
    free = shutil.disk_usage(work).free
    if free < needed:
        raise BadInput(f"{work}: {needed:,} more bytes are needed, the disk has {free:,} free; free some space and run the command again")
