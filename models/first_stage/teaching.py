"""What `models.first_stage.teach` does: the encoder learns from whole lists, scored as the instant order scores them but for BM25 and idf."""

import json
import math
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import cross_entropy, normalize
from transformers import AutoModel, AutoTokenizer

from models.device import choose_device
from models.evaluate.measures import ndcg
from models.files import BadInput, atomic_folder
from models.first_stage.export import source_folder

LONGEST = 128  # word pieces of a passage: lists show up to about 60 words
SCALE = 20.0
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
# Half of the target are the labels, half the instant order's scores with the label added, as for the reading score.
LABELS = 0.5


@dataclass(frozen=True)
class Budget:
    """`minutes` of teaching; `rate` at its height; `batch`: lists a step; `share` of what was learnt that is written, 0 to 1; `held_out`: lists checked."""

    minutes: float
    rate: float
    batch: int
    share: float
    held_out: int
    dtype: str | None
    threads: int | None
    seed: int


@dataclass(frozen=True)
class Lesson:
    """One list. `source`: its kind; `labels`: above 0 for a passage that answers; `soft`: the teacher's scores, any scale."""

    source: str
    query: str
    passages: tuple[str, ...]
    labels: tuple[float, ...]
    soft: tuple[float, ...]


def read_lessons(file: Path) -> list[Lesson]:
    """Lists of models.data. BadInput where the file is missing."""
    if not file.is_file():
        raise BadInput(f"{file} is missing; make it with python -m models.data")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Lesson(row["source"], row["query"], tuple(row["passages"]), tuple(map(float, row["labels"])), tuple(map(float, row["soft"]))) for row in rows]


def teach(lists: Path, out: Path, budget: Budget) -> None:
    """Teaches within the budget, prints what held-out lists say of each share, writes the weights at `budget.share` into `out`, whole or not at all."""
    if budget.minutes <= 0 or budget.batch < 1 or not 0 <= budget.share <= 1:
        raise BadInput("--minutes must be above 0, --batch at least 1, --share from 0 to 1")
    if budget.threads:
        torch.set_num_threads(budget.threads)
    torch.manual_seed(budget.seed)
    lessons, held_out = read_lessons(lists / "reading.jsonl"), read_lessons(lists / "held-out.jsonl")[: budget.held_out]
    source, device = source_folder(), choose_device(budget.dtype)
    tokenizer: Any = AutoTokenizer.from_pretrained(source)
    network: Any = AutoModel.from_pretrained(source, add_pooling_layer=False).to(device.device)
    start = {name: weight.detach().float().clone() for name, weight in network.named_parameters()}
    print(f"{len(lessons):,} lists, {len(held_out)} held out; {device.seen}", flush=True)
    master = _fine_tune(network, tokenizer, lessons, budget, device.dtype)
    for share in SHARES:
        _put(network.float(), between(start, master, share))
        kinds = _held_out(network, tokenizer, held_out)
        print(f"share {share}: " + "  ".join(f"{name} {value:.4f}" for name, value in kinds.items()), flush=True)
    _put(network, between(start, master, budget.share))
    with atomic_folder(out) as part:
        network.save_pretrained(part)
        for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(source / name, part / name)
    print(f"{out}: share {budget.share}")


def _fine_tune(network: Any, tokenizer: Any, lessons: Sequence[Lesson], budget: Budget, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    """Steps until the time is over; the rate rises over the first twentieth of it and falls to nothing by a cosine. Weights are kept in float32."""
    master = {name: weight.detach().float().clone().requires_grad_() for name, weight in network.named_parameters()}
    optimizer = torch.optim.AdamW(master.values(), lr=budget.rate, weight_decay=0.01, betas=(0.9, 0.98))
    network.to(dtype).eval()  # without dropout: a short run forgets more by it than it guards against
    order, draw = list(lessons), random.Random(budget.seed)
    started, losses, seen, at = time.monotonic(), [], 0, len(lessons)
    told = started
    while (passed := time.monotonic() - started) < 60 * budget.minutes:
        if at + budget.batch > len(order):
            draw.shuffle(order)
            at = 0
        done = passed / (60 * budget.minutes)
        for group in optimizer.param_groups:
            group["lr"] = budget.rate * min(1.0, done / 0.05 + 0.01) * 0.5 * (1 + math.cos(math.pi * done))
        total = 0.0
        for lesson in order[at : at + budget.batch]:
            loss = list_loss(SCALE * _scores(network, tokenizer, lesson), lesson) / budget.batch
            loss.backward()
            total += loss.item()
        with torch.no_grad():
            for name, weight in network.named_parameters():
                master[name].grad, weight.grad = weight.grad.float() if weight.grad is not None else None, None
        torch.nn.utils.clip_grad_norm_(list(master.values()), 1.0)
        optimizer.step()
        _put(network, master)
        losses.append(total)
        seen += budget.batch
        at += budget.batch
        if time.monotonic() - told > 60:
            told = time.monotonic()
            print(f"{seen:,} lists  loss {sum(losses[-50:]) / len(losses[-50:]):.4f}  {60 * budget.minutes - passed:.0f} s left", flush=True)
    print(f"{seen:,} lists in {time.monotonic() - started:.0f} s", flush=True)
    return {name: weight.detach() for name, weight in master.items()}


def _scores(network: Any, tokenizer: Any, lesson: Lesson) -> torch.Tensor:
    """By passage: cosine of the mean vectors and MaxSim, added. Float32 [passages]."""
    texts = [lesson.query, *lesson.passages]
    encoded = tokenizer(texts, padding=True, truncation=True, max_length=LONGEST, return_special_tokens_mask=True, return_tensors="pt").to(network.device)
    special = encoded.pop("special_tokens_mask").bool()
    hidden = network(**encoded).last_hidden_state.float()
    mask = encoded["attention_mask"].float()
    means = normalize((hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)
    pieces, held = normalize(hidden, dim=-1), ~special & encoded["attention_mask"].bool()
    table = torch.einsum("qe,pte->pqt", pieces[0][held[0]], pieces[1:]).masked_fill(~held[1:, None, :], -1.0)
    return means[1:] @ means[0] + table.max(-1).values.mean(-1)


def list_loss(scores: torch.Tensor, lesson: Lesson) -> torch.Tensor:
    """Softmax over the list against labels and the soft teacher."""
    labels = torch.tensor(lesson.labels)
    hard = labels / labels.sum() if labels.sum() > 0 else torch.full_like(labels, 1 / len(labels))
    soft = torch.softmax(torch.tensor(lesson.soft), 0)
    target = (LABELS * hard + (1 - LABELS) * soft).to(scores.device)
    return cross_entropy(scores[None], target[None])


def _held_out(network: Any, tokenizer: Any, lists: Sequence[Lesson]) -> dict[str, float]:
    """Mean nDCG@10 of these scores, without BM25 and idf: of all lists, then by kind."""
    values: dict[str, list[float]] = {}
    with torch.no_grad():
        for lesson in lists:
            scores = _scores(network, tokenizer, lesson).tolist()
            order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
            value = ndcg([str(place) for place in order], {str(place): label for place, label in enumerate(lesson.labels)})
            for name in ("all", lesson.source):
                values.setdefault(name, []).append(value)
    return {name: sum(each) / len(each) for name, each in sorted(values.items())}


def between(start: dict[str, torch.Tensor], end: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Weights that lie `share` of the way, 0 to 1, from `start` to `end` (WiSE-FT, Wortsman and others 2022)."""
    return {name: weight + share * (end[name] - weight) for name, weight in start.items()}


def _put(network: Any, weights: dict[str, torch.Tensor]) -> None:
    with torch.no_grad():
        for name, weight in network.named_parameters():
            weight.copy_(weights[name])
