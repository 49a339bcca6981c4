"""What teaching the encoder promises, without the encoder: what it reads, what it aims at, what a share is."""

import json

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from models.files import BadInput  # noqa: E402
from models.first_stage.teaching import Lesson, between, list_loss, read_lessons  # noqa: E402

LESSON = Lesson("questions", "why", ("a", "b", "c"), (0.0, 1.0, 0.0), (0.0, 2.0, 1.0))


def test_lists_are_read_as_the_data_step_writes_them(tmp_path):
    file = tmp_path / "reading.jsonl"
    file.write_text(json.dumps({"source": "claims", "query": "q", "passages": ["a", "b"], "labels": [1, 0], "soft": [0.5, -0.5]}) + "\n", encoding="utf-8")
    assert read_lessons(file) == [Lesson("claims", "q", ("a", "b"), (1.0, 0.0), (0.5, -0.5))]
    with pytest.raises(BadInput, match="models.data"):
        read_lessons(tmp_path / "none.jsonl")


def test_the_loss_is_least_where_the_right_passage_stands_first_and_the_rest_as_the_teacher_has_them():
    right, turned = torch.tensor([0.0, 4.0, 1.0]), torch.tensor([4.0, 0.0, 1.0])
    assert list_loss(right, LESSON) < list_loss(torch.zeros(3), LESSON) < list_loss(turned, LESSON)
    assert list_loss(right, LESSON) < list_loss(torch.tensor([1.0, 4.0, 0.0]), LESSON)


def test_a_share_lies_between_the_untaught_weights_and_the_taught():
    start, end = {"w": torch.tensor([0.0, 2.0])}, {"w": torch.tensor([4.0, 2.0])}
    assert [between(start, end, share)["w"].tolist() for share in (0.0, 0.25, 1.0)] == [[0.0, 2.0], [1.0, 2.0], [4.0, 2.0]]
