"""Lists from textbooks (glossaries, short and plain: they teach copying; headings; review questions) and MedQuAD's question–answer pairs."""

import random
from collections.abc import Iterator
from pathlib import Path

from models.data.cloze_lists import scored_list
from models.data.held_out_texts import HeldOutTexts
from models.data.labelled_list import LabelledList
from models.data.passages import Passages
from models.data.read_data import read_textbooks

QUESTIONS = ("What is {term}?", "what does {term} mean", "define {term}", "{term}", "Which passage defines {term}?", "meaning of {term}")
LINES = ("{Term} is {definition}.", "{Term}: {definition}.", "{Term} means {definition}.", "By {term} one understands {definition}.")
ANSWER_CHARACTERS = 900
NEAR = 12  # lines of MedQuAD; neighbours are other questions on the same disease


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
                self.pairs.append((value["q"], value["a"][:ANSWER_CHARACTERS].rsplit(" ", 1)[0]))
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


def definition_lists(books: Textbooks, passages: Passages, rng: random.Random) -> Iterator[LabelledList]:
    """Endless: 3–6 definitions of one chapter, one of them asked for."""
    while True:
        terms = rng.choice(books.glossaries)
        chosen = rng.sample(terms, min(len(terms), rng.choice((3, 3, 4, 5, 6))))
        line = rng.choice(LINES)
        lines = [("", line.format(term=term, Term=term[0].upper() + term[1:], definition=definition)) for term, definition in chosen]
        yield scored_list("definitions", rng.choice(QUESTIONS).format(term=chosen[0][0]), lines, passages)


def medical_lists(books: Textbooks, passages: Passages, held_out: HeldOutTexts, rng: random.Random) -> Iterator[LabelledList]:
    """Endless: the answer to a MedQuAD question among answers to other questions near it."""
    while True:
        place = rng.randrange(NEAR, len(books.pairs) - NEAR)
        question, answer = books.pairs[place]
        around = [other for other in range(place - NEAR, place + NEAR + 1) if books.pairs[other][0] != question and books.pairs[other][1] != answer]
        size = rng.choice((3, 4, 5, 6))
        if len(around) < size - 1 or len(answer.split()) < 12 or held_out.holds_query(question):
            continue
        chosen = [place, *rng.sample(around, size - 1)]
        if any(held_out.holds_passage(books.pairs[other][1]) for other in chosen):
            continue
        yield scored_list("medquad", question, [("", books.pairs[other][1]) for other in chosen], passages)


def heading_lists(books: Textbooks, passages: Passages, rng: random.Random) -> Iterator[LabelledList]:
    """Endless: a heading finds the paragraph under it among those under the chapter's other headings; a review question its solution."""
    while True:
        reviewed = bool(books.reviews) and rng.random() < 0.3
        pairs = rng.choice(books.reviews if reviewed else books.sections)
        chosen = rng.sample(pairs, min(len(pairs), rng.choice((4, 5, 6, 8))))
        texts = [("", text) for _, text in chosen]
        yield scored_list("review questions" if reviewed else "headings", chosen[0][0], texts, passages)
