"""Works through all jobs a batch at a time, in turns, so that a stop at any time leaves about the same queries of each."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from models.evaluate.rerank_tasks import rerank_tasks
from models.evaluate.results_file import add_results
from models.table.job import Job
from models.table.systems import SYSTEMS


def run_jobs(jobs: Sequence[Job], load: Callable[[Any], None], batch: int, seconds: float | None, say: Callable[[str], None]) -> bool:
    """Adds to each job's lines and file. `load(ranker)` before its first use; `seconds`: begin no batch that would end later. True: all is done."""
    ends = None if seconds is None else time.monotonic() + seconds
    paces: dict[tuple[str, int], float] = {}  # seconds a list, by system and depth
    while waiting := [job for job in jobs if job.left]:
        for job in waiting:
            tasks, form = job.left[:batch], SYSTEMS[job.system]
            started = time.monotonic()
            expected = paces.get((job.system, job.depth), 0.0) * len(tasks)
            if ends is not None and started + expected > ends:
                say(f"time is up; {sum(len(job.left) for job in jobs)} lists left: the same command goes on")
                return False
            load(job.ranker)
            write = job.ranker.writer(form.mode, int(job.settings["thought_tokens"]))
            fresh = rerank_tasks(tasks, write, int(job.settings["passage_words"]), float(job.settings["prior_weight"]))
            add_results(job.folder, fresh)
            job.lines |= {line["qid"]: line for line in fresh}
            paces[job.system, job.depth] = (time.monotonic() - started) / len(tasks)
            say(_progress(job, paces[job.system, job.depth], _left(jobs, paces)))
    return True


def _left(jobs: Sequence[Job], paces: dict[tuple[str, int], float]) -> float:
    """Seconds; a pace not seen yet is taken for the mean of those seen."""
    mean = sum(paces.values()) / len(paces)
    return sum(len(job.left) * paces.get((job.system, job.depth), mean) for job in jobs)


def _progress(job: Job, pace: float, left: float) -> str:
    done = [job.lines[task.qid] for task in job.tasks if task.qid in job.lines]
    before, after = (sum(line[name] for line in done) / len(done) for name in ("before", "after"))
    return (f"{job.name}: {len(done)}/{len(job.tasks)}  nDCG@10 {before:.4f} → {after:.4f}  {pace:.1f} s a list; about {left / 60:.0f} min left")
