"""All figures of the table out of what has been measured so far; `table_text` writes them down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.evaluate.read_collection import Task
from models.table.figures import instant_gains, mean_figures, model_figures, paired
from models.table.instant import INSTANT, Instant
from models.table.job import Job
from models.table.sensitivity import sensitivity


@dataclass(frozen=True)
class Measured:
    """One set at one depth: its sampled tasks (with their start), and the first stage's answers by query."""

    set_name: str
    depth: int
    tasks: list[Task]
    known: Mapping[str, Instant]


def build_table(sets: Sequence[Measured], jobs: Sequence[Job]) -> dict[str, Any]:
    """JSON: `sets` [{set, depth, queries, rows: {system: figures}}], `sensitivity` by system, `quantization`, `thinking` by set and depth."""
    tables, thinking, quantization = [], [], None
    for part in sets:
        gains = instant_gains(part.tasks, part.known)
        rows: dict[str, Any] = {system: mean_figures(list(gains[system].values())) for system in INSTANT}
        rows["first-stage"]["seconds"] = sum(part.known[task.qid].seconds for task in part.tasks) / len(part.tasks)
        here = {job.system: job for job in jobs if (job.set_name, job.depth, job.shuffle) == (part.set_name, part.depth, 0)}
        for system, job in here.items():
            lines = [job.lines[task.qid] for task in job.tasks if task.qid in job.lines]
            if lines:
                rows[system] = model_figures(lines, gains)
        tables.append({"set": part.set_name, "depth": part.depth, "queries": len(part.tasks), "rows": rows})
        compared = _compared(here, "think", "no-think")
        if compared:
            thinking.append({"set": part.set_name, "depth": part.depth, **compared})
        quantization = _compared(here, "think", "full-precision", part.set_name, part.depth) or quantization
    return {"sets": tables, "thinking": thinking, "quantization": quantization, "sensitivity": _sensitivities(jobs)}


def _compared(here: Mapping[str, Job], one: str, other: str, set_name: str = "", depth: int = 0) -> dict[str, Any] | None:
    """Two systems over the queries that both have answered."""
    if one not in here or other not in here:
        return None
    left, right = here[one].lines, here[other].lines
    both = [task.qid for task in here[one].tasks if task.qid in left and task.qid in right]
    if not both:
        return None
    found: dict[str, Any] = {"set": set_name, "depth": depth} if set_name else {}
    for name, lines in ((one, left), (other, right)):
        found[name] = {
            key: sum(float(lines[qid][field]) for qid in both) / len(both)
            for key, field in (("ndcg_10", "after"), ("prompt_tokens", "prompt_tokens"), ("tokens", "tokens"), ("seconds", "seconds"))
        }
    values = [[float(lines[qid]["after"]) for qid in both] for lines in (left, right)]
    same = sum(left[qid]["order"] == right[qid]["order"] for qid in both)
    return {**found, "queries": len(both), "same_order": same, **paired(*values)}


def _sensitivities(jobs: Sequence[Job]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for system in dict.fromkeys(job.system for job in jobs if job.shuffle):
        shuffles = [job for job in jobs if job.system == system and job.shuffle]
        plain = next((job for job in jobs if (job.system, job.set_name, job.depth, job.shuffle) == (system, shuffles[0].set_name, shuffles[0].depth, 0)), None)
        figures = plain and sensitivity(plain.tasks, plain.lines, [job.lines for job in shuffles])
        if figures:
            found[system] = {"set": shuffles[0].set_name, "depth": shuffles[0].depth, **figures}
    return found
