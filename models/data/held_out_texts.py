"""What may never be trained on: the queries and passages of the evaluation collections.

SQuAD questions and XQuAD's are the same questions (739 of ours), so a split by title alone does not keep them apart.
"""

import json
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.atomic import BadInput
from models.data.normal_words import normal_words

ARCHIVE = "eval-collections.tar.xz"
RUN = 13  # words; a passage that shares so long a run with a held-out one is that passage, cut otherwise


class HeldOutTexts:
    """Built once from a data folder; `holds_query` and `holds_passage` say whether a text belongs to an evaluation collection."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._queries: set[str] = set()
        self._runs: set[int] = set()
        for kind, text in lines:
            if kind == "queries.jsonl":
                self._queries.add(" ".join(normal_words(text)))
            else:
                self._runs.update(_runs(text))

    def holds_query(self, text: str) -> bool:
        return " ".join(normal_words(text)) in self._queries

    def holds_passage(self, text: str) -> bool:
        return any(run in self._runs for run in _runs(text))


def read_held_out(folder: Path) -> HeldOutTexts:
    """From the unpacked collections or their archive. BadInput where neither is there: training without the check is not offered."""
    folders = [path.parent for path in sorted(folder.glob("*/queries.jsonl"))]
    if folders:
        return HeldOutTexts(_unpacked(folders))
    if (folder / ARCHIVE).is_file():
        return HeldOutTexts(_packed(folder / ARCHIVE))
    raise BadInput(f"{folder} holds neither {ARCHIVE} nor its unpacked folders, so training text cannot be checked against them")


def _runs(text: str) -> Iterator[int]:
    found = normal_words(text)
    return (hash(tuple(found[start : start + RUN])) for start in range(len(found) - RUN + 1))


def _unpacked(folders: list[Path]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for name in ("queries.jsonl", "corpus.jsonl"):
            with open(folder / name, encoding="utf-8") as stream:
                for line in stream:
                    yield name, json.loads(line)["text"]


def _packed(path: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(path, "r|xz") as archive:
        for member in archive:
            name, file = Path(member.name).name, archive.extractfile(member)
            if file is not None and name in ("queries.jsonl", "corpus.jsonl"):
                for line in file:
                    yield name, json.loads(line)["text"]
