"""From a labelled list to the text that is learnt."""

import random
from collections import Counter
from dataclasses import dataclass

from models.data.consistency import contradiction
from models.data.labelled_list import LabelledList
from models.data.normal_words import contains
from models.data.trace import Evidence, rank, write_thought
from models.first_stage.order import FirstStage
from models.prompt_format import conversation, listwise_prompt, output, score_buckets

PASSAGE_WORDS = (40, 40, 40, 40, 32, 24)
NO_THOUGHT = 0.3  # share of examples whose thought is empty: the same model must rank without thinking
SHUFFLED = 0.2  # share of lists not shown in first-stage order, or the model learns the place only
UNTITLED = 0.15
SETTLED = 0.5  # share kept of the lists that the first stage has right already: they teach little


@dataclass(frozen=True)
class Example:
    """`prompt` ends in `<think>`, `target` begins after it; the loss is on `target` alone. `grades`: 1 for right, by place shown."""

    source: str
    prompt: str
    target: str
    grades: tuple[int, ...]


def make_example(given: LabelledList, stage: FirstStage, rng: random.Random, dropped: Counter[str]) -> Example | None:
    """None for a list that teaches nothing or whose thought fails the filter; the reason is counted in `dropped`."""
    places = list(stage.order)
    if rng.random() < SHUFFLED:
        rng.shuffle(places)
    titles = rng.random() >= UNTITLED
    candidates = [(given.candidates[place][0] if titles else "", given.candidates[place][1]) for place in places]
    scores = [stage.scores[place] for place in places]
    prompt = listwise_prompt(given.query, candidates, score_buckets(scores), rng.choice(PASSAGE_WORDS), [stage.window_from[place] for place in places])
    evidence = _evidence(given, places, prompt.passages)
    if not evidence.right:
        return _drop(dropped, "no right passage")
    if len(evidence.right) > len(places) // 2:
        return _drop(dropped, "more than half of the passages are right")
    if [place for place in stage.order if place in given.positives] == stage.order[: len(evidence.right)] and rng.random() >= SETTLED:
        return _drop(dropped, "the first stage has it right")
    if not evidence.shown and rng.random() < 0.5:
        return _drop(dropped, "no answer is left in what is shown")
    order = [place + 1 for part in rank(evidence, scores) for place in part]
    if rng.random() < NO_THOUGHT:
        thought = ""
    else:
        written = write_thought(given.query, prompt.passages, evidence, scores, rng)
        if written is None:
            return _drop(dropped, "no quotable evidence")
        problem = contradiction(written, order, prompt.passages, {**evidence.shown, **dict.fromkeys(evidence.unseen)})
        if problem is not None:
            return _drop(dropped, problem)
        thought = written
    grades = tuple(int(place in evidence.right) for place in range(len(places)))
    return Example(given.source, conversation(prompt.user), output(thought, order), grades)


def _evidence(given: LabelledList, places: list[int], passages: tuple[str, ...]) -> Evidence:
    """Right by place shown; whether a right passage shows an answer is looked up in what the cut left of it."""
    right = [shown for shown, place in enumerate(places) if place in given.positives]
    if not given.answers:
        return Evidence(dict.fromkeys(right))
    found = {place: next((answer for answer in given.answers if contains(passages[place], answer)), None) for place in right}
    return Evidence({place: answer for place, answer in found.items() if answer is not None}, frozenset(place for place in right if found[place] is None))


def _drop(dropped: Counter[str], reason: str) -> None:
    dropped[reason] += 1
