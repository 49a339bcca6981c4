"""The lock and the prior in Python judge as the page's do: both sides read test/fixtures/lock and test/fixtures/prior."""

import json
from pathlib import Path

import pytest

from models.evaluate.evidence_lock import EvidenceLock, State
from models.evaluate.output_guide import OutputGuide

LOCK_CASES = json.loads((Path(__file__).parents[2] / "test/fixtures/lock/cases.json").read_text(encoding="utf-8"))
PRIOR_CASES = json.loads((Path(__file__).parents[2] / "test" / "fixtures" / "prior" / "cases.json").read_text(encoding="utf-8"))


def judge(passages: list[str], text: str) -> str:
    state = EvidenceLock(passages).after(State(), text)
    if state is None:
        return "refused"
    return "fine" if state.digits is None and state.ends is None else "open"


@pytest.mark.parametrize("case", LOCK_CASES, ids=lambda case: case["text"])
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


@pytest.mark.parametrize("case", PRIOR_CASES, ids=lambda case: case["name"])
def test_the_prior_adds_what_the_page_adds(case):
    guide = OutputGuide(case["count"], case["thoughtTokens"], case["evidence"], case["prior"])
    for text in case["written"]:
        guide.push(text)
    if case["expect"] is None:
        assert guide.bias("1") is None
    else:
        assert {one["text"]: guide.bias(one["text"]) for one in case["expect"]} == {one["text"]: one["bias"] for one in case["expect"]}


def test_a_prior_decides_where_the_model_is_nearly_indifferent_and_not_where_it_is_sure():
    torch = pytest.importorskip("torch")
    texts = ["[", "1", "2", "]", " > ", "x"]
    for lead, wanted in ((0.4, 1), (0.6, 2)):
        guide = OutputGuide(2, 9, None, [0.25, -0.25])
        guide.push("[")
        assert guide.best(torch.tensor([0.0, 1.0, 1.0 + lead, -9.0, -9.0, -9.0]), texts, []) == wanted
