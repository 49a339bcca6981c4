"""The first stage as the page has it: tasks that begin with BM25 and MiniLM fused."""

from collections.abc import Sequence
from dataclasses import replace

from models.evaluate.read_collection import Task
from models.evaluate.start import Start, given_start
from models.first_stage.encoder import Encoder
from models.first_stage.order import first_stages


def fused_starts(tasks: Sequence[Task], encoder: Encoder, own_scores: bool) -> list[Task]:
    """`own_scores`: BM25's side is the run's scores, else BM25 of the list."""
    found = []
    for task in tasks:
        bm25 = given_start(task.query, task.candidates, own_scores).scores
        first = first_stages([(task.query, [candidate[1:3] for candidate in task.candidates], bm25)], encoder)[0]
        found.append(replace(task, start=Start(tuple(first.order), tuple(first.scores), tuple(first.window_from))))
    return found
