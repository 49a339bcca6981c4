"""The lists of reading.jsonl and held-out.jsonl as they are learnt and measured, and what the scores of one are to come to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.files import BadInput

TEMPERATURE = 1.5  # of the soft teacher
RIGHT = 3.0  # added to the soft teacher's z-score of a right passage


@dataclass(frozen=True)
class TaughtList:
    """A line of reading.jsonl: by passage its label (1 for right) and the soft teacher's z-score."""

    source: str
    query: str
    passages: tuple[str, ...]
    labels: tuple[int, ...]
    soft: tuple[float, ...]

    def aim(self) -> np.ndarray:
        """Shares of the list, float64, summing to 1: half the labels, half the soft teacher raised where a passage is right."""
        labels = np.asarray(self.labels, float)
        raised = (np.asarray(self.soft) + RIGHT * labels) / TEMPERATURE
        soft = np.exp(raised - raised.max())
        return (labels / labels.sum() + soft / soft.sum()) / 2

    def reordered(self, order: Sequence[int]) -> "TaughtList":
        """Its passages in another order: places in the order that they are to stand."""
        return TaughtList(self.source, self.query, *(tuple(values[place] for place in order) for values in (self.passages, self.labels, self.soft)))


def read_lists(path: Path) -> list[TaughtList]:
    """reading.jsonl or held-out.jsonl of models.data, at least one list."""
    if not path.is_file():
        raise BadInput(f"{path} is missing; make it with python -m models.data")
    found = []
    with open(path, encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                value = json.loads(line)
                one = TaughtList(value["source"], value["query"], *(tuple(value[name]) for name in ("passages", "labels", "soft")))
                if not len(one.passages) == len(one.labels) == len(one.soft) or not any(one.labels):
                    raise ValueError("passages, labels and soft must be of one length, with a right passage among them")
            except (ValueError, KeyError, TypeError) as problem:
                raise BadInput(f"{path}, line {number}: {problem}; expected lists as models.data writes them") from None
            found.append(one)
    if not found:
        raise BadInput(f"{path} holds no lists")
    return found
