"""Lists from all sources, ranked by the first stage, written as examples; and the held-out questions beside them."""

import itertools
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.base.check_folder import check_tokenizer
from models.data.examples import LONGEST, Example, make_example, tokenize, write_examples
from models.data.lists import (
    LabelledList, Question, Textbooks, cloze_lists, definition_lists, heading_lists, held_out_list, medical_lists, read_questions, training_lists,
)
from models.data.read_data import HeldOutTexts, Passages, Split, check_data, read_held_out, read_passages
from models.data.reading_data import list_kinds, write_reading_lists
from models.files import BadInput, atomic_folder, sha256_of, write_json
from models.first_stage.encoder import Encoder
from models.first_stage.order import first_stages
from models.prompt_format import template

SHARES = {"inverse cloze": 0.12, "medquad": 0.06, "definitions": 0.04, "headings": 0.04}  # of all examples; the rest are questions
CHUNK, BATCH = 64, 32  # lists whose passages are embedded together, and texts a batch


@dataclass(frozen=True)
class Options:
    """The command line. `data`, `base`, `encoder`: folders to read; `out`: folder to write. `examples`: at most; `reading`: lists for the reading
    score; `held_out`: lists of the same kinds to measure on; none of them below 0, and one of the first two above it. `show`: printed.
    """

    data: Path
    base: Path
    out: Path
    encoder: Path
    examples: int
    reading: int
    held_out: int
    seed: int
    show: int


@dataclass(frozen=True)
class Record:
    """What OUT holds: counts of examples and tokens, examples by source and by number of passages, lists that were dropped by reason;
    lists for the reading score and held-out ones, by source.
    """

    examples: int
    reading: dict[str, int]
    held_out_lists: dict[str, int]
    sources: dict[str, int]
    dropped: dict[str, int]
    tokens: int
    target_tokens: int
    without_thought: int
    sizes: dict[str, int]
    held_out: dict[str, int]
    seed: int
    tokenizer_sha256: str

    def to_json(self) -> dict[str, Any]:
        """data.json."""
        names = {"held_out_lists": "heldOutLists", "target_tokens": "targetTokens", "without_thought": "withoutThought", "tokenizer_sha256": "tokenizerSha256"}
        return {names.get(name, name): value for name, value in asdict(self).items()}


def make_data(options: Options) -> None:
    """Writes OUT whole or not at all, prints counts by source and of what was dropped and why."""
    check_data(options.data)
    if min(options.examples, options.reading, options.held_out) < 0 or options.examples + options.reading == 0:
        raise BadInput("--examples, --reading and --held-out must be 0 or more, and one of the first two above 0")
    tokenizer, encoder = check_tokenizer(options.base), Encoder(options.encoder)
    started, rng, dropped = time.monotonic(), random.Random(options.seed), Counter()
    passages = read_passages(options.data)
    held_out = read_held_out(options.data)
    questions = read_questions(options.data, passages)
    print(f"read {len(passages.texts):,} passages, {sum(map(len, questions.values())):,} questions in {time.monotonic() - started:.0f} s", flush=True)
    books = Textbooks(options.data)
    examples = _collect(options, books, passages, held_out, questions["train"], encoder, rng, dropped)
    rng.shuffle(examples)
    ids = tokenize(examples, tokenizer)
    short = [place for place, (prompt, target) in enumerate(ids) if len(prompt) + len(target) <= LONGEST]
    dropped[f"longer than {LONGEST} tokens"] += len(ids) - len(short)
    examples, ids = [examples[place] for place in short], [ids[place] for place in short]
    with atomic_folder(options.out) as part:
        reading = {}
        for split, name, count in (("train", "reading.jsonl", options.reading), ("dev", "held-out.jsonl", options.held_out)):
            kinds = list_kinds(questions, passages, books, held_out, random.Random(f"{options.seed} {split}"), split, dropped)
            reading[split] = dict(write_reading_lists(part / name, kinds, count, passages, encoder, random.Random(f"{options.seed} {split} mix"), dropped))
            print(f"{name}: {count:,} lists, {time.monotonic() - started:.0f} s", flush=True)
        record = _record(options, examples, ids, reading, questions, dropped)
        write_examples(part, examples, ids, tokenizer)
        for split in ("dev", "test"):
            with open(part / f"{split}.jsonl", "w", encoding="utf-8") as stream:
                for number, question in enumerate(questions[split]):
                    stream.write(json.dumps(held_out_list(question, f"{split}-{number}", passages), ensure_ascii=False) + "\n")
        write_json(part / "data.json", record.to_json())
    _report(record, examples[: options.show], time.monotonic() - started)


def _record(options: Options, examples: Sequence[Example], ids: Sequence[tuple[list[int], list[int]]], reading: dict[str, dict[str, int]],
            questions: dict[Split, list[Question]], dropped: Counter[str]) -> Record:
    return Record(
        examples=len(examples), reading=reading["train"], held_out_lists=reading["dev"], sources=dict(Counter(example.source for example in examples)),
        dropped=dict(dropped), tokens=sum(len(prompt) + len(target) for prompt, target in ids), target_tokens=sum(len(target) for _, target in ids),
        without_thought=sum(example.target.startswith(template().thought_close) for example in examples),
        sizes=dict(Counter(str(len(example.grades)) for example in examples)),
        held_out={"dev": len(questions["dev"]), "test": len(questions["test"])}, seed=options.seed,
        tokenizer_sha256=sha256_of(options.base / "tokenizer.json"),
    )


def _collect(options: Options, books: Textbooks, passages: Passages, held_out: HeldOutTexts, questions: list[Question], encoder: Encoder, rng: random.Random,
             dropped: Counter[str]) -> list[Example]:
    rng.shuffle(questions)
    wanted = round(options.examples * (1 - sum(SHARES.values())))
    found = list(itertools.islice(_examples(training_lists(questions, passages, held_out, rng, dropped), encoder, rng, dropped), wanted))
    sources = {
        "inverse cloze": cloze_lists(passages, held_out, rng), "medquad": medical_lists(books, passages, held_out, rng),
        "definitions": definition_lists(books, passages, rng), "headings": heading_lists(books, passages, rng),
    }
    # The other sources are endless and fill up what was asked for when the questions are used up.
    shares = {name: share / sum(SHARES.values()) for name, share in SHARES.items()}
    left = options.examples - len(found)
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


def _report(record: Record, shown: Sequence[Example], seconds: float) -> None:
    for example in shown:
        print(f"--- {example.source}\n{example.prompt}{example.target}\n")
    print(f"{record.examples:,} examples, {record.tokens:,} tokens ({record.target_tokens:,} to write), {seconds:.0f} s")
    for name, counts in (("sources", record.sources), ("sizes", record.sizes), ("dropped", record.dropped)):
        print(f"{name}: " + ", ".join(f"{key} {count:,}" for key, count in sorted(counts.items(), key=lambda item: -item[1])))
    print(f"held out: {record.held_out['dev']:,} dev, {record.held_out['test']:,} test questions")
