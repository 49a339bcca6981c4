"""python -m models.evaluate MODEL --collection DIR | --lists FILE --out DIR: nDCG@10 before and after reranking, with torch.

MODEL is a Hugging Face folder: models.train's OUT/model, or what models.quantize --dequantized wrote (that is what the page computes with).
Run it again with the same --out to go on after a stop. A query whose output could not be read counts with the first stage's order.
"""

import argparse
from pathlib import Path
from typing import Any

from models.atomic import BadInput, run_step, write_json


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
    parser.add_argument("--scores", choices=("run", "list"), default="run", help="first-stage scores in the prompt: the run's (default) or BM25 of the list")
    parser.add_argument("--passage-words", type=int, help="words a passage (default: the template's)")
    parser.add_argument("--thought-tokens", type=int, help="budget of a thought (default: the template's)")
    parser.add_argument("--batch", type=int, default=8, help="queries side by side (default 8)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="default: timed")
    parser.add_argument("--threads", type=int, help="CPU threads")
    _evaluate(parser.parse_args())


def _evaluate(options: argparse.Namespace) -> None:
    from models.evaluate.read_collection import read_collection, read_lists
    from models.evaluate.rerank_tasks import rerank_tasks
    from models.evaluate.results_file import add_results, open_results
    from models.evaluate.summary import summarise, summary_text
    from models.prompt_format import template

    if min(options.queries, options.depth, options.batch) < 1:
        raise BadInput("--queries, --depth and --batch must be at least 1")
    words = options.passage_words or int(template()["passageWords"])
    budget = options.thought_tokens if options.thought_tokens is not None else int(template()["thoughtTokens"])
    if words < 1 or budget < 0:
        raise BadInput("--passage-words must be at least 1 and --thought-tokens at least 0")
    if options.collection:
        tasks, first_stage = read_collection(options.collection, options.queries, options.depth)
    else:
        tasks, first_stage = read_lists(options.lists, options.queries, options.depth), "the lists' own order"
    if not tasks:
        raise BadInput(f"{options.lists} holds no lists")
    write, seen = _writer(options, budget)
    settings = {
        "model": str(options.model), "weights": _sha256(options.model / "model.safetensors"), "source": str(options.collection or options.lists),
        "first_stage": first_stage, "depth": options.depth, "mode": options.mode, "scores": options.scores, "passage_words": words,
        "thought_tokens": budget, "dtype": seen[0],
    }
    lines = open_results(options.out, settings)
    done = {line["qid"] for line in lines}
    left = [task for task in tasks if task.qid not in done]
    print(f"{len(tasks)} queries, {len(tasks) - len(left)} done before; first stage: {first_stage}; {seen[0]} ({seen[1]})", flush=True)
    for start in range(0, len(left), options.batch):
        fresh = rerank_tasks(left[start : start + options.batch], write, words, options.scores == "run")
        add_results(options.out, fresh)
        lines += fresh
        mean = [sum(line[name] for line in lines) / len(lines) for name in ("before", "after")]
        print(f"{len(lines)}/{len(tasks)}  nDCG@10 {mean[0]:.4f} → {mean[1]:.4f}  {fresh[0]['seconds']:.1f} s a query", flush=True)
    wanted = {task.qid for task in tasks}
    summary = summarise([line for line in lines if line["qid"] in wanted])
    write_json(options.out / "summary.json", {**settings, **summary})
    print(summary_text(summary), flush=True)


def _writer(options: argparse.Namespace, budget: int) -> tuple[Any, tuple[str, str]]:
    """The function that makes outputs, and (dtype, why)."""
    import torch
    from transformers import AutoModelForCausalLM

    from models.base.check_folder import check_folder, check_tokenizer
    from models.compile.architecture import read_json
    from models.evaluate.generate import generate
    from models.evaluate.generate_guided import Output, generate_guided
    from models.evaluate.token_texts import answer_tokens, token_texts
    from models.train.choose_device import choose_device

    if options.threads:
        torch.set_num_threads(options.threads)
    check_folder(options.model)
    tokenizer = check_tokenizer(options.model)
    earlier = options.out / "settings.json"  # a timed choice may fall otherwise the second time
    wanted = options.dtype or (read_json(earlier).get("dtype") if earlier.is_file() else None)
    device, dtype, why = choose_device(wanted)
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=dtype).to(device).eval()
    texts = token_texts(options.model / "tokenizer.json") if options.mode != "free" else []
    answering = answer_tokens(texts)

    def guided(prompts: Any, passages: Any) -> list[Output]:
        return generate_guided(model, tokenizer, texts, answering, prompts, passages, budget, options.mode == "locked")

    def free(prompts: Any, passages: Any) -> list[Output]:
        import time

        started = time.monotonic()
        written = generate(model, tokenizer, prompts, budget + 16 + 6 * max(map(len, passages)))
        seconds = (time.monotonic() - started) / len(prompts)
        lengths = [len(encoded.ids) for encoded in tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
        return [Output(text, False, length, tokens, seconds) for (text, tokens), length in zip(written, lengths)]

    return free if options.mode == "free" else guided, (str(dtype).removeprefix("torch."), why)


def _sha256(path: Path) -> str:
    import hashlib

    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    run_step(main)
