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
from models.data.textbook_lists import Textbooks, definition_lists, heading_lists, medical_lists
from models.data.write_examples import LONGEST, tokenize, write_examples
from models.first_stage.encoder import Encoder
from models.first_stage.order import first_stages
from models.prompt_format import template

SHARES = {"inverse cloze": 0.12, "medquad": 0.06, "definitions": 0.04, "headings": 0.04}  # of all examples; the rest are questions
CHUNK, BATCH = 64, 32  # lists whose passages are embedded together, and texts a batch


def main() -> None:
    """Parse arguments, write OUT whole or not at all, print counts by source and of what was dropped and why."""
    parser = argparse.ArgumentParser(prog="python -m models.data", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with wiki_passages.jsonl[.xz], questions.jsonl[.xz], textbooks-and-medquad.tar.xz or its files, eval-collections.tar.xz or its folders")
    parser.add_argument("base", type=Path, help="folder written by models.base (for its tokenizer)")
    parser.add_argument("out", type=Path, help="folder to write: examples.npz, examples.jsonl, dev.jsonl, test.jsonl, data.json")
    parser.add_argument("--encoder", type=Path, default=Path("public/models/all-minilm-l6-v2-int8"), help="folder written by models.first_stage")
    parser.add_argument("--examples", type=int, default=16000, help="at most so many examples (default 16000)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=3, metavar="N", help="print N examples (default 3)")
    arguments = parser.parse_args()
    check_data(arguments.data)
    if arguments.examples < 1:
        raise BadInput("--examples must be at least 1")
    tokenizer, encoder = check_tokenizer(arguments.base), Encoder(arguments.encoder)
    started, rng, dropped = time.monotonic(), random.Random(arguments.seed), Counter()
    passages = read_passages(arguments.data)
    held_out = read_held_out(arguments.data)
    questions = read_questions(arguments.data, passages)
    print(f"read {len(passages.texts):,} passages, {sum(map(len, questions.values())):,} questions in {time.monotonic() - started:.0f} s", flush=True)
    examples = _collect(arguments, passages, held_out, questions["train"], encoder, rng, dropped)
    rng.shuffle(examples)
    ids = tokenize(examples, tokenizer)
    short = [place for place, (prompt, target) in enumerate(ids) if len(prompt) + len(target) <= LONGEST]
    dropped[f"longer than {LONGEST} tokens"] += len(ids) - len(short)
    examples, ids = [examples[place] for place in short], [ids[place] for place in short]
    record = {
        "examples": len(examples), "sources": Counter(example.source for example in examples), "dropped": dropped,
        "tokens": sum(len(prompt) + len(target) for prompt, target in ids), "targetTokens": sum(len(target) for _, target in ids),
        "withoutThought": sum(example.target.startswith(str(template()["thoughtClose"])) for example in examples),
        "sizes": Counter(str(len(example.grades)) for example in examples),
        "held_out": {split: len(questions[split]) for split in ("dev", "test")}, "seed": arguments.seed,
        "tokenizerSha256": hashlib.sha256((arguments.base / "tokenizer.json").read_bytes()).hexdigest(),
    }
    with atomic_folder(arguments.out) as part:
        write_examples(part, examples, ids, tokenizer)
        for split in ("dev", "test"):
            with open(part / f"{split}.jsonl", "w", encoding="utf-8") as stream:
                for number, question in enumerate(questions[split]):
                    stream.write(json.dumps(held_out_list(question, f"{split}-{number}", passages), ensure_ascii=False) + "\n")
        write_json(part / "data.json", record)
    _report(record, examples, arguments.show, time.monotonic() - started)


def _collect(arguments: argparse.Namespace, passages: Passages, held_out: HeldOutTexts, questions: list[dict[str, Any]], encoder: Encoder,
             rng: random.Random, dropped: Counter[str]) -> list[Example]:
    rng.shuffle(questions)
    wanted = round(arguments.examples * (1 - sum(SHARES.values())))
    found = list(itertools.islice(_examples(training_lists(questions, passages, held_out, rng, dropped), encoder, rng, dropped), wanted))
    books = Textbooks(arguments.data)
    sources = {
        "inverse cloze": cloze_lists(passages, held_out, rng), "medquad": medical_lists(books, passages, held_out, rng),
        "definitions": definition_lists(books, passages, rng), "headings": heading_lists(books, passages, rng),
    }
    # The other sources are endless and fill up what was asked for when the questions are used up.
    shares = {name: share / sum(SHARES.values()) for name, share in SHARES.items()}
    left = arguments.examples - len(found)
    for name, lists in sources.items():
        found += itertools.islice(_examples(lists, encoder, rng, dropped), round(left * shares[name]))
        print(f"{name}: {len(found):,} examples in all", flush=True)
    return found


def _examples(lists: Iterator[LabelledList], encoder: Encoder, rng: random.Random, dropped: Counter[str]) -> Iterator[Example]:
    """Ranked by the first stage a chunk at a time, then written."""
    while chunk := list(itertools.islice(lists, CHUNK)):
        stages = first_stages([(given.query, given.candidates, given.scores) for given in chunk], encoder, BATCH)
        for given, stage in zip(chunk, stages, strict=True):
            example = make_example(given, stage, rng, dropped)
            if example is not None:
                yield example


def _report(record: dict[str, Any], examples: list[Example], show: int, seconds: float) -> None:
    for example in examples[:show]:
        print(f"--- {example.source}\n{example.prompt}{example.target}\n")
    print(f"{record['examples']:,} examples, {record['tokens']:,} tokens ({record['targetTokens']:,} to write), {seconds:.0f} s")
    for name in ("sources", "sizes", "dropped"):
        print(f"{name}: " + ", ".join(f"{key} {count:,}" for key, count in sorted(record[name].items(), key=lambda item: -item[1])))
    print(f"held out: {record['held_out']['dev']:,} dev, {record['held_out']['test']:,} test questions")


if __name__ == "__main__":
    run_step(main)
