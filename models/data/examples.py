"""From a labelled list to the text that is learnt, and to token ids on disk: one flat file and offsets, so that training maps it instead of loading it.

A list has some hundred target tokens and few decisions: the first passage named, then the next. Plain cross-entropy spends itself on copied
quotes, so decisions weigh more; and where several passages are right, each of them is, as in FIRST's ranking loss (arXiv 2406.15657).
"""

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models.data.lists import LabelledList
from models.data.thought import Evidence, contains, contradiction, rank, write_thought
from models.files import BadInput
from models.first_stage.order import FirstStage
from models.prompt_format import conversation, listwise_prompt, output, template

PASSAGE_WORDS = (40, 40, 40, 40, 32, 24)  # of a list, drawn
NO_THOUGHT = 0.3  # share of examples whose thought is empty: the same model must rank without thinking
SHUFFLED = 0.8  # share of lists not shown in first-stage order, or the model learns the place only
UNTITLED = 0.15  # share of lists without titles
SETTLED = 0.5  # share kept of the lists that the first stage has right already: they teach little
FIRST, NEXT, COPIED, QUOTED, PLAIN = 2.5, 1.2, 0.4, 0.3, 0.5  # weights of tokens
_IDENTIFIER_OR_QUOTE = re.compile(r'"[^"]*"|\[(\d+)\]')
LONGEST = 960  # tokens, prompt and target


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
    words = rng.choice(PASSAGE_WORDS)
    windows = [stage.window(place, given.candidates[place][1], words) for place in places]
    prompt = listwise_prompt(given.query, candidates, None, words, windows)
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


def decisions(target: str, grades: Sequence[int], offsets: Sequence[tuple[int, int]]) -> list[tuple[float, int]]:
    """Which tokens of a target decide the ranking, and what else would have been right there.

    (weight, bits) a token of `target`; `offsets`: its [from, to) in it. Bit d of `bits`: digit d begins a right identifier not yet named.

    Identifiers of an answer that follows a thought are copies of it. The token that closes an empty thought weighs nothing, or every
    thought would begin with the question whether to think.
    """
    close = template().thought_close
    thought = target.index(close)
    found = [(PLAIN, 0)] * len(offsets)
    named: set[int] = set()
    for match in _IDENTIFIER_OR_QUOTE.finditer(target):
        inside = [place for place, (start, end) in enumerate(offsets) if start < match.end() and end > match.start()]
        if match[1] is None:
            for place in inside:
                found[place] = (QUOTED, 0)
            continue
        copied = thought > 0 and match.start() > thought
        left = {place + 1 for place, grade in enumerate(grades) if grade and place + 1 not in named}
        bits = 0 if copied else sum({1 << int(str(identifier)[0]) for identifier in left})
        weight = COPIED if copied else NEXT if named else FIRST
        digits = [place for place in inside if offsets[place][0] >= match.start(1) and offsets[place][1] <= match.end(1)]
        for number, place in enumerate(digits):
            found[place] = (weight, 0 if number else bits)
        named.add(int(match[1]))
    if thought == 0:
        found = [(0.0, 0) if start < len(close) else value for value, (start, _) in zip(found, offsets, strict=True)]
    return found


def tokenize(examples: Sequence[Example], tokenizer: Any) -> list[tuple[list[int], list[int]]]:
    """(prompt ids, target ids), each side tokenized alone: at inference the seam after `<think>` is the same."""
    prompts = tokenizer.encode_batch([example.prompt for example in examples], add_special_tokens=False)
    targets = tokenizer.encode_batch([example.target for example in examples], add_special_tokens=False)
    return [(prompt.ids, target.ids) for prompt, target in zip(prompts, targets)]


def write_examples(folder: Path, examples: Sequence[Example], ids: Sequence[tuple[list[int], list[int]]], tokenizer: Any) -> None:
    """examples.npz and examples.jsonl to look at.

    npz: tokens uint16 [T], starts int64 [E + 1], prompts int32 [E] (prompt lengths), weights uint8 [T] (hundredths; 0 on prompts),
    right uint16 [T] (bit d: digit d would begin another right identifier here; 0 where no identifier begins).
    """
    starts = np.zeros(len(ids) + 1, np.int64)
    np.cumsum([len(prompt) + len(target) for prompt, target in ids], out=starts[1:])
    flat = np.fromiter((token for prompt, target in ids for token in (*prompt, *target)), np.int64, int(starts[-1]))
    if len(flat) and flat.max() >= 1 << 16:
        raise BadInput("the tokenizer has more than 65,536 tokens in use; examples are stored as uint16")
    weights, right = np.zeros(len(flat), np.uint8), np.zeros(len(flat), np.uint16)
    targets = tokenizer.encode_batch([example.target for example in examples], add_special_tokens=False)
    for start, (prompt, _), example, encoded in zip(starts, ids, examples, targets):
        for place, (weight, others) in enumerate(decisions(example.target, example.grades, encoded.offsets), start + len(prompt)):
            weights[place], right[place] = round(100 * weight), others
    np.savez(folder / "examples.npz", tokens=flat.astype(np.uint16), starts=starts, prompts=np.array([len(prompt) for prompt, _ in ids], np.int32),
             weights=weights, right=right)
    with open(folder / "examples.jsonl", "w", encoding="utf-8") as stream:
        for example in examples:
            stream.write(json.dumps({"source": example.source, "prompt": example.prompt, "target": example.target, "grades": example.grades}, ensure_ascii=False) + "\n")
