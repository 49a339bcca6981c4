"""Lists for the reading score: shuffled, without a first-stage score, labels recomputed on what the cut leaves for the model to see.

Kinds stand in like shares, so that the score learns what relevance is and not what a question is.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.data.lists import LabelledList, scored_list
from models.data.read_data import HeldOutTexts, Passages, Split, split_of
from models.data.thought import contains
from models.prompt_format import best_window, list_idf, neutralise, normal_words, titled, window_from

PASSAGE_WORDS = (28, 36, 40, 48)  # of a list, drawn
UNTITLED = 0.15  # share of lists without titles
UNCHOSEN = 0.15  # share of lists whose passages are cut anywhere, not where the query's words are
NEIGHBOURS = 25  # passages of the same and the next articles
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class ReadingList:
    """`passages`: as shown (neutralised, cut, with title), in an order that says nothing. `labels`: 1 for right, by passage; at least one of either kind."""

    source: str
    query: str
    passages: tuple[str, ...]
    labels: tuple[int, ...]

    def line(self, soft: Sequence[float]) -> str:
        """As a line of reading.jsonl, with the soft teacher's scores by passage."""
        value = {"source": self.source, "query": self.query, "passages": self.passages, "labels": self.labels, "soft": [round(one, 3) for one in soft]}
        return json.dumps(value, ensure_ascii=False) + "\n"


def reading_list(given: LabelledList, rng: random.Random, dropped: Counter[str]) -> ReadingList | None:
    """Shuffled and cut. None for a list without a right passage or without a wrong one after the cut; the reason is counted in `dropped`."""
    places = list(range(len(given.candidates)))
    rng.shuffle(places)
    with_titles, chosen, count = rng.random() >= UNTITLED, rng.random() >= UNCHOSEN, rng.choice(PASSAGE_WORDS)
    candidates = [(given.candidates[place][0] if with_titles else "", given.candidates[place][1]) for place in places]
    idf = list_idf([titled(title, text) for title, text in candidates])
    shown = []
    for title, text in candidates:
        kept = best_window(given.query, text, count, idf) if chosen else window_from(text, count, rng.randrange(max(1, len(text))))
        shown.append(titled(neutralise(title), neutralise(kept)))
    labels = tuple(int(place in given.positives and (not given.answers or any(contains(text, answer) for answer in given.answers)))
                   for place, text in zip(places, shown, strict=True))
    if not any(labels):
        dropped["no answer is left in what is shown"] += 1
        return None
    if all(labels):
        dropped["every passage is right"] += 1
        return None
    return ReadingList(given.source, neutralise(given.query), tuple(shown), labels)


def hidden_sentence_lists(passages: Passages, held_out: HeldOutTexts, rng: random.Random, split: Split = "train") -> Iterator[LabelledList]:
    """Endless, from articles of one split: a sentence must find the passage that it was taken out of, so that what the passage is about decides and not shared words.

    The whole sentence, or some of its key words. Wrong passages are neighbours in the same and the next articles.
    """
    while True:
        place = rng.randrange(NEIGHBOURS, len(passages.texts) - NEIGHBOURS)
        if split_of(passages.titles[place]) != split:
            continue
        sentences = _SENTENCE_END.split(passages.texts[place])
        at = rng.randrange(len(sentences))
        keys = [word for word in normal_words(sentences[at]) if len(word) > 3]
        if len(sentences) < 4 or len(keys) < 5 or not 8 <= len(sentences[at].split()) <= 28:
            continue
        query = sentences[at]
        if rng.random() < 0.35:
            query = " ".join(keys[key] for key in sorted(rng.sample(range(len(keys)), max(4, len(keys) // 2))))
        around = [other for other in range(place - NEIGHBOURS, place + NEIGHBOURS + 1) if other != place]
        others = rng.sample(around, rng.randint(3, 10) - 1)
        if any(split_of(passages.titles[other]) not in (split, "train") or held_out.holds_passage(passages.texts[other]) for other in (place, *others)):
            continue
        rest = " ".join(sentences[:at] + sentences[at + 1 :])
        yield scored_list("hidden sentence", query, [(passages.titles[place], rest), *((passages.titles[other], passages.texts[other]) for other in others)], passages)
