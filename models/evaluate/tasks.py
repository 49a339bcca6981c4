"""What is reranked: the first stage's candidates of each judged query, from a BEIR-style folder or from dev.jsonl, and the order they begin in."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

try:
    import Stemmer
except ImportError:  # The stemmer is optional: without it BM25 counts plain terms.
    Stemmer = None

from models.files import BadInput
from models.first_stage.order import first_stages
from models.prompt_format import bm25_idf, bm25_term, list_bm25, query_terms, titled

if TYPE_CHECKING:  # It needs onnxruntime.
    from models.first_stage.encoder import Encoder


class Candidate(NamedTuple):
    """One passage as handed over; `title` may be empty, `score` is the first stage's (higher is better)."""

    document: str
    title: str
    text: str
    score: float

    @property
    def titled(self) -> tuple[str, str]:
        """(title, text), as prompts and first stages take it."""
        return self.title, self.text


@dataclass(frozen=True)
class Start:
    """What reranking begins with. `order`: places in the list as handed over, best first.

    By place: `scores` (higher is better), and what to show of the text, [from, to) (None: unknown).
    """

    order: tuple[int, ...]
    scores: tuple[float, ...]
    windows: tuple[int | tuple[int, int] | None, ...]


@dataclass(frozen=True)
class Task:
    """One query. `candidates`: as handed over; `grades`: all judgements of the query, by document.

    `start`: the order that reranking begins with; None: as handed over.
    """

    qid: str
    query: str
    candidates: tuple[Candidate, ...]
    grades: dict[str, float]
    start: Start | None = None


def given_start(query: str, candidates: Sequence[Candidate], own_scores: bool) -> Start:
    """The order as handed over, with the run's scores (`own_scores`) or BM25 of the list."""
    scores = [one.score for one in candidates] if own_scores else list_bm25(query, [titled(*one.titled) for one in candidates])
    return Start(tuple(range(len(candidates))), tuple(scores), (None,) * len(candidates))


def fused_starts(tasks: Sequence[Task], encoder: Encoder, own_scores: bool, words: int) -> list[Task]:
    """Tasks that begin with the instant order, as in the page. `own_scores`: BM25's side is the run's scores, else BM25 of the list. `words`: shown of a passage."""
    found = []
    for task in tasks:
        bm25 = given_start(task.query, task.candidates, own_scores).scores
        first = first_stages([(task.query, [one.titled for one in task.candidates], bm25)], encoder)[0]
        windows = tuple(first.window(place, one.text, words) for place, one in enumerate(task.candidates))
        found.append(replace(task, start=Start(tuple(first.order), tuple(first.scores), windows)))
    return found


def read_lists(path: Path, queries: int | None, depth: int) -> list[Task]:
    """The first `queries` lists of dev.jsonl or test.jsonl (models.data); None: all. Only the `depth` candidates' grades are known there."""
    tasks: list[Task] = []
    for value in _lines(path):
        if len(tasks) == queries:
            break
        try:
            candidates = tuple(Candidate(c["docid"], c["title"], c["text"], float(c["score"])) for c in value["candidates"][:depth])
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
        tasks.append(Task(qid, query, tuple(Candidate(d, *corpus[d], score) for d, score in ranked.get(qid, [])), judged[qid]))
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


def bm25_run(corpus: Mapping[str, tuple[str, str]], queries: Mapping[str, str], depth: int) -> dict[str, list[tuple[str, float]]]:
    """A first stage for collections without one: BM25 over Porter stems, or over plain terms where there is no stemmer.

    `corpus`: document → (title, text). The `depth` best (document, score) of each query; ties by document order.
    """
    terms_of = _stemmed()
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    names, lengths = list(corpus), []
    for place, (title, text) in enumerate(corpus.values()):
        terms = terms_of(titled(title, text))
        lengths.append(len(terms))
        for term, count in Counter(terms).items():
            postings[term].append((place, count))
    average = sum(lengths) / max(1, len(lengths))
    ranked = {}
    for qid, query in queries.items():
        scores: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(terms_of(query)):
            found = postings.get(term, ())
            idf = bm25_idf(len(names), len(found))
            for place, count in found:
                scores[place] += bm25_term(idf, count, lengths[place], average)
        best = sorted(scores, key=lambda place: (-scores[place], place))[:depth]
        ranked[qid] = [(names[place], scores[place]) for place in best]
    return ranked


def _stemmed() -> Callable[[str], list[str]]:
    if Stemmer is None:
        return query_terms
    porter = Stemmer.Stemmer("porter")
    return lambda text: porter.stemWords(query_terms(text))
