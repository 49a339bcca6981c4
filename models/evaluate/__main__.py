"""python -m models.evaluate MODEL --collection DIR | --lists FILE --out DIR: nDCG@10 before and after reranking, with torch.

MODEL is a Hugging Face folder: models.train's OUT/model, or what models.quantize --dequantized wrote (that is what the page computes with).
Run it again with the same --out to go on after a stop. A query whose output could not be read counts with the first stage's order.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from models.atomic import BadInput, run_step, write_json

ENCODER = Path(__file__).parents[2] / "public" / "models" / "all-minilm-l6-v2-int8"


def main() -> None:
    """Parse arguments, rerank what is not in --out yet, write summary.json, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--collection", type=Path, metavar="DIR", help="BEIR-style folder; without a .run file BM25 is computed here")
    source.add_argument("--lists", type=Path, metavar="FILE", help="dev.jsonl or test.jsonl of models.data")
    parser.add_argument("--out", type=Path, required=True, help="folder for results.jsonl, settings.json, summary.json")
    parser.add_argument("--queries", type=int, default=100, help="at most (default 100)")
    parser.add_argument("--depth", type=int, default=10, help="candidates a query (default 10; more are read in sliding windows)")
    parser.add_argument("--mode", choices=("locked", "constrained", "free"), default="locked",
                        help="as the page's setting: locked (default): only a permutation, and quotes copied from the passage they cite; "
                        "constrained: only a permutation; free: whatever is written is parsed")
    parser.add_argument("--first-stage", choices=("fused", "given"), default="fused",
                        help="fused (default): BM25 and MiniLM, as the page; given: the order and scores as handed over")
    parser.add_argument("--encoder", type=Path, default=ENCODER, help="folder written by models.first_stage (default: the one that is shipped)")
    parser.add_argument("--scores", choices=("run", "list"), default="run", help="BM25's side: the run's scores (default) or BM25 of the list")
    parser.add_argument("--prior-weight", type=float, help="of the first stage's z-scores on identifiers (default: the template's); 0: none")
    parser.add_argument("--passage-words", type=int, help="words a passage (default: the template's)")
    parser.add_argument("--thought-tokens", type=int, help="budget of a thought (default: the template's)")
    parser.add_argument("--batch", type=int, default=8, help="queries side by side (default 8)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="default: timed")
    parser.add_argument("--threads", type=int, help="CPU threads")
    _evaluate(parser.parse_args())


def _evaluate(options: argparse.Namespace) -> None:
    import torch

    from models.compile.architecture import read_json
    from models.evaluate.ranker import Ranker
    from models.evaluate.read_collection import read_collection, read_lists
    from models.evaluate.rerank_tasks import rerank_tasks
    from models.evaluate.results_file import add_results, open_results
    from models.evaluate.summary import summarise, summary_text
    from models.prompt_format import template
    from models.train.choose_device import choose_device

    if min(options.queries, options.depth, options.batch) < 1:
        raise BadInput("--queries, --depth and --batch must be at least 1")
    words = options.passage_words or int(template()["passageWords"])
    budget = options.thought_tokens if options.thought_tokens is not None else int(template()["thoughtTokens"])
    prior = options.prior_weight if options.prior_weight is not None else float(template()["priorWeight"])
    if words < 1 or budget < 0 or prior < 0:
        raise BadInput("--passage-words must be at least 1, --thought-tokens and --prior-weight at least 0")
    if options.threads:
        torch.set_num_threads(options.threads)
    if options.collection:
        tasks, handed = read_collection(options.collection, options.queries, options.depth)
    else:
        tasks, handed = read_lists(options.lists, options.queries, options.depth), "the lists' own order"
    if not tasks:
        raise BadInput(f"{options.lists} holds no lists")
    ranker = Ranker(options.model)
    earlier = options.out / "settings.json"  # a timed choice may fall otherwise the second time
    device, dtype, why = choose_device(options.dtype or (read_json(earlier).get("dtype") if earlier.is_file() else None))
    settings = {
        "model": str(options.model), "weights": ranker.sha256, "source": str(options.collection or options.lists), "handed_over": handed,
        "first_stage": options.first_stage, "depth": options.depth, "mode": options.mode, "scores": options.scores, "prior_weight": prior,
        "passage_words": words, "thought_tokens": budget, "dtype": str(dtype).removeprefix("torch."),
    }
    tasks = _starts(options, tasks)
    lines = open_results(options.out, settings)
    done = {line["qid"] for line in lines}
    left = [task for task in tasks if task.qid not in done]
    print(f"{len(tasks)} queries, {len(tasks) - len(left)} done before; {handed}, first stage {options.first_stage}; {settings['dtype']} ({why})", flush=True)
    if left:
        ranker.load(device, dtype)
    write = ranker.writer(options.mode, budget)
    for start in range(0, len(left), options.batch):
        fresh = rerank_tasks(left[start : start + options.batch], write, words, prior)
        add_results(options.out, fresh)
        lines += fresh
        mean = [sum(line[name] for line in lines) / len(lines) for name in ("before", "after")]
        print(f"{len(lines)}/{len(tasks)}  nDCG@10 {mean[0]:.4f} → {mean[1]:.4f}  {fresh[0]['seconds']:.1f} s a query", flush=True)
    wanted = {task.qid for task in tasks}
    summary = summarise([line for line in lines if line["qid"] in wanted])
    write_json(options.out / "summary.json", {**settings, **summary})
    print(summary_text(summary), flush=True)


def _starts(options: argparse.Namespace, tasks: list) -> list:
    from models.evaluate.fused_starts import fused_starts
    from models.evaluate.start import given_start
    from models.first_stage.encoder import Encoder

    own = options.scores == "run"
    if options.first_stage == "given":
        return [replace(task, start=given_start(task.query, task.candidates, own)) for task in tasks]
    return fused_starts(tasks, Encoder(options.encoder, options.threads or 0), own)


if __name__ == "__main__":
    run_step(main)
