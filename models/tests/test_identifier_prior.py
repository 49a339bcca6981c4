import json
from pathlib import Path

import pytest

from models.evaluate.output_guide import OutputGuide

CASES = json.loads((Path(__file__).parents[2] / "test" / "fixtures" / "prior" / "cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
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
