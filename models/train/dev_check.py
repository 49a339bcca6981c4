"""How the half-trained model ranks held-out questions, beside the first stage."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.atomic import BadInput
from models.evaluate.generate import generate
from models.evaluate.measures import ndcg
from models.evaluate.read_answer import read_answer
from models.prompt_format import conversation, listwise_prompt, score_buckets

BATCH = 10


@dataclass(frozen=True)
class DevFigures:
    """Shares are 0–1; nDCG@10 over the same candidates, unparsed outputs counted with the first stage's order."""

    lists: int
    first_stage: float
    reranked: float
    changed: float
    whole: float
    quotes_verbatim: float
    quotes: int
    seconds: float

    def __str__(self) -> str:
        return (f"dev {self.lists} lists: nDCG@10 {self.reranked:.4f} (first stage {self.first_stage:.4f}), order changed {self.changed:.0%}, "
                f"well formed {self.whole:.0%}, quotes verbatim {self.quotes_verbatim:.0%} of {self.quotes}, {self.seconds:.0f} s")


def read_dev(path: Path, count: int) -> list[dict[str, Any]]:
    """The first `count` lists of dev.jsonl."""
    if not path.is_file():
        raise BadInput(f"{path} is missing; make it with python -m models.data")
    with open(path, encoding="utf-8") as stream:
        return [json.loads(line) for _, line in zip(range(count), stream)]


def check_dev(model: Any, tokenizer: Any, lists: list[dict[str, Any]], passage_words: int) -> DevFigures:
    started = time.monotonic()
    prompts = []
    for given in lists:
        candidates = [(candidate["title"], candidate["text"]) for candidate in given["candidates"]]
        prompts.append(listwise_prompt(given["query"], candidates, score_buckets([c["score"] for c in given["candidates"]]), passage_words))
    before = after = 0.0
    changed = whole = quotes = verbatim = 0
    for start in range(0, len(lists), BATCH):
        texts = generate(model, tokenizer, [conversation(prompt.user) for prompt in prompts[start : start + BATCH]], 200)
        for given, prompt, (text, _) in zip(lists[start : start + BATCH], prompts[start : start + BATCH], texts):
            answer = read_answer(text, prompt.passages)
            names = [candidate["docid"] for candidate in given["candidates"]]
            grades = dict(zip(names, given["grades"]))
            before += ndcg(names, grades)
            after += ndcg([names[place] for place in answer.order], grades)
            changed += answer.order != tuple(range(len(names)))
            whole += answer.state == "whole"
            quotes += answer.quotes[0]
            verbatim += answer.quotes[1]
    count = max(1, len(lists))
    return DevFigures(len(lists), before / count, after / count, changed / count, whole / count, verbatim / max(1, quotes), quotes, time.monotonic() - started)
