"""Which queries of a set are measured: the same for every system, depth and run."""

import hashlib
from collections.abc import Sequence

from models.evaluate.read_collection import Task

SEED = 20261121


def sample(tasks: Sequence[Task], name: str, count: int) -> list[Task]:
    """`count` tasks of the set `name` (or all there are) in an order drawn by SEED alone: a smaller sample is the beginning of a larger one."""
    return sorted(tasks, key=lambda task: hashlib.sha256(f"{SEED} {name} {task.qid}".encode()).digest())[:count]
