"""The golden file of reading scores."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from models.base.check_folder import check_tokenizer
from models.data.taught_lists import read_lists
from models.evaluate.generate import Ranker
from models.files import BadInput
from models.prompt_format import reading_parts
from models.train.reading_score import encode_reading, reading_tokens


def golden(folder: Path, held_out: Path, count: int, tokens: Sequence[str]) -> dict[str, Any]:
    """As `models.verify.reading_golden` describes it, of the first `count` lists. BadInput where no score differs from another: such weights show nothing."""
    ranker, tokenizer = Ranker(folder), check_tokenizer(folder)
    ranker.load(torch.device("cpu"), torch.float32)
    read, lists = ranker.reader(batch=1, tokens=tokens), []
    for one in read_lists(held_out)[:count]:
        before, lines = reading_parts(one.query, one.passages)
        ids, ends = encode_reading(tokenizer, one.query, one.passages)
        [(scores, _)] = read([(one.query, one.passages)])
        alone = [score for [score], _ in read([(one.query, [passage]) for passage in one.passages])]
        lists.append({
            "query": one.query, "passages": list(one.passages), "pieces": [before, *lines], "ends": ends,
            "idsSha256": hashlib.sha256(" ".join(map(str, ids)).encode()).hexdigest(), "scores": [round(score, 5) for score in scores],
            "apart": [round(score, 5) for score in alone],
        })
    if len({score for one in lists for score in one["scores"]}) < 2:
        raise BadInput(f"{folder} reads the same score everywhere: it was never taught one; give --tokens that its output tells apart")
    return {"weights": ranker.sha256, "tokens": list(reading_tokens(tokenizer, tokens)), "tokenTexts": list(tokens), "lists": lists}
