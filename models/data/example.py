"""From a labelled list to the text that is learnt."""

import random
from collections import Counter
from dataclasses import dataclass

from models.data.consistency import contradiction
from models.data.labelled_list import LabelledList
from models.data.normal_words import contains
from models.data.trace import rank, write_thought
from models.prompt_format import best_window, conversation, list_bm25, list_idf, listwise_prompt, output, query_terms, score_buckets, titled

PASSAGE_WORDS = (14, 18, 22, 26, 32, 40)


@dataclass(frozen=True)
class Example:
    """`prompt` ends in `<think>`, `target` begins after it; the loss is on `target` alone. `grades`: 1 for right, by place shown."""

    source: str
    prompt: str
    target: str
    grades: tuple[int, ...]


def make_example(given: LabelledList, rng: random.Random, dropped: Counter[str]) -> Example | None:
    """None for a list whose cut passages show no answer or whose thought fails the filter; the reason is counted in `dropped`.

    A list with answer strings is tried again with the longest passages, so its first failure is counted too.
    """
    return _write(given, rng.choice(PASSAGE_WORDS), rng, dropped) or (_write(given, max(PASSAGE_WORDS), rng, dropped) if given.answers else None)


def _write(given: LabelledList, words: int, rng: random.Random, dropped: Counter[str]) -> Example | None:
    candidates = given.candidates
    if rng.random() < 0.35:  # half-length passages from the start: short pasted lists have short statistics too
        idf = list_idf([titled(title, text) for title, text in candidates])
        candidates = tuple((title, best_window(given.query, text, words, idf)) for title, text in candidates)
    if rng.random() < 0.2:
        candidates = tuple(("", text) for _, text in candidates)
    scores = given.scores or list_bm25(given.query, [titled(title, text) for title, text in candidates])
    buckets = score_buckets(scores)
    prompt = listwise_prompt(given.query, candidates, buckets, words)
    evidence = _evidence(given, prompt.passages)
    if not evidence:
        return _drop(dropped, "no answer is left in what is shown")
    if len(evidence) == len(candidates):
        return _drop(dropped, "every passage answers")
    thought = write_thought(prompt.passages, evidence, buckets, set(query_terms(given.query)), rng)
    if thought is None:
        return _drop(dropped, "no quotable evidence")
    order = [place + 1 for part in rank(evidence.keys(), buckets) for place in part]
    problem = contradiction(thought, order, prompt.passages, evidence)
    if problem is not None:
        return _drop(dropped, problem)
    grades = tuple(int(place in evidence) for place in range(len(candidates)))
    return Example(given.source, conversation(prompt.user), output(thought, order), grades)


def _evidence(given: LabelledList, passages: tuple[str, ...]) -> dict[int, str | None]:
    """Labels recomputed on what is visible after the cut: right place → the answer string that shows there."""
    if not given.answers:
        return {place: None for place in sorted(given.positives)}
    shown = {place: next((answer for answer in given.answers if contains(text, answer)), None) for place, text in enumerate(passages)}
    return {place: answer for place, answer in shown.items() if answer is not None}


def _drop(dropped: Counter[str], reason: str) -> None:
    dropped[reason] += 1
