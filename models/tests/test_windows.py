import json
from pathlib import Path

import pytest

from models.first_stage.windows import Unit, evidence_units, evidence_window, passage_windows

SENTENCES = json.loads((Path(__file__).parents[2] / "test" / "fixtures" / "text" / "sentences.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("written", SENTENCES, ids=lambda one: one["text"][:20])
def test_texts_of_any_script_are_cut_where_the_page_cuts_them(written):
    text = written["text"]
    spans = evidence_units(text, written["longest"])
    assert [text[start:end] for start, end in spans] == written["units"]
    assert [text[start:end] for start, end in passage_windows(text, 6, 30)] == written["windows"]
    units = [Unit(start, end, (1.0 if place == len(spans) - 1 else 0.0,)) for place, (start, end) in enumerate(spans)]
    assert [text[slice(*evidence_window(text, units, [1.0], words))] for words in (2, 5, 9)] == written["shown"]
