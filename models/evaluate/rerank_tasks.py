"""Reranks several queries side by side, window by window, and says what each output was like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from models.data.consistency import MENTION, QUOTE, quotes_of
from models.evaluate.measures import ndcg
from models.evaluate.plan_windows import plan_windows
from models.evaluate.read_answer import read_answer
from models.evaluate.read_collection import Task
from models.evaluate.start import given_start
from models.prompt_format import conversation, listwise_prompt, score_buckets, template, z_scores

if TYPE_CHECKING:  # It needs torch.
    from models.evaluate.generate_guided import Output

Write = Callable[[Sequence[str], Sequence[Sequence[str]], Sequence[Sequence[float] | None]], list["Output"]]


def rerank_tasks(tasks: Sequence[Task], write: Write, passage_words: int, prior_weight: float) -> list[dict[str, Any]]:
    """One line of results.jsonl per task. `write(prompts, passages, priors)` makes the outputs.

    A task without `start` begins in the order handed over, with the run's scores. `prior_weight` times the z-scores of the start's scores in a
    window is its prior, one a passage shown; 0: no prior.
    """
    form = template()
    starts = [task.start or given_start(task.query, task.candidates, True) for task in tasks]
    rankings = [list(start.order) for start in starts]
    plans = [plan_windows(len(ranking), int(form["windowSize"]), int(form["windowStride"])) for ranking in rankings]
    reports = [_empty(task) for task in tasks]
    for turn in range(max(map(len, plans), default=0)):
        rows = [row for row, plan in enumerate(plans) if turn < len(plan)]
        prompts, priors = [], []
        for row in rows:
            places = rankings[row][slice(*plans[row][turn])]
            candidates = [tasks[row].candidates[place][1:3] for place in places]
            scores = [starts[row].scores[place] for place in places]
            windows = [starts[row].window_from[place] for place in places]
            prompts.append(listwise_prompt(tasks[row].query, candidates, score_buckets(scores), passage_words, windows))
            priors.append([prior_weight * z for z in z_scores(scores)] if prior_weight else None)
        outputs = write([conversation(prompt.user) for prompt in prompts], [prompt.passages for prompt in prompts], priors)
        for row, prompt, output in zip(rows, prompts, outputs, strict=True):
            begin, end = plans[row][turn]
            answer = read_answer(output.text, prompt.passages)
            window = rankings[row][begin:end]
            rankings[row][begin:end] = [window[place] for place in answer.order]
            _add(reports[row], output, answer, prompt.passages)
    for task, start, ranking, report in zip(tasks, starts, rankings, reports, strict=True):
        names = [candidate[0] for candidate in task.candidates]
        first = [names[place] for place in start.order]
        report["order"] = [names[place] for place in ranking]
        report["given"], report["before"] = ndcg(names, task.grades), ndcg(first, task.grades)
        report["after"] = ndcg(report["order"], task.grades)
        report["changed"] = report["order"] != first
        report["seconds"] = round(report["seconds"], 3)
    return reports


def _empty(task: Task) -> dict[str, Any]:
    counts = ("windows", "complete", "forced", "repaired", "unparsed", "quotes", "quotes_verbatim", "citations", "citations_existing", "prompt_tokens", "tokens")
    return {"qid": task.qid, **dict.fromkeys(counts, 0), "seconds": 0.0, "outputs": []}


def _add(report: dict[str, Any], output: Output, answer: Any, passages: Sequence[str]) -> None:
    """`complete`: the model closed its thought itself (or was to write none) and its answer stands as written."""
    thought = output.text.partition(str(template()["thoughtClose"]))[0]
    cited = [int(digits) for digits in MENTION.findall(QUOTE.sub("", thought))]
    outcome = "forced" if output.forced and answer.state == "whole" else "complete" if answer.state == "whole" else answer.state
    report["windows"] += 1
    report[outcome] += 1
    report["quotes"] += len(quotes_of(thought))
    report["quotes_verbatim"] += answer.quotes[1]
    report["citations"] += len(cited)
    report["citations_existing"] += sum(1 <= identifier <= len(passages) for identifier in cited)
    report["prompt_tokens"] += output.prompt_tokens
    report["tokens"] += output.tokens
    report["seconds"] += output.seconds
    report["outputs"].append(output.text)
