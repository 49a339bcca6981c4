"""The orders that need no language model, and the first stage's answers kept in a file so that they are computed once."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.evaluate.results import add_results, open_results
from models.evaluate.tasks import Start, Task
from models.first_stage.order import COARSE_WEIGHTS, WEIGHTS, WINDOW_WORDS, best_window_cosines, first_stages, fuse, whole_passage_cosines

if TYPE_CHECKING:  # It needs onnxruntime.
    from models.first_stage.encoder import Encoder

INSTANT = ("bm25", "minilm", "fusion", "windows", "max-sim", "first-stage", "oracle")
RECIPROCAL = 60  # Cormack, Clarke and Büttcher 2009


@dataclass(frozen=True)
class Instant:
    """One query. `whole`: cosine of each whole passage (at most 256 word pieces); `window`: what a prompt shows of each passage; `windows`: scores of ½ BM25 and the cosine of the best window of 40 words, the
    first stage before late interaction; `max_sim`: of late interaction alone; `seconds`: of the first stage.
    """

    order: list[int]
    scores: list[float]
    window: list[tuple[int, int] | None]
    whole: list[float]
    windows: list[float]
    max_sim: list[float]
    seconds: float

    @property
    def start(self) -> Start:
        return Start(tuple(self.order), tuple(self.scores), tuple(span and (span[0], span[1]) for span in self.window))


def instants(tasks: Sequence[Task], encoder: Encoder, out: Path, about: Mapping[str, Any], words: int = WINDOW_WORDS) -> dict[str, Instant]:
    """By query; `words`: shown of a passage. `about`: what `tasks` and `encoder` are, so that answers for others are not taken for these."""
    settings = {**about, "weights": WEIGHTS, "window_words": words}
    lines = open_results(out, settings)
    known = {line["qid"] for line in lines}
    for task in tasks:
        if task.qid in known:
            continue
        candidates = [candidate.titled for candidate in task.candidates]
        started = time.monotonic()
        bm25 = [candidate.score for candidate in task.candidates]
        first = first_stages([(task.query, candidates, bm25)], encoder)[0]
        seconds = round(time.monotonic() - started, 4)
        whole = whole_passage_cosines(task.query, candidates, encoder)
        windows = fuse({"bm25": bm25, "cosine": best_window_cosines(task.query, candidates, encoder)}, COARSE_WEIGHTS)
        max_sim = [one.max_sim if one else -1.0 for one in first.late]
        shown = [first.window(place, text, words) for place, (_, text) in enumerate(candidates)]
        line = {"qid": task.qid, **asdict(Instant(first.order, first.scores, shown, whole, windows, max_sim, seconds))}
        add_results(out, [line])
        lines.append(line)
    return {line["qid"]: Instant(**{name: value for name, value in line.items() if name != "qid"}) for line in lines}


def instant_order(system: str, task: Task, instant: Instant) -> list[int]:
    """Places in the list as handed over, best first. `system`: one of INSTANT."""
    given = list(range(len(task.candidates)))
    similar = sorted(given, key=lambda place: -instant.whole[place])
    if system == "bm25":
        return given
    if system == "minilm":
        return similar
    if system in ("windows", "max-sim"):
        scores = instant.windows if system == "windows" else instant.max_sim
        return sorted(given, key=lambda place: -scores[place])
    if system == "first-stage":
        return instant.order
    if system == "fusion":
        points = {place: 1 / (RECIPROCAL + 1 + place) + 1 / (RECIPROCAL + 1 + similar.index(place)) for place in given}
        return sorted(given, key=lambda place: -points[place])
    if system == "oracle":
        return sorted(given, key=lambda place: -task.grades.get(task.candidates[place].document, 0.0))
    raise ValueError(f"{system} needs a language model")
