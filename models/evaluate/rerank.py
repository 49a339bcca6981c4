"""Reranks several queries side by side, window by window, and says what each output was like."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from models.data.thought import MENTION, QUOTE, quotes_of
from models.evaluate.measures import ndcg
from models.evaluate.results import QueryResult
from models.evaluate.tasks import Start, Task, given_start
from models.prompt_format import SHIPPED, conversation, listwise_prompt, score_buckets, template, z_scores

# locked: only a permutation, and quotes copied from the passage they cite; constrained: only a permutation; free: whatever is written is parsed.
Mode = Literal["locked", "constrained", "free"]

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Output:
    """What a model wrote after one prompt. `text` begins inside the thought. `seconds`: this output's share of its batch.

    `forced`: the thought was closed when its budget of tokens was spent.
    """

    text: str
    forced: bool
    prompt_tokens: int
    tokens: int
    seconds: float


# write(prompts, passages, priors): one output a prompt; of each prompt its passages as shown, and by place what is added to an identifier's logit.
Write = Callable[[Sequence[str], Sequence[Sequence[str]], Sequence[Sequence[float] | None]], list[Output]]


@dataclass(frozen=True)
class Answer:
    """`order`: a permutation of 0-based places (missing ones keep their order at the end). `quotes`: of the thought, some of them verbatim."""

    order: tuple[int, ...]
    state: Literal["whole", "repaired", "unparsed"]
    quotes: int
    quotes_verbatim: int


@dataclass(frozen=True)
class WindowReport:
    """What one window's output was like. complete: the model closed its thought itself (or was to write none) and its answer stands as written."""

    outcome: Literal["complete", "forced", "repaired", "unparsed"]
    quotes: int
    quotes_verbatim: int
    citations: int
    citations_existing: int
    output: Output


def rerank_tasks(tasks: Sequence[Task], write: Write, passage_words: int, prior_weight: float, taught_with: str = SHIPPED,
                 leanings: Sequence[Sequence[float]] | None = None) -> list[QueryResult]:
    """One result a task.

    A task without `start` begins in the order handed over, with the run's scores. `prior_weight` times the z-scores of the start's scores in a
    window is its prior, one a passage shown; 0: no prior. `taught_with`: the template's id. `leanings`: of each task by place, what stands for those z-scores.
    """
    form = template(taught_with)
    starts = [task.start or given_start(task.query, task.candidates, True) for task in tasks]
    rankings = [list(start.order) for start in starts]
    plans = [plan_windows(len(ranking), form.window_size, form.window_stride) for ranking in rankings]
    reports: list[list[WindowReport]] = [[] for _ in tasks]
    for turn in range(max(map(len, plans), default=0)):
        rows = [row for row, plan in enumerate(plans) if turn < len(plan)]
        prompts, priors = [], []
        for row in rows:
            places = rankings[row][slice(*plans[row][turn])]
            candidates = [tasks[row].candidates[place].titled for place in places]
            scores = [starts[row].scores[place] for place in places]
            windows = [starts[row].windows[place] for place in places]
            prompts.append(listwise_prompt(tasks[row].query, candidates, score_buckets(scores) if taught_with == SHIPPED else None, passage_words, windows))
            leaning = z_scores(scores) if leanings is None else [leanings[row][place] for place in places]
            priors.append([prior_weight * z for z in leaning] if prior_weight else None)
        outputs = write([conversation(prompt.user) for prompt in prompts], [prompt.passages for prompt in prompts], priors)
        for row, prompt, output in zip(rows, prompts, outputs, strict=True):
            begin, end = plans[row][turn]
            answer = read_answer(output.text, prompt.passages)
            window = rankings[row][begin:end]
            rankings[row][begin:end] = [window[place] for place in answer.order]
            reports[row].append(_report(output, answer, len(prompt.passages)))
    return [_result(*one) for one in zip(tasks, starts, rankings, reports, strict=True)]


def plan_windows(count: int, size: int, stride: int) -> list[tuple[int, int]]:
    """Half-open [from, to) windows over a list, back to front, as RankLLM and `src/core/strategy/sliding.ts` have them; the last one begins at 0.

    A list that fits is one window.
    """
    if not 1 <= stride <= size:
        raise ValueError(f"stride must be 1 to {size}, got {stride}")
    windows, end = [], count
    while end > 0:
        start = max(0, end - size)
        windows.append((start, end))
        if start == 0:
            break
        end -= stride
    return windows


def read_answer(text: str, passages: Sequence[str]) -> Answer:
    """`text` begins inside the thought. Without a closed thought and an opened answer nothing is read: a thought's digits are no order."""
    thought, closed, rest = text.partition(template().thought_close)
    quotes = quotes_of(thought)
    true = sum(_shows(passages, identifier, quote) for identifier, quote in quotes)
    opened, whole = template().answer_open.strip(), template().answer_close
    _, found, answer = rest.partition(opened)
    count = len(passages)
    named = [int(digits) - 1 for digits in re.findall(r"\[(\d+)\]", answer.partition(whole)[0])] if closed and found else []
    order = list(dict.fromkeys(place for place in named if 0 <= place < count))
    if not order:
        return Answer(tuple(range(count)), "unparsed", len(quotes), true)
    clean = len(named) == count and len(order) == count and whole in answer
    order += [place for place in range(count) if place not in order]
    return Answer(tuple(order), "whole" if clean else "repaired", len(quotes), true)


def _shows(passages: Sequence[str], identifier: int, quote: str) -> bool:
    wanted = _SPACES.sub(" ", quote).strip()
    return 1 <= identifier <= len(passages) and wanted != "" and wanted in _SPACES.sub(" ", passages[identifier - 1])


def _report(output: Output, answer: Answer, passages: int) -> WindowReport:
    thought = output.text.partition(template().thought_close)[0]
    cited = [int(digits) for digits in MENTION.findall(QUOTE.sub("", thought))]
    outcome = answer.state if answer.state != "whole" else "forced" if output.forced else "complete"
    existing = sum(1 <= identifier <= passages for identifier in cited)
    return WindowReport(outcome, answer.quotes, answer.quotes_verbatim, len(cited), existing, output)


def _result(task: Task, start: Start, ranking: Sequence[int], reports: Sequence[WindowReport]) -> QueryResult:
    names = [candidate.document for candidate in task.candidates]
    first, order = [names[place] for place in start.order], [names[place] for place in ranking]
    outcomes = [report.outcome for report in reports]
    return QueryResult(
        qid=task.qid, windows=len(reports),
        complete=outcomes.count("complete"), forced=outcomes.count("forced"), repaired=outcomes.count("repaired"), unparsed=outcomes.count("unparsed"),
        quotes=sum(report.quotes for report in reports), quotes_verbatim=sum(report.quotes_verbatim for report in reports),
        citations=sum(report.citations for report in reports), citations_existing=sum(report.citations_existing for report in reports),
        prompt_tokens=sum(report.output.prompt_tokens for report in reports), tokens=sum(report.output.tokens for report in reports),
        seconds=round(sum((report.output.seconds for report in reports), 0.0), 3), outputs=[report.output.text for report in reports],
        order=order, given=ndcg(names, task.grades), before=ndcg(first, task.grades), after=ndcg(order, task.grades), changed=order != first,
    )
