"""python -m models.evaluate MODEL COLLECTION: nDCG@10 before and after reranking, greedy, with torch; run it again to go on.

MODEL is a Hugging Face folder; for the figures of what is shipped, the one that `models.quantize --dequantized` writes.
"""

import argparse
from pathlib import Path

from models.atomic import BadInput, run_step, write_json


def main() -> None:
    """Parse arguments, rerank what is not done yet, print the summary, write it to --summary."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder: config.json, model.safetensors, tokenizer.json")
    parser.add_argument("collection", type=Path, help="folder with corpus.jsonl, queries.jsonl, qrels.txt and perhaps bm25.top100.run; or dev.jsonl / test.jsonl of models.data")
    parser.add_argument("--results", type=Path, required=True, help="JSON lines file of finished queries, to go on from")
    parser.add_argument("--summary", type=Path, help="JSON file for the figures")
    parser.add_argument("--queries", type=int, help="the first N judged queries (default: all)")
    parser.add_argument("--depth", type=int, default=10, help="candidates to rerank (default 10)")
    parser.add_argument("--words", type=int, help="per passage (default: the template's)")
    parser.add_argument("--batch", type=int, default=10, help="queries at a time (default 10)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), default="float32", help="float32 is what the browser computes with (default); bfloat16 is faster on some CPUs")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print what the model wrote for N queries")
    _evaluate(parser.parse_args())


def _evaluate(arguments: argparse.Namespace) -> None:
    import torch

    from models.base.check_folder import check_folder, check_tokenizer
    from models.evaluate.load_model import load_model
    from models.evaluate.read_collection import read_lists
    from models.evaluate.rerank_lists import Settings, rerank_lists
    from models.evaluate.results_file import ResultsFile
    from models.evaluate.summary import summarize
    from models.prompt_format import template

    form = template()
    for name in ("queries", "depth", "words", "batch"):
        value = getattr(arguments, name)
        if value is not None and value < 1:
            raise BadInput(f"--{name} must be at least 1")
    check_folder(arguments.model)
    lists = read_lists(arguments.collection, arguments.queries)
    settings = Settings(arguments.depth, int(form["windowSize"]), int(form["windowStride"]), arguments.words or int(form["passageWords"]))
    weights = (arguments.model / "model.safetensors").stat()
    results = ResultsFile(arguments.results, {
        "model": arguments.model.name, "weights": [weights.st_size, weights.st_mtime_ns], "collection": arguments.collection.name,
        "template": form["id"], "depth": settings.depth, "window": settings.window, "stride": settings.stride, "words": settings.words, "dtype": arguments.dtype,
    })
    waiting = [given for given in lists if given.qid not in results.done]
    print(f"{len(lists)} queries, {len(lists) - len(waiting)} done before", flush=True)
    if waiting:
        if arguments.threads:
            torch.set_num_threads(arguments.threads)
        tokenizer, model = check_tokenizer(arguments.model), load_model(arguments.model, arguments.dtype)
        for start in range(0, len(waiting), arguments.batch):
            results.add(rerank_lists(model, tokenizer, waiting[start : start + arguments.batch], settings))
            figures = summarize(lists, results.done)
            print(f"{figures['queries']} of {len(lists)}: nDCG@10 {figures['nDCG@10 first stage']:.4f} → {figures['nDCG@10 reranked']:.4f}, "
                  f"{figures['seconds per query']:.1f} s a query", flush=True)
    for given in lists[: arguments.show]:
        print(f"--- {given.qid} {given.query}\n" + "\n".join(results.done[given.qid]["texts"]))
    figures = summarize(lists, results.done)
    for name, value in figures.items():
        print(f"{name}: {value}")
    if arguments.summary:
        write_json(arguments.summary, {"collection": arguments.collection.name, "depth": settings.depth, "dtype": arguments.dtype, **figures})


if __name__ == "__main__":
    run_step(main)
