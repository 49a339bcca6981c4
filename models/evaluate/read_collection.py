"""Judged lists from a BEIR-style folder, or from the held-out questions that the data step writes."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from models.atomic import BadInput
from models.evaluate.collection_bm25 import CollectionBm25
from models.evaluate.judged_list import JudgedList

RUN = "bm25.top100.run"
KEPT = 100  # documents of a run that are read: more than any depth


def read_lists(path: Path, queries: int | None) -> list[JudgedList]:
    """The first `queries` judged queries (None: all), in file order. `path`: a folder, or a dev.jsonl / test.jsonl."""
    found = _from_folder(path) if path.is_dir() else _from_questions(path)
    lists = list(islice(found, queries))
    if not lists:
        raise BadInput(f"{path} has no query with a judgement")
    return lists


def _from_questions(path: Path) -> Iterator[JudgedList]:
    if not path.is_file():
        raise BadInput(f"{path} does not exist; give a BEIR-style folder, or dev.jsonl or test.jsonl of models.data")
    for value in _lines(path):
        candidates = tuple((c["docid"], c["title"], c["text"], c["score"]) for c in value["candidates"])
        grades = {candidate[0]: float(grade) for candidate, grade in zip(candidates, value["grades"])}
        yield JudgedList(value["qid"], value["query"], candidates, grades)


def _from_folder(folder: Path) -> Iterator[JudgedList]:
    for name in ("corpus.jsonl", "queries.jsonl", "qrels.txt"):
        if not (folder / name).is_file():
            raise BadInput(f"{folder} is no BEIR-style folder: it lacks {name}")
    documents = {value["_id"]: (value.get("title") or "", value.get("text") or "") for value in _lines(folder / "corpus.jsonl")}
    grades: dict[str, dict[str, float]] = defaultdict(dict)
    for number, fields in _fields(folder / "qrels.txt", 4):
        grades[fields[0]][fields[2]] = _number(fields[3], folder / "qrels.txt", number)
    run = _read_run(folder / RUN) if (folder / RUN).is_file() else None
    search = CollectionBm25(documents) if run is None else None
    for value in _lines(folder / "queries.jsonl"):
        qid, query = value["_id"], value["text"]
        if qid not in grades:
            continue
        ranked = run.get(qid, []) if run is not None else search.search(query, KEPT) if search is not None else []
        absent = next((document for document, _ in ranked if document not in documents), None)
        if absent is not None:
            raise BadInput(f"{folder / RUN} ranks {absent} for query {qid}, which corpus.jsonl does not have")
        yield JudgedList(qid, query, tuple((document, *documents[document], score) for document, score in ranked), grades[qid])


def _read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """qid → (docid, score) by falling score, as trec_eval reads a run (its rank column is ignored)."""
    run: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for number, fields in _fields(path, 6):
        run[fields[0]].append((fields[2], _number(fields[4], path, number)))
    return {qid: sorted(ranked, key=lambda pair: -pair[1])[:KEPT] for qid, ranked in run.items()}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except ValueError as problem:
                raise BadInput(f"{path}, line {number}: not JSON ({problem})") from None


def _fields(path: Path, count: int) -> Iterator[tuple[int, list[str]]]:
    with open(path, encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            fields = line.split()
            if fields and len(fields) != count:
                raise BadInput(f"{path}, line {number}: {len(fields)} fields, expected {count}")
            if fields:
                yield number, fields


def _number(text: str, path: Path, line: int) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadInput(f"{path}, line {line}: {text!r} is not a number") from None
