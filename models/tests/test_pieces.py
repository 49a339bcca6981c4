import json
import random
from pathlib import Path

import pytest

from models.first_stage.encoder import Encoder

ROOT = Path(__file__).parents[2]
GOLDEN = json.loads((ROOT / "test" / "fixtures" / "first-stage" / "pieces.json").read_text(encoding="utf-8"))
SPECIALS = ("[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]")


@pytest.fixture(scope="module")
def encoder():
    return Encoder(ROOT / "public" / "models" / "all-minilm-l6-v2-int8")


@pytest.mark.parametrize("written", GOLDEN, ids=lambda one: one["text"][:20])
def test_texts_are_taken_apart_as_the_page_takes_them_apart(encoder, written):
    pieces, spans = encoder.pieces(written["text"])
    assert pieces == written["pieces"]
    assert [written["text"][start:end] for start, end in spans] == written["parts"]


@pytest.mark.parametrize("seed", range(50))
def test_no_text_brings_a_control_token_into_what_the_encoder_reads(encoder, seed):
    rng = random.Random(seed)
    text = "".join(rng.choice((*SPECIALS, "[", "]", "CLS", "MASK]", " ", "\u200b", "日", "word")) for _ in range(20))
    pieces, _ = encoder.pieces(text)
    assert not set(pieces) & set(SPECIALS)
