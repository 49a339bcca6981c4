"""Reranks the queries that --out does not hold yet, a batch at a time, and sums up all of them."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import torch

from models.device import choose_device
from models.evaluate.generate import Ranker
from models.evaluate.rerank import Mode, rerank_tasks
from models.evaluate.results import QueryResult, add_results, open_results, summarise
from models.evaluate.tasks import Task, fused_starts, given_start, read_collection, read_lists
from models.files import BadInput, read_json, write_json
from models.first_stage.encoder import Encoder
from models.prompt_format import template


@dataclass(frozen=True)
class Options:
    """The command line. One of `collection` and `lists` is given. None: the template's own for `prior_weight`, `passage_words` (words of a passage)
    and `thought_tokens`; timed for `dtype`; torch's own for `threads`. `queries` (at most), `depth` (candidates a query) and `batch` (queries side
    by side) are at least 1.
    """

    model: Path
    collection: Path | None
    lists: Path | None
    out: Path
    queries: int
    depth: int
    mode: Mode
    first_stage: Literal["fused", "given"]
    encoder: Path
    scores: Literal["run", "list"]
    prior_weight: float | None
    passage_words: int | None
    thought_tokens: int | None
    template: str
    batch: int
    dtype: Literal["float32", "bfloat16"] | None
    threads: int | None


@dataclass(frozen=True)
class Settings:
    """All that results depend on, as settings.json keeps it. `weights`: sha256; `handed_over`: where the lists' first order came from."""

    model: str
    weights: str
    source: str
    handed_over: str
    first_stage: Literal["fused", "given"]
    depth: int
    mode: Mode
    scores: Literal["run", "list"]
    prior_weight: float
    passage_words: int
    thought_tokens: int
    template: str
    dtype: str


def evaluate(options: Options) -> None:
    """Writes results.jsonl, settings.json and summary.json into `options.out` and prints the figures."""
    if min(options.queries, options.depth, options.batch) < 1:
        raise BadInput("--queries, --depth and --batch must be at least 1")
    form = template(options.template)
    words = options.passage_words or form.passage_words
    budget = options.thought_tokens if options.thought_tokens is not None else form.thought_tokens
    prior = options.prior_weight if options.prior_weight is not None else form.prior_weight
    if words < 1 or budget < 0 or prior < 0:
        raise BadInput("--passage-words must be at least 1, --thought-tokens and --prior-weight at least 0")
    if options.threads:
        torch.set_num_threads(options.threads)
    tasks, handed_over = _read(options)
    ranker = Ranker(options.model)
    earlier = options.out / "settings.json"  # a timed choice may fall otherwise the second time
    machine = choose_device(options.dtype or (read_json(earlier).get("dtype") if earlier.is_file() else None))
    settings = Settings(
        model=str(options.model), weights=ranker.sha256, source=str(options.collection or options.lists), handed_over=handed_over,
        first_stage=options.first_stage, depth=options.depth, mode=options.mode, scores=options.scores, prior_weight=prior,
        passage_words=words, thought_tokens=budget, template=options.template, dtype=machine.dtype_name,
    )
    tasks = _starts(options, tasks)
    results = [QueryResult.from_json(line) for line in open_results(options.out, asdict(settings))]
    done = {result.qid for result in results}
    left = [task for task in tasks if task.qid not in done]
    print(f"{len(tasks)} queries, {len(tasks) - len(left)} done before; {handed_over}, first stage {options.first_stage}; "
          f"{settings.dtype} ({machine.seen})", flush=True)
    if left:
        ranker.load(machine.device, machine.dtype)
    write = ranker.writer(options.mode, budget)
    for start in range(0, len(left), options.batch):
        fresh = rerank_tasks(left[start : start + options.batch], write, words, prior, options.template)
        add_results(options.out, [result.to_json() for result in fresh])
        results += fresh
        before, after = (sum(getattr(result, name) for result in results) / len(results) for name in ("before", "after"))
        print(f"{len(results)}/{len(tasks)}  nDCG@10 {before:.4f} → {after:.4f}  {fresh[0].seconds:.1f} s a query", flush=True)
    wanted = {task.qid for task in tasks}
    summary = summarise([result for result in results if result.qid in wanted])
    write_json(options.out / "summary.json", {**asdict(settings), **asdict(summary)})
    print(summary, flush=True)


def _read(options: Options) -> tuple[list[Task], str]:
    """The tasks, at least one, and where their order came from."""
    if options.collection:
        return read_collection(options.collection, options.queries, options.depth)
    assert options.lists is not None  # the parser asks for one of the two
    tasks = read_lists(options.lists, options.queries, options.depth)
    if not tasks:
        raise BadInput(f"{options.lists} holds no lists")
    return tasks, "the lists' own order"


def _starts(options: Options, tasks: list[Task]) -> list[Task]:
    own = options.scores == "run"
    if options.first_stage == "given":
        return [replace(task, start=given_start(task.query, task.candidates, own)) for task in tasks]
    return fused_starts(tasks, Encoder(options.encoder, options.threads or 0), own, options.passage_words or template().passage_words)
