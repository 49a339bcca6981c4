"""Reranks lists with a torch model, window by window from the tail, as the page does."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.evaluate.generate import generate
from models.evaluate.judged_list import JudgedList
from models.evaluate.read_answer import read_answer
from models.prompt_format import conversation, listwise_prompt, score_buckets, template


@dataclass(frozen=True)
class Settings:
    """`depth`: candidates reranked, the rest of the list stays below them. `words`: per passage."""

    depth: int
    window: int
    stride: int
    words: int


def plan_windows(count: int, size: int, stride: int) -> list[tuple[int, int]]:
    """Half-open windows of one pass, back to front; a list that fits goes in one."""
    if count == 0:
        return []
    steps = max(0, -(-(count - size) // stride))
    return [(max(0, count - step * stride - size), count - step * stride) for step in range(steps + 1)]


def rerank_lists(model: Any, tokenizer: Any, lists: Sequence[JudgedList], settings: Settings) -> list[dict[str, Any]]:
    """One record a list: ranking (docids, whole list), windows by outcome, quotes, tokens, seconds (its share of the batch's time)."""
    started = time.monotonic()
    form = template()
    records: list[dict[str, Any]] = [
        {"qid": given.qid, "ranking": given.ranking(), "outcomes": [], "quotes": 0, "verbatim": 0, "promptTokens": 0, "writtenTokens": 0, "texts": []} for given in lists
    ]
    plans = [plan_windows(min(settings.depth, len(given.candidates)), settings.window, settings.stride) for given in lists]
    for number in range(max(map(len, plans), default=0)):
        now = [place for place, plan in enumerate(plans) if number < len(plan)]
        prompts = []
        for place in now:
            start, end = plans[place][number]
            by_docid = {candidate[0]: candidate for candidate in lists[place].candidates}
            shown = [by_docid[document] for document in records[place]["ranking"][start:end]]
            prompts.append(listwise_prompt(lists[place].query, [(title, text) for _, title, text, _ in shown], score_buckets([c[3] for c in shown]), settings.words))
        longest = int(form["thoughtTokens"]) + 8 * settings.window + 16
        for place, prompt, (text, tokens) in zip(now, prompts, generate(model, tokenizer, [conversation(prompt.user) for prompt in prompts], longest)):
            start, end = plans[place][number]
            answer, record = read_answer(text, prompt.passages), records[place]
            window = record["ranking"][start:end]
            record["ranking"][start:end] = [window[position] for position in answer.order]
            record["outcomes"].append(answer.state)
            record["quotes"] += answer.quotes[0]
            record["verbatim"] += answer.quotes[1]
            record["promptTokens"] += len(tokenizer.encode(conversation(prompt.user), add_special_tokens=False).ids)
            record["writtenTokens"] += tokens
            record["texts"].append(text)
    seconds = (time.monotonic() - started) / max(1, len(lists))
    return [{**record, "seconds": round(seconds, 3)} for record in records]
