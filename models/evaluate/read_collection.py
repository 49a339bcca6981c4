"""What is reranked: the first stage's candidates of each judged query, from a BEIR-style folder or from dev.jsonl."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.atomic import BadInput
from models.evaluate.bm25_run import bm25_run
from models.evaluate.start import Start


@dataclass(frozen=True)
class Task:
    """One query. `candidates`: (document, title, text, score) as handed over; `grades`: all judgements of the query.

    `start`: the order that reranking begins with; None: as handed over.
    """

    qid: str
    query: str
    candidates: tuple[tuple[str, str, str, float], ...]
    grades: dict[str, float]
    start: Start | None = None


def read_lists(path: Path, queries: int | None, depth: int) -> list[Task]:
    """The first `queries` lists of dev.jsonl or test.jsonl (models.data); None: all. Only the `depth` candidates' grades are known there."""
    tasks: list[Task] = []
    for value in _lines(path):
        if len(tasks) == queries:
            break
        try:
            candidates = tuple((c["docid"], c["title"], c["text"], float(c["score"])) for c in value["candidates"][:depth])
            grades = dict(zip((c["docid"] for c in value["candidates"][:depth]), map(float, value["grades"])))
            tasks.append(Task(value["qid"], value["query"], candidates, grades))
        except (KeyError, TypeError, ValueError) as problem:
            missing = f"{problem} is missing" if isinstance(problem, KeyError) else problem
            raise BadInput(f"{path}, list {len(tasks) + 1}: {missing}; expected lists as models.data writes them") from None
        if not candidates:
            raise BadInput(f"{path}, list {len(tasks)} ({value['qid']}) has no candidates; make the lists again with python -m models.data")
    return tasks


def read_collection(folder: Path, queries: int | None, depth: int) -> tuple[list[Task], str]:
    """The first `queries` judged queries (None: all) in order of queries.jsonl, and where the first stage's order came from."""
    for name in ("corpus.jsonl", "queries.jsonl"):
        if not (folder / name).is_file():
            raise BadInput(f"{folder / name} is missing; a collection is corpus.jsonl, queries.jsonl and qrels.txt (or qrels/test.tsv)")
    judged = read_qrels(folder)
    asked = {}
    for value in _lines(folder / "queries.jsonl"):
        if any(grade > 0 for grade in judged.get(str(value["_id"]), {}).values()) and (queries is None or len(asked) < queries):
            asked[str(value["_id"])] = value["text"]
    if not asked:
        raise BadInput(f"{folder}: no query of queries.jsonl has a relevant document in the judgements")
    corpus = {str(value["_id"]): (value.get("title") or "", value["text"]) for value in _lines(folder / "corpus.jsonl")}
    runs = sorted(folder.glob("*.run"))
    if runs:
        ranked, source = read_run(runs[0], set(asked), depth), runs[0].name
    else:
        ranked, source = bm25_run(corpus, asked, depth), "BM25 computed here"
    tasks = []
    for qid, query in asked.items():
        unknown = [document for document, _ in ranked.get(qid, []) if document not in corpus]
        if unknown:
            raise BadInput(f"{runs[0]}: ranks document {unknown[0]}, which {folder / 'corpus.jsonl'} does not have")
        tasks.append(Task(qid, query, tuple((d, *corpus[d], score) for d, score in ranked.get(qid, [])), judged[qid]))
    return tasks, source


def read_qrels(folder: Path) -> dict[str, dict[str, float]]:
    """Judgements by query: TREC's `qid 0 document grade`, or BEIR's tab-separated `qid document grade` under a heading."""
    for path in (folder / "qrels.txt", folder / "qrels" / "test.tsv"):
        if path.is_file():
            break
    else:
        raise BadInput(f"{folder} holds neither qrels.txt nor qrels/test.tsv")
    judged: dict[str, dict[str, float]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        parts = line.split()
        if not parts or (number == 1 and parts[-1] == "score"):
            continue
        try:
            qid, document, grade = parts[0], parts[-2], float(parts[-1])
        except (IndexError, ValueError):
            raise BadInput(f"{path}, line {number}: expected `query 0 document grade`, found {line!r}") from None
        judged.setdefault(qid, {})[document] = grade
    return judged


def read_run(path: Path, wanted: set[str], depth: int) -> dict[str, list[tuple[str, float]]]:
    """The `depth` best (document, score) of each wanted query of a TREC run, by score, then by order of writing."""
    found: dict[str, list[tuple[str, float]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        parts = line.split()
        if not parts or parts[0] not in wanted:
            continue
        try:
            found.setdefault(parts[0], []).append((parts[2], float(parts[4])))
        except (IndexError, ValueError):
            raise BadInput(f"{path}, line {number}: expected `query Q0 document rank score tag`, found {line!r}") from None
    return {qid: sorted(rows, key=lambda row: -row[1])[:depth] for qid, rows in found.items()}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with open(path, encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    try:
                        yield json.loads(line)
                    except ValueError as problem:
                        raise BadInput(f"{path}, line {number}: {problem}") from None
    except FileNotFoundError:
        raise BadInput(f"{path} is missing") from None
