"""The rows of the table that ask a language model: one job is one system on one set at one depth, with the file that its answers are kept in.

All jobs are worked through a batch at a time, in turns, so that a stop at any time leaves about the same queries of each.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from models.evaluate.read import apart, read_tasks, score_tasks
from models.evaluate.rerank import Mode, rerank_tasks
from models.evaluate.results import QueryResult, add_results, open_results
from models.evaluate.tasks import Start, Task

if TYPE_CHECKING:  # It needs torch.
    from models.evaluate.generate import Ranker


@dataclass(frozen=True)
class System:
    """`weights`: which folder of the command line. `thinks`: False gives an empty thought. `prior`: the first stage's scores weigh on identifiers.

    `reads`: reading scores, of the list or of each passage apart, are the order; with `prior` the first stage's beside them; a system that thinks too has
    them in its identifiers' prior and writes the order.
    """

    title: str
    weights: Literal["model", "base", "full"]
    mode: Mode
    thinks: bool
    prior: bool
    reads: Literal["list", "apart"] | None = None


SYSTEMS = {
    "reading": System("reading score alone", "model", "free", False, False, "list"),
    "reading-apart": System("reading score alone, each passage apart", "model", "free", False, False, "apart"),
    "fused": System("first stage + reading score", "model", "free", False, True, "list"),
    "fused-apart": System("first stage + reading score, each passage apart", "model", "free", False, True, "apart"),
    "fused-think": System("first stage + reading score + thought", "model", "locked", True, True, "list"),
    "fused-full": System("first stage + reading score, before quantization", "full", "free", False, True, "list"),
    "think": System("ours, think", "model", "locked", True, True),
    "no-think": System("ours, no thought", "model", "locked", False, True),
    "think-no-prior": System("ours, think, without prior", "model", "locked", True, False),
    "base": System("base model, zero-shot", "base", "constrained", False, False),
    "full-precision": System("ours, think, before quantization", "full", "locked", True, True),
}


@dataclass(frozen=True)
class Settings:
    """What all results of a table depend on. `template`: its id; `prior_weight`, `thought_tokens`: 0 for none; `passage_words`: words a passage;
    `dtype`: float32 or bfloat16; `encoder`: sha256 of the first stage's; `reading_weight`, `apart_weight`: of the reading score's z-scores.
    """

    template: str
    prior_weight: float
    thought_tokens: int
    passage_words: int
    dtype: str
    encoder: str
    reading_weight: float
    apart_weight: float


@dataclass(frozen=True)
class JobSettings(Settings):
    """And what those of one job do. `set`: sha256 of its tasks; `weights`: sha256; `shuffle`: 0 as it is, else which shuffle of the order."""

    set: str
    weights: str
    mode: Mode
    shuffle: int


@dataclass
class Job:
    """`tasks` begin where the system does. `results`: so far, by query; read from `folder` when the job is made."""

    set_name: str
    depth: int
    system: str
    tasks: list[Task]
    ranker: Ranker
    settings: JobSettings
    folder: Path
    results: dict[str, QueryResult] = field(init=False)

    def __post_init__(self) -> None:
        self.results = {line["qid"]: QueryResult.from_json(line) for line in open_results(self.folder, asdict(self.settings))}

    @property
    def shuffle(self) -> int:
        """0 as it is, else which shuffle of the order."""
        return self.settings.shuffle

    @property
    def name(self) -> str:
        """To be shown."""
        return f"{self.set_name} {self.depth} {self.system}" + (f" shuffle {self.shuffle}" if self.shuffle else "")

    @property
    def left(self) -> list[Task]:
        """Tasks without a result yet."""
        return [task for task in self.tasks if task.qid not in self.results]


def make_job(set_name: str, depth: int, system: str, tasks: Sequence[Task], set_sha256: str, ranker: Ranker, settings: Settings, out: Path,
             shuffle: int = 0) -> Job:
    """`tasks` with the first stage as their start. Results of other weights lie in another folder of `out`."""
    form = SYSTEMS[system]
    prior = settings.prior_weight if form.prior else 0.0
    thought = settings.thought_tokens if form.thinks else 0
    own = replace(settings, prior_weight=prior, thought_tokens=thought)
    whole = JobSettings(**asdict(own), set=set_sha256, weights=ranker.sha256, mode=form.mode, shuffle=shuffle)
    folder = out / f"{set_name}-{depth}" / (f"{system}-{ranker.sha256[:12]}" + (f"-shuffle-{shuffle}" if shuffle else ""))
    begun = [replace(task, start=shuffled(task, shuffle)) for task in tasks] if shuffle else list(tasks)
    return Job(set_name, depth, system, begun, ranker, whole, folder)


def shuffled(task: Task, shuffle: int) -> Start:
    """The start in another order, drawn by query and `shuffle`; scores and windows stay with their passages."""
    if task.start is None:
        raise ValueError(f"{task.qid} has no first stage")
    order = list(task.start.order)
    random.Random(f"{shuffle} {task.qid}").shuffle(order)
    return replace(task.start, order=tuple(order))


def run_jobs(jobs: Sequence[Job], load: Callable[[Ranker], None], batch: int, seconds: float | None, say: Callable[[str], None]) -> bool:
    """Adds to each job's results and file. `load(ranker)` before its first use; `seconds`: begin no batch that would end later. True: all is done."""
    ends = None if seconds is None else time.monotonic() + seconds
    paces: dict[tuple[str, int], float] = {}  # seconds a list, by system and depth
    while waiting := [job for job in jobs if job.left]:
        for job in waiting:
            tasks = job.left[:batch]
            started = time.monotonic()
            expected = paces.get((job.system, job.depth), 0.0) * len(tasks)
            if ends is not None and started + expected > ends:
                say(f"time is up; {sum(len(job.left) for job in jobs)} lists left: the same command goes on")
                return False
            load(job.ranker)
            fresh = _ranked(job, tasks)
            add_results(job.folder, [result.to_json() for result in fresh])
            job.results |= {result.qid: result for result in fresh}
            paces[job.system, job.depth] = (time.monotonic() - started) / len(tasks)
            say(_progress(job, paces[job.system, job.depth], _left(jobs, paces)))
    return True


def _ranked(job: Job, tasks: Sequence[Task]) -> list[QueryResult]:
    """By reading or by writing, as the system does it."""
    form, settings = SYSTEMS[job.system], job.settings
    if form.reads is None:
        write = job.ranker.writer(form.mode, settings.thought_tokens)
        return rerank_tasks(tasks, write, settings.passage_words, settings.prior_weight, settings.template)
    started = time.monotonic()
    read = job.ranker.reader() if form.reads == "list" else apart(job.ranker.reader())
    weight = settings.reading_weight if form.reads == "list" else settings.apart_weight
    if form.thinks:
        leanings = [one.leaning(weight) for one in score_tasks(tasks, read, settings.passage_words)]
        write = job.ranker.writer(form.mode, settings.thought_tokens)
        return rerank_tasks(tasks, write, settings.passage_words, settings.prior_weight, settings.template, leanings)
    found = read_tasks(tasks, read, settings.passage_words, weight if form.prior else None)
    return [replace(result, seconds=(time.monotonic() - started) / len(tasks)) for result in found]


def _left(jobs: Sequence[Job], paces: dict[tuple[str, int], float]) -> float:
    """Seconds; a pace not seen yet is taken for the mean of those seen."""
    mean = sum(paces.values()) / len(paces)
    return sum(len(job.left) * paces.get((job.system, job.depth), mean) for job in jobs)


def _progress(job: Job, pace: float, left: float) -> str:
    done = [job.results[task.qid] for task in job.tasks if task.qid in job.results]
    before, after = (sum(getattr(result, name) for result in done) / len(done) for name in ("before", "after"))
    return f"{job.name}: {len(done)}/{len(job.tasks)}  nDCG@10 {before:.4f} → {after:.4f}  {pace:.1f} s a list; about {left / 60:.0f} min left"
