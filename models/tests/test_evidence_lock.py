"""The lock in Python judges as the page's does: both read test/fixtures/lock/cases.json."""

import json
from pathlib import Path

import pytest

from models.evaluate.evidence_lock import EvidenceLock, State
from models.evaluate.output_guide import OutputGuide

CASES = json.loads((Path(__file__).parents[2] / "test/fixtures/lock/cases.json").read_text(encoding="utf-8"))


def judge(passages: list[str], text: str) -> str:
    state = EvidenceLock(passages).after(State(), text)
    if state is None:
        return "refused"
    return "fine" if state.digits is None and state.ends is None else "open"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_lock_judges_as_the_page_does(case: dict) -> None:
    assert judge(case["passages"], case["text"]) == case["verdict"]


def test_a_locked_guide_refuses_a_made_up_quote_and_takes_a_true_one() -> None:
    guide = OutputGuide(1, 30, ["The wall fell."])
    for token in (" [", "1", ']: "', "The"):
        assert guide.allows(token)
        guide.push(token)
    assert not guide.allows(" roof")
    assert not guide.allows("</think>")
    for token in (" wall", '".', "</think>", "\n<answer>[1]</answer>"):
        assert guide.allows(token)
        guide.push(token)
    assert guide.complete and not guide.forced
