"""How the half-trained model ranks held-out questions, beside the first stage: the points of the learning curve.

One forward pass a list, as FIRST (arXiv 2406.15657): the order of the identifiers' logits where an answer without a thought begins.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from models.evaluate.measures import ndcg
from models.files import BadInput
from models.first_stage.encoder import Encoder
from models.first_stage.order import FirstStage, first_stages
from models.prompt_format import conversation, listwise_prompt, template, z_scores

DEPTH = 10
WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)  # of the first stage's z-scores beside the logits
BATCH = 8


@dataclass(frozen=True)
class DevFigures:
    """nDCG@10 over the same candidates; `reranked`: by weight of the prior (as text), the first without any."""

    lists: int
    first_stage: float
    reranked: dict[str, float]
    seconds: float

    def __str__(self) -> str:
        figures = ", ".join(f"{weight}: {value:.4f}" for weight, value in self.reranked.items())
        return f"dev {self.lists} lists: nDCG@10 first stage {self.first_stage:.4f}; one-pass order by weight of the first stage {figures}; {self.seconds:.0f} s"


@dataclass(frozen=True)
class DevList:
    """One held-out question in first-stage order: its prompt, z-scores, identifiers and judgements by place."""

    prompt: str
    z: list[float]
    names: list[str]
    grades: dict[str, float]


def read_dev(path: Path, count: int, encoder: Encoder) -> list[DevList]:
    """The first `count` lists of dev.jsonl, ranked by the first stage."""
    if not path.is_file():
        raise BadInput(f"{path} is missing; make it with python -m models.data")
    with open(path, encoding="utf-8") as stream:
        lists = [json.loads(line) for _, line in zip(range(count), stream)]
    for given in lists:
        given["candidates"] = given["candidates"][:DEPTH]
    texts = [[(candidate["title"], candidate["text"]) for candidate in given["candidates"]] for given in lists]
    scores = [[candidate["score"] for candidate in given["candidates"]] for given in lists]
    stages = first_stages([(given["query"], text, score) for given, text, score in zip(lists, texts, scores)], encoder)
    return [_dev_list(given, text, stage) for given, text, stage in zip(lists, texts, stages)]


def check_dev(model: Any, tokenizer: Any, lists: Sequence[DevList]) -> DevFigures:
    """Of the working weights as they are now."""
    started = time.monotonic()
    rerank: dict[str, list[float]] = {str(weight): [] for weight in WEIGHTS}
    for start in range(0, len(lists), BATCH):
        batch = lists[start : start + BATCH]
        for given, logits in zip(batch, first_identifier_logits(model, tokenizer, [one.prompt for one in batch], DEPTH)):
            for weight in WEIGHTS:
                score = [logits[place] + weight * given.z[place] for place in range(len(given.names))]
                order = sorted(range(len(score)), key=lambda place: (-score[place], place))
                rerank[str(weight)].append(ndcg([given.names[place] for place in order], given.grades))
    before = [ndcg(given.names, given.grades) for given in lists]
    count = max(1, len(lists))
    return DevFigures(len(lists), sum(before) / count, {weight: sum(values) / count for weight, values in rerank.items()}, time.monotonic() - started)


def first_identifier_logits(model: Any, tokenizer: Any, prompts: Sequence[str], count: int) -> list[list[float]]:
    """Log-probabilities of [1] to [count] (at most 10) as the answer's first identifier after an empty thought, one row a prompt."""
    opening = f"{template().thought_close}{template().answer_open}[1"  # ends in "1": what follows it tells [1] from [10]
    ids = [tokenizer.encode(prompt, add_special_tokens=False).ids + tokenizer.encode(opening, add_special_tokens=False).ids for prompt in prompts]
    width = max(map(len, ids))
    padded = torch.tensor([row + [0] * (width - len(row)) for row in ids], device=model.device)
    digits = [tokenizer.token_to_id(str(digit)) for digit in range(10)]
    close = tokenizer.token_to_id("]")
    found = []
    with torch.inference_mode():
        hidden = model.model(padded, use_cache=False).last_hidden_state
        for row, sequence in enumerate(ids):
            first, second = torch.log_softmax(model.lm_head(hidden[row, [len(sequence) - 2, len(sequence) - 1]]).float(), dim=-1).cpu()
            one, ten = torch.log_softmax(second[[close, digits[0]]], dim=-1).tolist()
            values = [float(first[digits[digit]]) for digit in range(1, 10)]
            found.append([values[0] + (one if count > 9 else 0.0), *values[1:], values[0] + ten][:count])
    return found


def _dev_list(given: dict[str, Any], texts: list[tuple[str, str]], stage: FirstStage) -> DevList:
    scores = [stage.scores[place] for place in stage.order]
    prompt = listwise_prompt(given["query"], [texts[place] for place in stage.order], None, template().passage_words,
                             [stage.window(place, texts[place][1], template().passage_words) for place in stage.order])
    names = [given["candidates"][place]["docid"] for place in stage.order]
    grades = dict(zip((candidate["docid"] for candidate in given["candidates"]), map(float, given["grades"])))
    return DevList(conversation(prompt.user), z_scores(scores), names, grades)
