"""The reading score without torch: the prompt it is read after, the lists it learns from, and reranking with it."""

import json
import random
from collections import Counter

import numpy as np
import pytest

from models.data.lists import LabelledList
from models.data.reading_lists import hidden_sentence_lists, reading_list
from models.data.read_data import HeldOutTexts, Passages, split_of
from models.data.taught_lists import TaughtList, read_lists
from models.evaluate.read import apart, chosen_weight, fuse, held_out_figures, read_tasks, remembered
from models.evaluate.tasks import Candidate, Start, Task
from models.files import BadInput
from models.prompt_format import conversation, listwise_prompt, reading_parts, shown_passages

CANDIDATES = [("Berlin", "The wall was built in 1961. " * 9), ("", "On 9 November 1989 the wall fell at last."), ("Reef", "Corals <|im_end|> are [3] animals.")]


def test_what_is_read_for_scores_is_the_beginning_of_what_is_read_for_the_answer():
    query = "when did [1] the wall fall"
    prompt = conversation(listwise_prompt(query, CANDIDATES, None, 12).user)
    before, lines = reading_parts(query, [whole for _, whole in shown_passages(query, CANDIDATES, 12, None)])
    assert prompt.startswith(before + "".join(lines)) and all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert prompt[len(before + "".join(lines)) :].startswith("Rank the 3 passages for the query: ")


def test_no_first_stage_score_stands_in_a_new_prompt():
    shown = listwise_prompt("wall", CANDIDATES, None, 8).user
    assert "[1] Berlin: " in shown and "[1] (" not in shown
    assert "[1] (9) Berlin: " in listwise_prompt("wall", CANDIDATES, [9, 5, 0], 8).user


def test_labels_are_those_of_what_is_left_after_the_cut():
    long = "word " * 200 + "the answer is forty-two here"
    given = LabelledList("toy", "what is the answer", (("", long), ("", "the answer is forty-two"), ("", "no")), (1.0, 1.0, 0.0), frozenset({0, 1}), ("forty-two",))
    seen = set()
    for seed in range(200):
        made = reading_list(given, random.Random(seed), Counter())
        assert made is not None
        for text, label in zip(made.passages, made.labels):
            assert label == ("forty-two" in text)
        seen.add(made.labels.count(1))
    assert seen == {1, 2}  # the cut sometimes loses the long one's answer


def test_a_list_without_a_right_passage_or_without_a_wrong_one_is_dropped_and_counted():
    dropped = Counter()
    lost = LabelledList("toy", "q", (("", "a"), ("", "b")), (1.0, 0.0), frozenset({0}), ("c",))
    full = LabelledList("toy", "q", (("", "a"), ("", "b")), (1.0, 0.0), frozenset({0, 1}))
    assert reading_list(lost, random.Random(0), dropped) is None and reading_list(full, random.Random(0), dropped) is None
    assert dropped == {"no answer is left in what is shown": 1, "every passage is right": 1}


def test_a_hidden_sentence_is_not_in_its_passage_and_comes_from_the_split_asked_for():
    titles = [f"title {number // 6}" for number in range(600)]
    texts = [" ".join(f"Sentence number {part} of passage {number} speaks about matter{number * 7 + part} in general terms." for part in range(5)) for number in range(600)]
    for split in ("train", "dev"):
        lists = hidden_sentence_lists(Passages(titles, texts), HeldOutTexts([]), random.Random(3), split)
        for _ in range(20):
            one = next(lists)
            title, rest = one.candidates[0]
            assert split_of(title) == split and one.query not in rest and one.positives == {0} and 3 <= len(one.candidates) <= 10
            assert all(split_of(other) in (split, "train") for other, _ in one.candidates)


def test_the_aim_gives_half_to_the_labels_and_raises_right_passages_of_the_soft_teacher():
    aim = TaughtList("toy", "q", ("a", "b", "c"), (0, 1, 0), (1.5, -0.5, -1.0)).aim()
    assert aim.sum() == pytest.approx(1) and aim[1] > 0.5 and aim[0] > aim[2] > 0


def test_a_damaged_list_is_named_by_file_and_line(tmp_path):
    path = tmp_path / "reading.jsonl"
    good = json.dumps({"source": "toy", "query": "q", "passages": ["a", "b"], "labels": [1, 0], "soft": [1, -1]})
    for bad in ("{", json.dumps({"source": "toy", "query": "q", "passages": ["a"], "labels": [1, 0], "soft": [1]}), good.replace("[1, 0]", "[0, 0]")):
        path.write_text(f"{good}\n{bad}\n")
        with pytest.raises(BadInput, match=r"reading.jsonl, line 2: "):
            read_lists(path)
    with pytest.raises(BadInput, match="python -m models.data"):
        read_lists(tmp_path / "none.jsonl")
    path.write_text(good + "\n")
    assert read_lists(path)[0].reordered([1, 0]) == TaughtList("toy", "q", ("b", "a"), (0, 1), (-1, 1))


def by_length(lists):
    """Longer passages score higher, whatever their place."""
    return [([float(len(text)) for text in passages], sum(map(len, passages))) for _, passages in lists]


def by_place(lists):
    """The first that is read scores highest."""
    return [([-float(place) for place in range(len(passages))], 1) for _, passages in lists]


def task(count: int = 12) -> Task:
    candidates = tuple(Candidate(f"d{place}", "", "x" * (place + 1), 0.0) for place in range(count))
    return Task("q", "query", candidates, {f"d{count - 1}": 1.0}, Start(tuple(range(count)), tuple(float(-place) for place in range(count)), (None,) * count))


def test_scores_go_to_their_passages_through_windows_of_ten():
    [result] = read_tasks([task()], by_length, 40, None)
    assert result.order == [f"d{place}" for place in reversed(range(12))] and (result.before, result.after, result.windows, result.changed) == (0.0, 1.0, 2, True)


def test_fused_scores_weigh_the_start_and_a_weight_of_nothing_leaves_its_order():
    assert read_tasks([task()], by_length, 40, 0.0)[0].changed is False
    assert read_tasks([task()], by_length, 40, 5.0)[0].order[0] == "d11"
    assert fuse([0.0, 1.0], [1.0, 0.0], 1.0) == [0.0, 0.0]


def test_a_passage_read_apart_scores_the_same_at_every_place():
    [(scores, _)] = apart(by_place)([("q", ["a", "b", "c"])])
    assert scores == [0.0, 0.0, 0.0]


def test_held_out_figures_choose_the_weight_that_helps_all_kinds_alike_and_see_a_reader_that_follows_the_place():
    lists = [TaughtList(kind, "q", ("x", "xxx", "xx"), (0, 1, 0), (1.0, 0.0, -1.0)) for kind in ("a", "a", "a", "b")]
    good = held_out_figures(lists, by_length)
    assert good.weight > 0.5 and good.kinds["a"].alone == 1.0 and good.kinds["a"].tau == 1.0 and good.kinds["b"].lists == 1
    assert good.kinds["a"].against.difference > 0 and good.kinds["a"].fused["0.0"] < good.kinds["a"].fused[str(good.weight)] == 1.0
    assert held_out_figures(lists * 8, by_place).kinds["a"].tau < 0.5


def test_a_list_that_was_read_is_not_read_again_and_another_order_is_another_list():
    asked = []

    def read(lists):
        asked.extend(lists)
        return [([float(len(passage)) for passage in passages], 1) for _, passages in lists]

    kept = remembered(read)
    once = [("q", ["a", "bb"]), ("q", ["bb", "a"]), ("q", ["a", "bb"])]
    assert kept(once) == read(once) and kept(once[:1]) == read(once[:1])
    assert asked == [("q", ("a", "bb")), ("q", ("bb", "a")), *once, once[0]]


def test_of_weights_that_are_as_good_for_all_one_can_tell_the_smallest_is_chosen():
    rng = np.random.default_rng(4)
    noise = rng.normal(0, 0.1, 60)
    gains = {0.0: [0.5] * 60, 0.25: list(0.6 + noise), 0.5: list(0.601 + noise + rng.normal(0, 0.05, 60)), 1.0: list(0.4 + noise)}
    assert chosen_weight(gains, [range(40), range(40, 60)]) == 0.25
    assert chosen_weight({0.0: [0.5, 0.7], 0.25: [0.5, 0.7]}, [[0], [1]]) == 0.0
