"""python -m models.data DATA BASE OUT: listwise training examples, and the held-out dev and test questions."""

import argparse
import hashlib
import itertools
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.atomic import BadInput, atomic_folder, run_step, write_json
from models.base.check_folder import check_tokenizer
from models.data.cloze_lists import cloze_lists
from models.data.example import Example, make_example
from models.data.held_out_texts import HeldOutTexts, read_held_out
from models.data.labelled_list import LabelledList
from models.data.passages import Passages, read_passages
from models.data.question_lists import held_out_list, read_questions, training_lists
from models.data.read_data import check_data
from models.data.textbook_lists import Textbooks, definition_lists, medical_lists
from models.data.write_examples import LONGEST, tokenize, write_examples

SHARES = {"inverse cloze": 0.22, "medquad": 0.10, "definitions": 0.12}  # of all examples; the rest are questions


def main() -> None:
    """Parse arguments, write OUT whole or not at all, print counts by source and of what was dropped and why."""
    parser = argparse.ArgumentParser(prog="python -m models.data", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with wiki_passages.jsonl[.xz], questions.jsonl[.xz], textbooks-and-medquad.tar.xz or its files, eval-collections.tar.xz or its folders")
    parser.add_argument("base", type=Path, help="folder written by models.base (for its tokenizer)")
    parser.add_argument("out", type=Path, help="folder to write: examples.npz, examples.jsonl, dev.jsonl, test.jsonl, data.json")
    parser.add_argument("--examples", type=int, default=16000, help="at most so many examples (default 16000)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=3, metavar="N", help="print N examples (default 3)")
    arguments = parser.parse_args()
    check_data(arguments.data)
    if arguments.examples < 1:
        raise BadInput("--examples must be at least 1")
    tokenizer = check_tokenizer(arguments.base)
    started, rng, dropped = time.monotonic(), random.Random(arguments.seed), Counter()
    passages = read_passages(arguments.data)
    held_out = read_held_out(arguments.data)
    questions = read_questions(arguments.data, passages)
    print(f"read {len(passages.texts):,} passages, {sum(map(len, questions.values())):,} questions in {time.monotonic() - started:.0f} s", flush=True)
    examples = _collect(arguments, passages, held_out, questions["train"], rng, dropped)
    rng.shuffle(examples)
    ids = tokenize(examples, tokenizer)
    short = [place for place, (prompt, target) in enumerate(ids) if len(prompt) + len(target) <= LONGEST]
    dropped["longer than 700 tokens"] += len(ids) - len(short)
    examples, ids = [examples[place] for place in short], [ids[place] for place in short]
    record = {
        "examples": len(examples), "sources": Counter(example.source for example in examples), "dropped": dropped,
        "tokens": sum(len(prompt) + len(target) for prompt, target in ids), "targetTokens": sum(len(target) for _, target in ids),
        "sizes": Counter(str(len(example.grades)) for example in examples),
        "held_out": {split: len(questions[split]) for split in ("dev", "test")}, "seed": arguments.seed,
        "tokenizerSha256": hashlib.sha256((arguments.base / "tokenizer.json").read_bytes()).hexdigest(),
    }
    with atomic_folder(arguments.out) as part:
        write_examples(part, examples, ids)
        for split in ("dev", "test"):
            with open(part / f"{split}.jsonl", "w", encoding="utf-8") as stream:
                for number, question in enumerate(questions[split]):
                    stream.write(json.dumps(held_out_list(question, f"{split}-{number}", passages), ensure_ascii=False) + "\n")
        write_json(part / "data.json", record)
    _report(record, examples, arguments.show, time.monotonic() - started)


def _collect(arguments: argparse.Namespace, passages: Passages, held_out: HeldOutTexts, questions: list[dict[str, Any]],
             rng: random.Random, dropped: Counter[str]) -> list[Example]:
    rng.shuffle(questions)
    wanted = round(arguments.examples * (1 - sum(SHARES.values())))
    found = list(itertools.islice(_examples(training_lists(questions, passages, held_out, rng, dropped), rng, dropped), wanted))
    books = Textbooks(arguments.data)
    sources = {"inverse cloze": cloze_lists(passages, held_out, rng), "medquad": medical_lists(books, passages, held_out, rng), "definitions": definition_lists(books, passages, rng)}
    whole = len(found) / (1 - sum(SHARES.values()))  # shares hold against the questions that there are, however many were asked for
    for name, lists in sources.items():
        found += itertools.islice(_examples(lists, rng, dropped), round(whole * SHARES[name]))
    return found


def _examples(lists: Iterator[LabelledList], rng: random.Random, dropped: Counter[str]) -> Iterator[Example]:
    return (example for given in lists if (example := make_example(given, rng, dropped)) is not None)


def _report(record: dict[str, Any], examples: list[Example], show: int, seconds: float) -> None:
    for example in examples[:show]:
        print(f"--- {example.source}\n{example.prompt}{example.target}\n")
    print(f"{record['examples']:,} examples, {record['tokens']:,} tokens ({record['targetTokens']:,} to write), {seconds:.0f} s")
    for name in ("sources", "sizes", "dropped"):
        print(f"{name}: " + ", ".join(f"{key} {count:,}" for key, count in sorted(record[name].items(), key=lambda item: -item[1])))
    print(f"held out: {record['held_out']['dev']:,} dev, {record['held_out']['test']:,} test questions")


if __name__ == "__main__":
    run_step(main)
