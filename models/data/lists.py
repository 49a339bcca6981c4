"""Lists with their right passages marked, before they become text.

From real questions: BM25's candidates over Wikipedia, right where an answer string occurs. From passages alone (inverse cloze): some key words of
one sentence must find the passage that holds it. From textbooks (glossaries, short and plain: they teach copying; headings; review questions) and
from MedQuAD's question–answer pairs.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.data.read_data import HELD_OUT, HeldOutTexts, Passages, Split, read_lines, read_textbooks, split_of
from models.prompt_format import normal_words

QUESTION_SIZES = (10, 10, 10, 10, 10, 10, 8, 7, 6, 5, 4, 3)
DEPTH = 10  # a held-out question must have an answer so high; training candidates come from the top DEEP
DEEP = 20
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
CLOZE_SIZES = (3, 5, 6, 8, 10)
NEIGHBOURS = 12
QUESTIONS = ("What is {term}?", "what does {term} mean", "define {term}", "{term}", "Which passage defines {term}?", "meaning of {term}")
LINES = ("{Term} is {definition}.", "{Term}: {definition}.", "{Term} means {definition}.", "By {term} one understands {definition}.")
ANSWER_CHARACTERS = 900
NEAR = 12  # lines of MedQuAD; neighbours are other questions on the same disease
_ASKED_AGAIN = re.compile(r"^[^.?!]{3,200}\?\s+")  # many answers begin with their question, which would make the search a comparison of letters
MEDICAL_SIZES = (3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class LabelledList:
    """`candidates` are (title, text) as the first stage handed them over, `scores` its scores; both are ranked anew before they are shown.

    `positives` are the right places (0-based). `answers` are strings that right passages may show; without any, every right passage is
    taken to show its own. `source` says where the list is from.
    """

    source: str
    query: str
    candidates: tuple[tuple[str, str], ...]
    scores: tuple[float, ...]
    positives: frozenset[int]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One line of questions.jsonl. `bm25`: passages, best first; `has_answer`: places in it (0-based, rising) that hold one of `answers`."""

    question: str
    answers: list[str]
    bm25: list[int]
    has_answer: list[int]


def read_questions(folder: Path, passages: Passages) -> dict[Split, list[Question]]:
    """Questions with an answer in their BM25 list, by split; dev and test hold the first 1,000 that BM25's top 10 can answer."""
    found: dict[Split, list[Question]] = {"dev": [], "test": [], "train": []}
    for line in read_lines(folder, "questions.jsonl"):
        if not line["has_answer"]:
            continue
        question = Question(line["question"], line["answers"], line["bm25"], line["has_answer"])
        split = split_of(passages.titles[question.bm25[question.has_answer[0]]])
        if split == "train" or (question.has_answer[0] < DEPTH and len(found[split]) < HELD_OUT):
            found[split].append(question)
    return found


def training_lists(questions: Iterable[Question], passages: Passages, held_out: HeldOutTexts, rng: random.Random,
                   dropped: Counter[str]) -> Iterator[LabelledList]:
    """One list a question: BM25's best candidates, or some of its best 20, with at least one right passage among them, 3–10 in all."""
    for question in questions:
        if held_out.holds_query(question.question):
            dropped["query of an evaluation collection"] += 1
            continue
        usable = [place for place, passage in enumerate(question.bm25[:DEEP]) if split_of(passages.titles[passage]) == "train"]
        right = [place for place in usable if place in set(question.has_answer)]
        size = rng.choice(QUESTION_SIZES)
        if not right or len(usable) < size:
            dropped["too few usable passages"] += 1
            continue
        places = usable[:size] if rng.random() < 0.6 else sorted(rng.sample(usable, size))
        if not set(places) & set(right):
            places[-1] = rng.choice(right)
        identifiers = [question.bm25[place] for place in places]
        if any(held_out.holds_passage(passages.texts[passage]) for passage in identifiers):
            dropped["a passage of an evaluation collection"] += 1
            continue
        candidates = tuple((passages.titles[passage], passages.texts[passage]) for passage in identifiers)
        scores = passages.scores(question.question, candidates)
        positives = frozenset(number for number, place in enumerate(places) if place in set(right))
        yield LabelledList("questions", question.question, candidates, scores, positives, tuple(question.answers))


def held_out_list(question: Question, identifier: str, passages: Passages) -> dict[str, Any]:
    """BM25's top 20 of a dev or test question as a line of dev.jsonl: qid, query, answers, candidates (docid, title, text, score), grades."""
    places = question.bm25[:DEEP]
    candidates = [(passages.titles[place], passages.texts[place]) for place in places]
    scores = passages.scores(question.question, candidates)
    return {
        "qid": identifier, "query": question.question, "answers": question.answers,
        "candidates": [
            {"docid": str(place), "title": title, "text": text, "score": round(score, 4)}
            for place, (title, text), score in zip(places, candidates, scores)
        ],
        "grades": [int(place in set(question.has_answer)) for place in range(len(places))],
    }


def cloze_lists(passages: Passages, held_out: HeldOutTexts, rng: random.Random, split: Split = "train") -> Iterator[LabelledList]:
    """Endless, from articles of one split. Wrong passages are neighbours in the same or the next articles, so that title words alone do not decide.

    The query is some key words of the sentence (60 %), or the sentence as a claim with some of its words left out.
    """
    while True:
        place = rng.randrange(NEIGHBOURS, len(passages.texts) - NEIGHBOURS)
        if split_of(passages.titles[place]) != split:
            continue
        sentences = SENTENCE_END.split(passages.texts[place])
        sentence = rng.choice(sentences)
        keys = [word for word in normal_words(sentence) if len(word) > 3]
        if len(sentences) < 3 or len(keys) < 4 or not 8 <= len(sentence.split()) <= 25:
            continue
        if rng.random() < 0.6:
            kept = sorted(rng.sample(range(len(keys)), max(3, len(keys) // 2)))
            source, query = "inverse cloze", " ".join(keys[key] for key in kept)
            if rng.random() < 0.4:
                query = f"{passages.titles[place]} {query}"
        else:
            source, query = "claims", _claim(sentence, rng)
        around = [other for other in range(place - NEIGHBOURS, place + NEIGHBOURS + 1) if other != place]
        chosen = [place, *rng.sample(around, rng.choice(CLOZE_SIZES) - 1)]
        if any(split_of(passages.titles[other]) not in (split, "train") or held_out.holds_passage(passages.texts[other]) for other in chosen):
            continue
        yield scored_list(source, query, [(passages.titles[other], passages.texts[other]) for other in chosen], passages)


def scored_list(source: str, query: str, candidates: list[tuple[str, str]], passages: Passages) -> LabelledList:
    """The first of `candidates` is the right one."""
    return LabelledList(source, query, tuple(candidates), passages.scores(query, candidates), frozenset({0}))


def _claim(sentence: str, rng: random.Random) -> str:
    """The sentence without about a quarter of its words, still in their order."""
    parts = sentence.split()
    left_out = set(rng.sample(range(len(parts)), len(parts) // 4))
    return " ".join(part for place, part in enumerate(parts) if place not in left_out).rstrip(".")


class Textbooks:
    """`glossaries`: per chapter (term, definition) pairs; `pairs`: MedQuAD's (question, answer) in file order.

    `sections`: per chapter (heading, first paragraph); `reviews`: per chapter (question, worked solution), those in whole sentences.
    """

    def __init__(self, folder: Path) -> None:
        glossaries: dict[str, list[list[tuple[str, str]]]] = {}
        sections: dict[str, list[list[tuple[str, str]]]] = {}
        reviews: dict[str, list[list[tuple[str, str]]]] = {}
        self.pairs: list[tuple[str, str]] = []
        for name, value in read_textbooks(folder):
            if name == "medquad.jsonl":
                answer = _ASKED_AGAIN.sub("", value["a"], count=1)
                self.pairs.append((value["q"], answer[:ANSWER_CHARACTERS].rsplit(" ", 1)[0]))
            else:
                terms = [(term, definition.rstrip(". ")) for term, definition in value["glossary"] if 3 <= len(definition.split()) <= 30]
                if len(terms) >= 5:
                    glossaries.setdefault(name, []).append(terms)
                headed = [(heading, parts[0]) for heading, parts in value["sections"] if heading and parts and len(parts[0].split()) >= 25]
                asked_for = [(asked, told) for asked, told in value["exercises"] if asked.rstrip().endswith("?") and len((told or "").split()) >= 8]
                if len(headed) >= 4:
                    sections.setdefault(name, []).append(headed)
                if len(asked_for) >= 4:
                    reviews.setdefault(name, []).append(asked_for)
        # by file name: an archive's order must not change which examples a seed gives
        self.glossaries, self.sections, self.reviews = (
            [chapter for name in sorted(found) for chapter in found[name]] for found in (glossaries, sections, reviews)
        )


def definition_lists(books: Textbooks, passages: Passages, rng: random.Random, split: Split = "train") -> Iterator[LabelledList]:
    """Endless, from chapters of one split: 3–6 definitions of one chapter, one of them asked for."""
    while True:
        terms = rng.choice(books.glossaries)
        if split_of(terms[0][0]) != split:
            continue
        chosen = rng.sample(terms, min(len(terms), rng.choice((3, 3, 4, 5, 6))))
        line = rng.choice(LINES)
        lines = [("", line.format(term=term, Term=term[0].upper() + term[1:], definition=definition)) for term, definition in chosen]
        yield scored_list("definitions", rng.choice(QUESTIONS).format(term=chosen[0][0]), lines, passages)


def medical_lists(books: Textbooks, passages: Passages, held_out: HeldOutTexts, rng: random.Random, split: Split = "train") -> Iterator[LabelledList]:
    """Endless, questions of one split: the answer to a MedQuAD question among answers to other questions near it."""
    while True:
        place = rng.randrange(NEAR, len(books.pairs) - NEAR)
        question, answer = books.pairs[place]
        around = [other for other in range(place - NEAR, place + NEAR + 1) if books.pairs[other][0] != question and books.pairs[other][1] != answer]
        size = rng.choice(MEDICAL_SIZES)
        if split_of(question) != split or len(around) < size - 1 or len(answer.split()) < 12 or held_out.holds_query(question):
            continue
        chosen = [place, *rng.sample(around, size - 1)]
        if any(held_out.holds_passage(books.pairs[other][1]) for other in chosen):
            continue
        yield scored_list("medquad", question, [("", books.pairs[other][1]) for other in chosen], passages)


def heading_lists(books: Textbooks, passages: Passages, rng: random.Random, split: Split = "train") -> Iterator[LabelledList]:
    """Endless, from chapters of one split: a heading finds the paragraph under it among those under the chapter's other headings; a review question its solution."""
    while True:
        reviewed = bool(books.reviews) and rng.random() < 0.3
        pairs = rng.choice(books.reviews if reviewed else books.sections)
        if split_of(pairs[0][0]) != split:
            continue
        chosen = rng.sample(pairs, min(len(pairs), rng.choice((4, 5, 6, 8))))
        texts = [("", text) for _, text in chosen]
        yield scored_list("review questions" if reviewed else "headings", chosen[0][0], texts, passages)
