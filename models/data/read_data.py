"""Reads the data folder: its lines, the Wikipedia passages, who is trained on and who is held out."""

import hashlib
import json
import lzma
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from models.files import BadInput
from models.prompt_format import bm25, bm25_idf, normal_words, query_terms, titled

TEXTBOOKS = "textbooks-and-medquad.tar.xz"
ARCHIVE = "eval-collections.tar.xz"
HELD_OUT = 1000  # at most so many questions on either side, as DATA.md says
RUN = 13  # words; a passage that shares so long a run with a held-out one is that passage, cut otherwise
SAMPLE = 12  # document frequencies are counted on every 12th passage: 55k of 654k, seconds instead of a minute and a half

Split = Literal["dev", "test", "train"]


def check_data(folder: Path) -> None:
    """BadInput naming the first source that `folder` lacks."""
    if not folder.is_dir():
        raise BadInput(f"the data folder {folder} does not exist; give the folder that holds wiki_passages.jsonl.xz and questions.jsonl.xz")
    for name in ("wiki_passages.jsonl", "questions.jsonl"):
        if not (folder / name).is_file() and not (folder / f"{name}.xz").is_file():
            raise BadInput(f"{folder} holds neither {name} nor {name}.xz")
    if not (folder / TEXTBOOKS).is_file() and not (folder / "medquad.jsonl").is_file():
        raise BadInput(f"{folder} holds neither {TEXTBOOKS} nor medquad.jsonl")


def read_lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The JSON values of NAME or NAME.xz, streamed."""
    path = folder / name
    stream = open(path, encoding="utf-8") if path.is_file() else lzma.open(folder / f"{name}.xz", "rt", encoding="utf-8")
    with stream:
        yield from _json_lines(stream, path)


def read_textbooks(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(file name, value) of every line of medquad.jsonl and os_*.jsonl, in order of name when unpacked, of the archive when packed."""
    if (folder / "medquad.jsonl").is_file():
        for path in [folder / "medquad.jsonl", *sorted(folder.glob("os_*.jsonl"))]:
            with open(path, encoding="utf-8") as stream:
                for value in _json_lines(stream, path):
                    yield path.name, value
        return
    with tarfile.open(folder / TEXTBOOKS, "r|xz") as archive:
        for member in archive:
            name = Path(member.name).name
            file = archive.extractfile(member)
            if file is not None and (name == "medquad.jsonl" or name.startswith("os_")):
                for value in _json_lines(file, Path(name)):
                    yield name, value


def _json_lines(stream: Any, path: Path) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        for number, line in enumerate(stream, 1):
            yield json.loads(line)
    except (ValueError, lzma.LZMAError, EOFError) as problem:
        raise BadInput(f"{path}, line {number + (not isinstance(problem, ValueError))}: {problem}; the file is damaged or cut short") from None


def split_of(title: str) -> Split:
    """The one rule of who is trained on and who is held out, by article title.

    md5 of the UTF-8 title modulo 100: below 4 dev, below 8 test, the rest train. Questions go by the title of their first right passage.
    """
    bucket = int(hashlib.md5(title.encode("utf-8")).hexdigest(), 16) % 100
    return "dev" if bucket < 4 else "test" if bucket < 8 else "train"


class Passages:
    """The Wikipedia passages in memory, with collection statistics for BM25 scores like a first stage's.

    `titles[i]`, `texts[i]` of passage i; about 600 MB.
    """

    def __init__(self, titles: list[str], texts: list[str]) -> None:
        self.titles, self.texts = titles, texts
        frequency: Counter[str] = Counter()
        length = counted = 0
        for title, text in zip(titles[::SAMPLE], texts[::SAMPLE]):
            terms = query_terms(titled(title, text))
            frequency.update(set(terms))
            length += len(terms)
            counted += 1
        self._average = length / max(1, counted)
        self._idf = {term: bm25_idf(counted, df) for term, df in frequency.items()}
        self._rare = bm25_idf(counted, 0)

    def scores(self, query: str, candidates: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """BM25 of (title, text) candidates with the collection's statistics."""
        idf = {term: self._idf.get(term, self._rare) for term in query_terms(query)}
        return tuple(bm25(query, query_terms(titled(title, text)), idf, self._average) for title, text in candidates)


def read_passages(folder: Path) -> Passages:
    """All of wiki_passages.jsonl."""
    titles, texts = [], []
    for value in read_lines(folder, "wiki_passages.jsonl"):
        titles.append(value["title"])
        texts.append(value["text"])
    return Passages(titles, texts)


class HeldOutTexts:
    """What may never be trained on: the queries and passages of the evaluation collections. Built once from a data folder.

    SQuAD questions and XQuAD's are the same questions (739 of ours), so a split by title alone does not keep them apart.
    """

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._queries: set[str] = set()
        self._runs: set[int] = set()
        for kind, text in lines:
            if kind == "queries.jsonl":
                self._queries.add(" ".join(normal_words(text)))
            else:
                self._runs.update(_runs(text))

    def holds_query(self, text: str) -> bool:
        """Is it a query of an evaluation collection, case and punctuation aside?"""
        return " ".join(normal_words(text)) in self._queries

    def holds_passage(self, text: str) -> bool:
        """Does it share a run of RUN words with a passage of an evaluation collection?"""
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
