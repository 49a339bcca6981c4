"""Reranks several queries side by side, window by window, and says what each output was like."""

from collections.abc import Callable, Sequence
from typing import Any

from models.data.consistency import MENTION, QUOTE, quotes_of
from models.evaluate.generate_guided import Output
from models.evaluate.measures import ndcg
from models.evaluate.plan_windows import plan_windows
from models.evaluate.read_answer import read_answer
from models.evaluate.read_collection import Task
from models.prompt_format import conversation, list_bm25, listwise_prompt, score_buckets, template, titled

Write = Callable[[Sequence[str], Sequence[Sequence[str]]], list[Output]]


def rerank_tasks(tasks: Sequence[Task], write: Write, passage_words: int, own_scores: bool) -> list[dict[str, Any]]:
    """One line of results.jsonl per task. `write(prompts, passages)` makes the outputs; `own_scores`: the run's, else BM25 of the list."""
    form = template()
    rankings = [list(range(len(task.candidates))) for task in tasks]
    scores = [_scores(task, own_scores) for task in tasks]
    plans = [plan_windows(len(ranking), int(form["windowSize"]), int(form["windowStride"])) for ranking in rankings]
    reports = [_empty(task) for task in tasks]
    for turn in range(max(map(len, plans), default=0)):
        rows = [row for row, plan in enumerate(plans) if turn < len(plan)]
        prompts = []
        for row in rows:
            places = rankings[row][slice(*plans[row][turn])]
            candidates = [tasks[row].candidates[place][1:3] for place in places]
            buckets = score_buckets([scores[row][place] for place in places])
            prompts.append(listwise_prompt(tasks[row].query, candidates, buckets, passage_words))
        outputs = write([conversation(prompt.user) for prompt in prompts], [prompt.passages for prompt in prompts])
        for row, prompt, output in zip(rows, prompts, outputs):
            start, end = plans[row][turn]
            answer = read_answer(output.text, prompt.passages)
            window = rankings[row][start:end]
            rankings[row][start:end] = [window[place] for place in answer.order]
            _add(reports[row], output, answer, prompt.passages)
    for task, ranking, report in zip(tasks, rankings, reports):
        first = [candidate[0] for candidate in task.candidates]
        report["order"] = [first[place] for place in ranking]
        report["before"], report["after"] = ndcg(first, task.grades), ndcg(report["order"], task.grades)
        report["changed"] = report["order"] != first
        report["seconds"] = round(report["seconds"], 2)
    return reports


def _scores(task: Task, own: bool) -> list[float]:
    if own:
        return [score for *_, score in task.candidates]
    return list_bm25(task.query, [titled(title, text) for _, title, text, _ in task.candidates])


def _empty(task: Task) -> dict[str, Any]:
    counts = ("windows", "complete", "forced", "repaired", "unparsed", "quotes", "quotes_verbatim", "citations", "citations_existing", "prompt_tokens", "tokens")
    return {"qid": task.qid, **dict.fromkeys(counts, 0), "seconds": 0.0, "outputs": []}


def _add(report: dict[str, Any], output: Output, answer: Any, passages: Sequence[str]) -> None:
    """`complete`: the model closed its thought itself and its answer stands as written."""
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
