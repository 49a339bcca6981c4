"""A set of the table by its name: held-out questions of models.data, or a collection of the data folder, packed or unpacked.

Which of its queries are measured is the same for every system, depth and run.
"""

import hashlib
import json
import tarfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from models.data.read_data import ARCHIVE
from models.evaluate.tasks import Task, read_collection, read_lists
from models.files import BadInput, atomic_folder

LISTS = ("dev", "test")
SEED = 20261121


def read_set(name: str, data: Path | None, lists: Path | None, unpacked: Path, depth: int) -> tuple[list[Task], str]:
    """All tasks of the set at `depth`, and sha256 of them. `unpacked`: folder for what has to be taken out of the archive."""
    if name in LISTS:
        if lists is None:
            raise BadInput(f"--sets names {name}, so --lists must be the folder that models.data wrote ({name}.jsonl)")
        path = lists / f"{name}.jsonl"
        if not path.is_file():
            raise BadInput(f"{path} is missing; make it with python -m models.data")
        tasks = read_lists(path, None, depth)
    else:
        tasks, _ = read_collection(_collection(name, data, unpacked), None, depth)
        tasks = [task for task in tasks if task.candidates]  # nothing was found, so there is nothing to order
    if not tasks:
        raise BadInput(f"the set {name} has no list with candidates; look at {lists if name in LISTS else data}")
    return tasks, _sha256(tasks)


def _sha256(tasks: Sequence[Task]) -> str:
    whole = hashlib.sha256()
    for task in tasks:
        whole.update(json.dumps(asdict(task), sort_keys=True).encode())
    return whole.hexdigest()


def _collection(name: str, data: Path | None, unpacked: Path) -> Path:
    if data is None or not data.is_dir():
        raise BadInput(f"--sets names {name}, so --data must be a folder with {ARCHIVE} or the unpacked {name}/; {data} is none")
    if (data / name).is_dir():
        return data / name
    if (unpacked / name).is_dir():
        return unpacked / name
    if not (data / ARCHIVE).is_file():
        raise BadInput(f"{data} holds neither {name}/ nor {ARCHIVE}")
    try:
        with tarfile.open(data / ARCHIVE, "r:xz") as archive:
            members = [member for member in archive.getmembers() if member.name.startswith(f"{name}/") and member.isfile()]
            if not members:
                raise BadInput(f"{data / ARCHIVE} has no collection {name}; it has {', '.join(_names(archive))}")
            with atomic_folder(unpacked / name) as part:
                for member in members:
                    target = part / member.name.removeprefix(f"{name}/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    source = archive.extractfile(member)
                    target.write_bytes(source.read() if source else b"")
    except (tarfile.TarError, EOFError) as problem:
        raise BadInput(f"{data / ARCHIVE} cannot be unpacked: {problem}") from None
    return unpacked / name


def _names(archive: tarfile.TarFile) -> list[str]:
    return sorted({name.partition("/")[0] for name in archive.getnames() if "/" in name})


def sample(tasks: Sequence[Task], name: str, count: int) -> list[Task]:
    """`count` tasks of the set `name` (or all there are) in an order drawn by SEED alone: a smaller sample is the beginning of a larger one."""
    return sorted(tasks, key=lambda task: hashlib.sha256(f"{SEED} {name} {task.qid}".encode()).digest())[:count]
