"""What every step shares: reading JSON, hashing, writing so that nothing half-written is left under a final name, and failing in one line."""

import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class BadInput(Exception):
    """Something the caller gave is unusable; the message says what, where, and the next step."""


def read_json(path: Path) -> dict[str, Any]:
    """The object that a JSON file holds. BadInput names the file that cannot be read, is not JSON, or holds something else."""
    try:
        value = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise BadInput(f"{path}: is not JSON ({error})") from error
    if not isinstance(value, dict):
        raise BadInput(f"{path}: expected a JSON object")
    return value


def sha256_of(path: Path) -> str:
    """sha256 of a file's bytes, in hexadecimal; read piece by piece, so that weights need no memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def atomic_file(path: Path, mode: str = "w") -> Iterator[Any]:
    """Yield a handle on `path`.part; on success it is renamed to `path`, on any error it is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        with open(part, mode, encoding=None if "b" in mode else "utf-8") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder `path`.part; on success it takes the place of `path`, on any error it is removed."""
    part = path.with_name(path.name + ".part")
    old = path.with_name(path.name + ".old")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        shutil.rmtree(old, ignore_errors=True)
        if path.exists():
            os.replace(path, old)
        os.replace(part, path)
        shutil.rmtree(old, ignore_errors=True)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def write_json(path: Path, value: Any) -> None:
    """Write `value` as indented UTF-8 JSON with a closing newline, atomically."""
    with atomic_file(path) as handle:
        handle.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def run_step(main: Callable[[], None]) -> None:
    """Run a step's main; expected failures become one line on stderr and exit status 2 (bad input) or 3 (disk)."""
    try:
        main()
    except BadInput as problem:
        print(f"error: {problem}", file=sys.stderr)
        raise SystemExit(2) from None
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            print(f"error: the disk is full ({problem.filename or 'while writing'}); free some space and run the step again", file=sys.stderr)
            raise SystemExit(3) from None
        raise
