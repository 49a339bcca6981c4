import json
import subprocess
import sys

import numpy as np
import pytest

from models.base.base_folder import unpermute
from models.base.check_folder import check_folder
from models.files import BadInput, atomic_folder
from models.tests.toy import write_toy_base


def test_rotary_pairs_become_halves():
    rows = np.array([[0], [2], [1], [3]], np.float32)  # one head of 4: pairs (0, 2), (1, 3) of the two halves interleaved
    assert unpermute(rows, 1).ravel().tolist() == [0, 1, 2, 3]


def test_a_folder_of_ones_own_is_copied_and_recorded(tmp_path):
    own = write_toy_base(tmp_path / "own")
    done = subprocess.run([sys.executable, "-m", "models.base", str(tmp_path / "out"), "--hf", str(own), "--licence", "MIT"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    record = json.loads((tmp_path / "out" / "base.json").read_text())
    assert record["licence"] == "MIT" and record["name"] == "own" and len(record["sha256"]["model.safetensors"]) == 64


def test_a_folder_without_weights_is_refused_and_nothing_is_written(tmp_path):
    own = write_toy_base(tmp_path / "own")
    (own / "model.safetensors").unlink()
    done = subprocess.run([sys.executable, "-m", "models.base", str(tmp_path / "out"), "--hf", str(own)], capture_output=True, text=True)
    assert done.returncode == 2 and "model.safetensors is missing" in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own"]


@pytest.mark.parametrize(("change", "message"), [
    ({"model_type": "mamba"}, "model_type"), ({"hidden_size": 128}, "different models"), ({"num_hidden_layers": 3}, "missing"), ({"vocab_size": 100}, "different models"),
])
def test_a_config_that_does_not_fit_is_told(tmp_path, change, message):
    own = write_toy_base(tmp_path / "own")
    path = own / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(BadInput, match=message):
        check_folder(own)


def test_cut_weights_and_a_foreign_tokenizer_are_told(tmp_path):
    own = write_toy_base(tmp_path / "own")
    weights = (own / "model.safetensors").read_bytes()
    (own / "model.safetensors").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(BadInput, match="not a whole safetensors"):
        check_folder(own)
    (own / "model.safetensors").write_bytes(weights)
    (own / "tokenizer.json").write_text("{}")
    with pytest.raises(BadInput, match="cannot be read"):
        check_folder(own)


def test_a_folder_that_fails_half_way_leaves_the_old_one(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "old").write_text("old")
    with pytest.raises(OSError), atomic_folder(out) as part:
        (part / "new").write_text("new")
        raise OSError(28, "No space left on device")
    assert [path.name for path in out.iterdir()] == ["old"] and [path.name for path in tmp_path.iterdir()] == ["out"]
