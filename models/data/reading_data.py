"""reading.jsonl and held-out.jsonl: lists of every kind in like shares, with the soft teacher's scores, and lists of the same kinds to measure on.

The soft teacher is the instant order over the passages as shown: it says how near the wrong passages are, and the label outvotes it where it is wrong.
"""

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from models.data.lists import (
    DEPTH, LabelledList, Question, Textbooks, cloze_lists, definition_lists, heading_lists, medical_lists, training_lists,
)
from models.data.read_data import HeldOutTexts, Passages, Split
from models.data.reading_lists import ReadingList, hidden_sentence_lists, reading_list
from models.first_stage.encoder import Encoder
from models.first_stage.order import first_stages
from models.prompt_format import z_scores

# Of all lists. Definitions are short and easy: they teach little.
SHARES = {"questions": 0.32, "inverse cloze and claims": 0.2, "hidden sentence": 0.17, "medquad": 0.15, "headings and review questions": 0.12, "definitions": 0.04}
CHUNK, BATCH = 64, 32  # lists whose passages are embedded together, and texts a batch

Kinds = dict[str, Iterator[LabelledList]]


def list_kinds(questions: dict[Split, list[Question]], passages: Passages, books: Textbooks, held_out: HeldOutTexts, rng: random.Random, split: Split,
               dropped: Counter[str]) -> Kinds:
    """The sources of SHARES, each from one split; all but the questions are endless."""
    asked = questions[split]
    return {
        "questions": training_lists(asked, passages, held_out, rng, dropped) if split == "train" else _asked(asked, passages, held_out),
        "inverse cloze and claims": cloze_lists(passages, held_out, rng, split),
        "hidden sentence": hidden_sentence_lists(passages, held_out, rng, split),
        "medquad": medical_lists(books, passages, held_out, rng, split),
        "headings and review questions": heading_lists(books, passages, rng, split),
        "definitions": definition_lists(books, passages, rng, split),
    }


def write_reading_lists(path: Path, kinds: Kinds, count: int, passages: Passages, encoder: Encoder, rng: random.Random, dropped: Counter[str]) -> Counter[str]:
    """`count` lists as lines of `path`, kinds mixed by SHARES all the way, so that any beginning of the file is a fair sample. Returns lists by source."""
    written: Counter[str] = Counter()
    mixed = itertools.islice(_mixed(kinds, rng, dropped), count)
    with open(path, "w", encoding="utf-8") as stream:
        while chunk := list(itertools.islice(mixed, CHUNK)):
            untitled = [[("", passage) for passage in one.passages] for one in chunk]
            bm25 = [passages.scores(one.query, texts) for one, texts in zip(chunk, untitled)]
            stages = first_stages([(one.query, texts, scores) for one, texts, scores in zip(chunk, untitled, bm25)], encoder, BATCH)
            for one, stage in zip(chunk, stages, strict=True):
                stream.write(one.line(z_scores(stage.scores)))
                written[one.source] += 1
    return written


def _mixed(kinds: Kinds, rng: random.Random, dropped: Counter[str]) -> Iterator[ReadingList]:
    """Endless, unless all kinds are used up."""
    left = dict(SHARES)
    while left:
        kind = rng.choices(list(left), list(left.values()))[0]
        made = (found for given in kinds[kind] if (found := reading_list(given, rng, dropped)))
        one = next(made, None)
        if one is None:
            del left[kind]
        else:
            yield one


def _asked(questions: list[Question], passages: Passages, held_out: HeldOutTexts) -> Iterator[LabelledList]:
    """BM25's best candidates of held-out questions, as they are."""
    for question in questions:
        texts = tuple((passages.titles[place], passages.texts[place]) for place in question.bm25[:DEPTH])
        if held_out.holds_query(question.question) or any(held_out.holds_passage(text) for _, text in texts):
            continue
        positives = frozenset(place for place in question.has_answer if place < len(texts))
        yield LabelledList("questions", question.question, texts, passages.scores(question.question, texts), positives, tuple(question.answers))
