"""Lists from passages alone (inverse cloze): some key words of one sentence must find the passage that holds it."""

import random
import re
from collections.abc import Iterator

from models.data.held_out_texts import HeldOutTexts
from models.data.labelled_list import LabelledList
from models.data.normal_words import normal_words
from models.data.passages import Passages
from models.data.split import split_of

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
SIZES = (3, 5, 6, 8, 10)
NEIGHBOURS = 12


def cloze_lists(passages: Passages, held_out: HeldOutTexts, rng: random.Random) -> Iterator[LabelledList]:
    """Endless. Wrong passages are neighbours in the same or the next articles, so that title words alone do not decide.

    The query is some key words of the sentence (60 %), or the sentence as a claim with some of its words left out.
    """
    while True:
        place = rng.randrange(NEIGHBOURS, len(passages.texts) - NEIGHBOURS)
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
        chosen = [place, *rng.sample(around, rng.choice(SIZES) - 1)]
        if any(split_of(passages.titles[other]) != "train" or held_out.holds_passage(passages.texts[other]) for other in chosen):
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
