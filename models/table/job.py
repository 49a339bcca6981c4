"""One system on one set at one depth: what is to be asked, and the file that its answers are kept in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.evaluate.read_collection import Task
from models.evaluate.results_file import open_results
from models.evaluate.start import Start
from models.table.systems import SYSTEMS

if TYPE_CHECKING:  # It needs torch.
    from models.evaluate.ranker import Ranker


@dataclass
class Job:
    """`tasks` begin where the system does. `lines`: results so far, by query. `shuffle`: 0 as it is, else which shuffle of the order."""

    set_name: str
    depth: int
    system: str
    tasks: list[Task]
    ranker: Ranker
    settings: dict[str, Any]
    folder: Path
    shuffle: int = 0
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = {line["qid"]: line for line in open_results(self.folder, self.settings)}

    @property
    def name(self) -> str:
        return f"{self.set_name} {self.depth} {self.system}" + (f" shuffle {self.shuffle}" if self.shuffle else "")

    @property
    def left(self) -> list[Task]:
        return [task for task in self.tasks if task.qid not in self.lines]


def make_job(set_name: str, depth: int, system: str, tasks: Sequence[Task], ranker: Ranker, settings: dict[str, Any], out: Path, shuffle: int = 0) -> Job:
    """`tasks` with the first stage as their start; `settings`: what else the results depend on. Results of other weights lie in another folder."""
    form = SYSTEMS[system]
    whole = {**settings, "weights": ranker.sha256, "mode": form.mode, "shuffle": shuffle}
    whole |= {} if form.prior else {"prior_weight": 0.0}
    whole |= {} if form.thinks else {"thought_tokens": 0}
    folder = out / f"{set_name}-{depth}" / (f"{system}-{ranker.sha256[:12]}" + (f"-shuffle-{shuffle}" if shuffle else ""))
    begun = [replace(task, start=shuffled(task, shuffle)) for task in tasks] if shuffle else list(tasks)
    return Job(set_name, depth, system, begun, ranker, whole, folder, shuffle)


def shuffled(task: Task, shuffle: int) -> Start:
    """The start in another order, drawn by query and `shuffle`; scores and windows stay with their passages."""
    if task.start is None:
        raise ValueError(f"{task.qid} has no first stage")
    order = list(task.start.order)
    random.Random(f"{shuffle} {task.qid}").shuffle(order)
    return replace(task.start, order=tuple(order))
