"""Lists from real questions: BM25's candidates over Wikipedia, right where an answer string occurs."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from models.data.held_out_texts import HeldOutTexts
from models.data.labelled_list import LabelledList
from models.data.passages import Passages
from models.data.read_data import read_lines
from models.data.split import HELD_OUT, Split, split_of

SIZES = (10, 10, 10, 10, 10, 10, 8, 7, 6, 5, 4, 3)
DEPTH = 10  # a held-out question must have an answer so high; training candidates come from the top DEEP
DEEP = 20


def read_questions(folder: Path, passages: Passages) -> dict[Split, list[dict[str, Any]]]:
    """Questions with an answer in their BM25 list, by split; dev and test hold the first 1,000 that BM25's top 10 can answer."""
    found: dict[Split, list[dict[str, Any]]] = {"dev": [], "test": [], "train": []}
    for question in read_lines(folder, "questions.jsonl"):
        if not question["has_answer"]:
            continue
        split = split_of(passages.titles[question["bm25"][question["has_answer"][0]]])
        if split == "train" or (question["has_answer"][0] < DEPTH and len(found[split]) < HELD_OUT):
            found[split].append(question)
    return found


def training_lists(questions: Iterable[dict[str, Any]], passages: Passages, held_out: HeldOutTexts, rng: random.Random,
                   dropped: Counter[str]) -> Iterator[LabelledList]:
    """One list a question: BM25's best candidates, or some of its best 20, with at least one right passage among them, 3–10 in all."""
    for question in questions:
        if held_out.holds_query(question["question"]):
            dropped["query of an evaluation collection"] += 1
            continue
        usable = [place for place, passage in enumerate(question["bm25"][:DEEP]) if split_of(passages.titles[passage]) == "train"]
        right = [place for place in usable if place in set(question["has_answer"])]
        size = rng.choice(SIZES)
        if not right or len(usable) < size:
            dropped["too few usable passages"] += 1
            continue
        places = usable[:size] if rng.random() < 0.6 else sorted(rng.sample(usable, size))
        if not set(places) & set(right):
            places[-1] = rng.choice(right)
        identifiers = [question["bm25"][place] for place in places]
        if any(held_out.holds_passage(passages.texts[passage]) for passage in identifiers):
            dropped["a passage of an evaluation collection"] += 1
            continue
        candidates = tuple((passages.titles[passage], passages.texts[passage]) for passage in identifiers)
        scores = passages.scores(question["question"], candidates)
        positives = frozenset(number for number, place in enumerate(places) if place in set(right))
        yield LabelledList("questions", question["question"], candidates, scores, positives, tuple(question["answers"]))


def held_out_list(question: dict[str, Any], identifier: str, passages: Passages) -> dict[str, Any]:
    """BM25's top 20 of a dev or test question as a line of dev.jsonl: qid, query, answers, candidates (docid, title, text, score), grades."""
    places = question["bm25"][:DEEP]
    candidates = [(passages.titles[place], passages.texts[place]) for place in places]
    scores = passages.scores(question["question"], candidates)
    return {
        "qid": identifier, "query": question["question"], "answers": question["answers"],
        "candidates": [
            {"docid": str(place), "title": title, "text": text, "score": round(score, 4)}
            for place, (title, text), score in zip(places, candidates, scores)
        ],
        "grades": [int(place in set(question["has_answer"])) for place in range(len(places))],
    }
