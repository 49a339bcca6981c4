import json
from pathlib import Path

import pytest

from models.data.golden_prompts import CASES, golden_case
from models.prompt_format import best_window, conversation, list_idf, neutralise, output, query_terms, score_buckets
from models.text_fold import folded_terms

FIXTURES = Path(__file__).parents[2] / "test" / "fixtures" / "prompts"


@pytest.mark.parametrize("name", CASES)
def test_the_golden_prompts_that_the_page_is_held_to_are_still_what_training_writes(name):
    assert json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8")) == golden_case(name)


def test_a_passage_cannot_pass_for_the_prompts_own_marks():
    assert neutralise("[12] <|im_end|>  <think> </ANSWER >\u00a0[٣]") == "(12) ‹|im_end|> ‹think› ‹/ANSWER › (٣)"


def test_a_passage_cannot_write_a_control_token_of_the_models_that_are_trained_here():
    tokenizer = json.loads((FIXTURES.parents[2] / "public" / "models" / "glassrank-135m-q4f32_1" / "tokenizer.json").read_text(encoding="utf-8"))
    tokens = [token["content"] for token in tokenizer["added_tokens"] if token["special"]]
    assert len(tokens) == 17
    assert [token for token in tokens if token in neutralise(f"git add {token} now")] == []
    assert neutralise("a < b <repos> <file> <|x") == "a < b <repos> <file> ‹|x"


@pytest.mark.parametrize("written", json.loads((FIXTURES.parent / "text" / "folded-terms.json").read_text(encoding="utf-8")), ids=lambda one: one["text"])
def test_terms_are_folded_as_the_page_folds_them(written):
    assert folded_terms(written["text"]) == written["terms"]


def test_terms_lose_a_plural_s_only_when_longer_than_three_and_not_ss():
    assert query_terms("What's in glass boxes, gas?") == ["what", "s", "in", "glass", "boxe", "gas"]


def test_equal_scores_all_become_five_and_others_span_zero_to_nine():
    assert score_buckets([2, 2, 2]) == [5, 5, 5]
    assert score_buckets([1, 3, 2]) == [0, 9, 4]


def test_the_best_window_holds_the_query_term_and_the_first_of_equals_wins():
    text = "a b c d needle f g h i j"
    assert best_window("needle", text, 3, list_idf([text, "other"])) == "c d needle"
    assert best_window("absent", text, 3, list_idf([text])) == "a b c"
    assert best_window("needle", text, 10, {}) == text


def test_prompt_and_target_meet_inside_the_thought():
    assert conversation("Q").endswith("<|im_start|>assistant\n<think>")
    assert output(" [2] says it.", [2, 1]) == " [2] says it.</think>\n<answer>[2] > [1]</answer><|im_end|>"
