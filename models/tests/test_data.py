import io
import json
import lzma
import random
import tarfile
from collections import Counter

import pytest

from models.data.examples import COPIED, FIRST, NEXT, QUOTED, decisions, make_example
from models.data.lists import LabelledList
from models.data.read_data import check_data, read_held_out, read_lines, read_textbooks, split_of
from models.data.thought import asked_for, contradiction, mention_order, quote, quotes_of
from models.files import BadInput
from models.first_stage.order import FirstStage
from models.prompt_format import words

PASSAGES = ("On 9 November 1989 the wall fell at last.", "The wall was built in 1961.", "Berlin has many lakes.")

TITLES = {"0": "train", "Berlin": "train", "Łódź": "train", "4": "dev", "8": "dev", "94": "test", "128": "test"}


def test_the_split_never_moves_a_title():
    # by md5sum: cfcd208495d565ef66e7dff9f98764da for "0"
    assert [split_of(title) for title in TITLES] == list(TITLES.values())
    shares = Counter(split_of(f"title {number}") for number in range(5000))
    assert 150 < shares["dev"] < 250 and 150 < shares["test"] < 250


def test_a_consistent_thought_passes_the_filter():
    thought = ' [1] says it: "On 9 November 1989 the wall". [3] and [2] say less.'
    assert contradiction(thought, [1, 3, 2], PASSAGES, {0: "1989"}) is None


@pytest.mark.parametrize(("thought", "order", "reason"), [
    (' [2] says it. [1] and [3] say less.', [1, 2, 3], "order"),
    (' [1] says it. [2] says less.', [1, 2], "order"),
    (' [2] is close. [1] and [3] say less.', [2, 1, 3], "above"),
    (' [1] says it: "the wall rose at last". [2] and [3] say less.', [1, 2, 3], "verbatim"),
    (' [1] says it: "the wall fell at". [2] and [3] say less.', [1, 2, 3], "answer"),
])
def test_a_contradicting_thought_is_dropped_with_its_reason(thought, order, reason):
    assert reason in str(contradiction(thought, order, PASSAGES, {0: "1989"}))


def test_mentions_inside_quotes_are_no_mentions():
    assert mention_order(' [2] says: "as [1] shows". [1] less.') == [2, 1]
    assert quotes_of(' [1], [2] say "a" and "b". So does [3]: "c".') == [(2, "a"), (2, "b"), (3, "c")]


def stage_of(count, order=None, scores=None):
    """A first stage that kept the order given, each passage shown from its start."""
    return FirstStage(order or list(range(count)), scores or [float(count - place) for place in range(count)], [0] * count, [0.0] * count)


def wall(answers=("November 1989",), positives=(0,)):
    candidates = tuple(("Berlin", text) for text in PASSAGES)
    return LabelledList("toy", "when did the wall fall", candidates, (1.0, 2.0, 3.0), frozenset(positives), answers)


@pytest.mark.parametrize("seed", range(40))
def test_examples_quote_verbatim_show_the_answer_and_rank_it_first(seed):
    example = make_example(wall(), stage_of(3, [2, 1, 0], [1.0, 2.0, 3.0]), random.Random(seed), Counter())
    assert example is not None and sorted(example.grades) == [0, 0, 1]
    right = example.grades.index(1)
    thought, _, answer = example.target.partition("</think>")
    assert answer.startswith(f"\n<answer>[{right + 1}] > ")
    shown = {line[:3]: line for line in example.prompt.splitlines() if line.startswith("[")}
    for identifier, text in quotes_of(thought):
        assert text in shown[f"[{identifier}]"]
    assert thought == "" or "1989" in thought


def test_some_examples_think_and_some_do_not():
    targets = [make_example(wall(), stage_of(3, [2, 1, 0], [1.0, 2.0, 3.0]), random.Random(seed), Counter()).target for seed in range(60)]
    silent = sum(target.startswith("</think>") for target in targets)
    assert 5 < silent < 35


def test_a_right_passage_whose_answer_is_cut_away_comes_after_those_that_show_it():
    given = LabelledList("toy", "when was the wall built", tuple(("", text) for text in (*PASSAGES, "Trams run.")), (4.0, 3.0, 2.0, 1.0), frozenset({0, 1}), ("1961",))
    for seed in range(20):
        example = make_example(given, stage_of(4), random.Random(seed), Counter())
        if example is None:
            continue
        lines = {line.partition(" ")[2]: line[1] for line in example.prompt.splitlines() if line.startswith("[")}
        assert example.target.partition("<answer>")[2].startswith(f"[{lines[PASSAGES[1]]}] > [{lines[PASSAGES[0]]}]")


def test_lists_that_teach_nothing_are_dropped_and_counted():
    dropped = Counter()
    nothing = LabelledList("toy", "q", (("", "nothing here"), ("", "nor here")), (1.0, 0.0), frozenset(), ("1989",))
    assert make_example(nothing, stage_of(2), random.Random(1), dropped) is None
    assert make_example(wall(positives=(0, 1)), stage_of(3), random.Random(1), dropped) is None
    for seed in range(20):
        make_example(wall(), stage_of(3), random.Random(seed), dropped)
    assert dropped.pop("the first stage has it right") > 3
    assert dropped == {"no right passage": 1, "more than half of the passages are right": 1}


@pytest.mark.parametrize(("query", "kind"), [
    ("who wrote the star", "name"), ("In what year, when he was ten, who left?", "date"), ("how many balls", "number"), ("mitral valve", None), ("the whole", None),
])
def test_the_kind_of_answer_is_read_from_the_question(query, kind):
    assert asked_for(query) == kind


def test_decisions_weigh_more_than_copies_and_share_their_aim_among_right_passages():
    target = ' [2] says it: "a [b".</think>\n<answer>[2] > [3] > [1]</answer>'
    offsets = [(place, place + 1) for place in range(len(target))]
    found = decisions(target, (0, 1, 1), offsets)
    first, copied = target.index("2"), target.index("2", 5)
    assert found[first] == (FIRST, 0b1100) and found[copied] == (COPIED, 0) and found[target.index("a [b")] == (QUOTED, 0)
    silent = "</think>\n<answer>[2] > [1] > [3]</answer>"
    found = decisions(silent, (0, 1, 1), [(place, place + 1) for place in range(len(silent))])
    assert [found[silent.index(digit)] for digit in "213"] == [(FIRST, 0b1100), (NEXT, 0b1000), (NEXT, 0b1000)]
    assert all(weight == 0 for weight, _ in found[: len("</think>")])


def test_a_quote_never_holds_a_quotation_mark_or_bracket():
    text = 'He said "yes" in 1989 [sic] and left for the long road north of town'
    found = quote(text, None, {"road"}, 4, random.Random(0))
    assert found is not None and found in text and not set('"[]') & set(found) and len(words(found)) >= 3


def test_packed_and_unpacked_data_read_the_same(tmp_path):
    lines = [json.dumps({"id": number, "title": "T", "text": "é"}) + "\n" for number in range(3)]
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    for name in ("wiki_passages.jsonl", "questions.jsonl"):
        (tmp_path / "a" / name).write_text("".join(lines), encoding="utf-8")
        with lzma.open(tmp_path / "b" / f"{name}.xz", "wt", encoding="utf-8") as stream:
            stream.writelines(lines)
    (tmp_path / "a" / "medquad.jsonl").write_text('{"q": "x"}\n')
    with tarfile.open(tmp_path / "b" / "textbooks-and-medquad.tar.xz", "w:xz") as archive:
        member = tarfile.TarInfo("medquad.jsonl")
        member.size = 11
        archive.addfile(member, io.BytesIO(b'{"q": "x"}\n'))
    for folder in (tmp_path / "a", tmp_path / "b"):
        check_data(folder)
    assert list(read_lines(tmp_path / "a", "wiki_passages.jsonl")) == list(read_lines(tmp_path / "b", "wiki_passages.jsonl"))
    assert list(read_textbooks(tmp_path / "a")) == list(read_textbooks(tmp_path / "b")) == [("medquad.jsonl", {"q": "x"})]


def test_missing_and_damaged_data_are_told_with_their_place(tmp_path):
    with pytest.raises(BadInput, match="does not exist"):
        check_data(tmp_path / "absent")
    with pytest.raises(BadInput, match="wiki_passages"):
        check_data(tmp_path)
    (tmp_path / "questions.jsonl").write_text('{"a": 1}\n{"a": \n')
    with pytest.raises(BadInput, match="line 2"):
        list(read_lines(tmp_path, "questions.jsonl"))


def test_evaluation_texts_are_known_again_by_query_and_by_a_long_run_of_words(tmp_path):
    folder = tmp_path / "col"
    folder.mkdir()
    (folder / "queries.jsonl").write_text('{"_id": "1", "text": "How many balls?"}\n')
    passage = " ".join(f"word{number}" for number in range(20))
    (folder / "corpus.jsonl").write_text(json.dumps({"_id": "d", "text": passage}) + "\n")
    held_out = read_held_out(tmp_path)
    assert held_out.holds_query("how many BALLS") and not held_out.holds_query("how many")
    assert held_out.holds_passage("Before it: " + passage.upper()) and not held_out.holds_passage(" ".join(passage.split()[:12]))
    with pytest.raises(BadInput, match="eval-collections"):
        read_held_out(folder / "absent")
