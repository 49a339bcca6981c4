"""Manifest and catalog: every file hashed, a folder that is not whole refused, figures told as they are."""

import hashlib
import json

import pytest

from models.files import BadInput
from models.manifest import __main__ as step
from models.manifest.model_card import Evaluation, Figures, evaluation_table, model_card


def model_folder(tmp_path):
    folder = tmp_path / "test-tiny"
    folder.mkdir()
    (folder / "mlc-chat-config.json").write_text(json.dumps({"quantization": "q4f32_1"}))
    (folder / "params_shard_0.bin").write_bytes(b"12345678")
    (folder / "tensor-cache.json").write_text(json.dumps({"records": [{"dataPath": "params_shard_0.bin", "nbytes": 8}]}))
    (folder / "tokenizer.json").write_text("{}")
    for name in ("gpu.wasm", "software.wasm"):
        (folder / name).write_bytes(b"\0asm\1\0\0\0" + name.encode())
    return folder


def run(monkeypatch, tmp_path, folder, *more):
    catalog = str(tmp_path / "catalog.json")
    monkeypatch.setattr("sys.argv", ["manifest", str(folder), "--title", "Toy", "--created", "2026-11-21", "--catalog", catalog, *map(str, more)])
    step.main()


def golden_file(tmp_path, folder, **changes):
    weights = {"params_shard_0.bin": hashlib.sha256((folder / "params_shard_0.bin").read_bytes()).hexdigest()}
    path = tmp_path / "golden.json"
    path.write_text(json.dumps({"weights": weights, "guard": {"prompt": "Query: x", "tokens": [3, 1]}, "prompts": [], **changes}))
    return path


def test_every_file_is_listed_with_its_hash_and_the_catalog_holds_the_manifests(tmp_path, monkeypatch):
    folder = model_folder(tmp_path)
    run(monkeypatch, tmp_path, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {f["name"] for f in manifest["files"]} == {p.name for p in folder.iterdir()} - {"manifest.json"}
    for file in manifest["files"]:
        stored = (folder / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(stored), hashlib.sha256(stored).hexdigest())
    assert (manifest["schema"], manifest["id"], manifest["template"], manifest["created"]) == (1, "test-tiny", "glassrank-1", "2026-11-21")
    [entry] = json.loads((tmp_path / "catalog.json").read_text())["models"]
    assert entry["manifestSha256"] == hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    loaded = ("gpu.wasm", "mlc-chat-config.json", "params_shard_0.bin", "tensor-cache.json", "tokenizer.json")
    assert entry["bytes"] == sum((folder / name).stat().st_size for name in loaded)


def test_running_it_again_replaces_the_entry_and_keeps_the_others(tmp_path, monkeypatch):
    catalog = tmp_path / "catalog.json"
    catalog.write_text(json.dumps({"models": [{"id": "test-tiny", "bytes": 1}, {"id": "zebra", "bytes": 2}]}))
    run(monkeypatch, tmp_path, model_folder(tmp_path))
    models = json.loads(catalog.read_text())["models"]
    assert [m["id"] for m in models] == ["zebra", "test-tiny"] and models[1]["title"] == "Toy"


@pytest.mark.parametrize("damage, message", [
    (lambda f: (f / "gpu.wasm").unlink(), "gpu.wasm"),
    (lambda f: (f / "gpu.wasm").write_text("<!doctype html>"), "not a WebAssembly"),
    (lambda f: (f / "params_shard_0.bin").write_bytes(b"123"), "3 bytes"),
    (lambda f: (f / "params_shard_0.bin").unlink(), "params_shard_0.bin"),
    (lambda f: (f / "params_shard_1.bin").write_bytes(b"1"), "not listed"),
    (lambda f: (f / "notes.txt").write_text("x"), "does not belong"),
    (lambda f: (f / "gpu-new.wasm").write_bytes(b"\0asm"), "does not belong"),
    (lambda f: (f / "gpu-f16.wasm").write_bytes(b"\0asm" + bytes(4_000_000)), "4,000,004 bytes"),
])
def test_a_folder_that_is_not_whole_gets_no_manifest_and_no_entry(tmp_path, monkeypatch, damage, message):
    folder = model_folder(tmp_path)
    damage(folder)
    with pytest.raises(BadInput, match=message):
        run(monkeypatch, tmp_path, folder)
    assert not (folder / "manifest.json").exists() and not (tmp_path / "catalog.json").exists()


def test_a_library_for_more_features_is_listed_and_the_catalog_counts_one_library(tmp_path, monkeypatch):
    folder = model_folder(tmp_path)
    run(monkeypatch, tmp_path, folder)
    before = json.loads((tmp_path / "catalog.json").read_text())["models"][0]["bytes"]
    for name in ("gpu-subgroups.wasm", "gpu-f16.wasm"):
        (folder / name).write_bytes(b"\0asm" + name.encode())
    run(monkeypatch, tmp_path, folder)
    names = [f["name"] for f in json.loads((folder / "manifest.json").read_text())["files"]]
    assert {"gpu.wasm", "gpu-subgroups.wasm", "gpu-f16.wasm", "software.wasm"} <= set(names)
    assert json.loads((tmp_path / "catalog.json").read_text())["models"][0]["bytes"] == before


def test_the_guard_of_the_golden_file_is_written_and_without_one_it_is_said(tmp_path, monkeypatch, capsys):
    folder = model_folder(tmp_path)
    run(monkeypatch, tmp_path, folder)
    assert "guard" not in json.loads((folder / "manifest.json").read_text()) and "no --guard" in capsys.readouterr().out
    run(monkeypatch, tmp_path, folder, "--guard", golden_file(tmp_path, folder))
    assert json.loads((folder / "manifest.json").read_text())["guard"] == {"prompt": "Query: x", "tokens": [3, 1]}
    assert "no --guard" not in capsys.readouterr().out


@pytest.mark.parametrize("changes, message", [
    ({"weights": {"params_shard_0.bin": "0" * 64}}, "another params_shard_0.bin"),
    ({"weights": {"params_shard_7.bin": "0" * 64}}, "another params_shard_7.bin"),
    ({"guard": {"prompt": "Query: x"}}, "no golden file"),
    ({"guard": {"prompt": "", "tokens": [1]}}, "needs a prompt"),
    ({"guard": {"prompt": "x", "tokens": ["1"]}}, "needs a prompt and token ids"),
])
def test_a_guard_of_other_weights_or_of_none_is_refused(tmp_path, monkeypatch, changes, message):
    folder = model_folder(tmp_path)
    with pytest.raises(BadInput, match=message):
        run(monkeypatch, tmp_path, folder, "--guard", golden_file(tmp_path, folder, **changes))
    assert not (folder / "manifest.json").exists()


def test_a_model_without_a_card_is_refused(tmp_path, monkeypatch):
    folder = model_folder(tmp_path).rename(tmp_path / "other")
    with pytest.raises(BadInput, match="other.md"):
        run(monkeypatch, tmp_path, folder)


def test_a_set_below_its_first_stage_is_said_to_be():
    table = evaluation_table([Evaluation.from_json(one) for one in (
        {"set": "A", "queries": 100, "depth": 10, "before": 0.5, "after": 0.6},
        {"set": "B", "queries": 100, "depth": 10, "before": 0.7, "after": 0.65, "note": "held out"},
    )])
    assert "| A | 100 | 10 | 0.5000 | 0.6000 | +0.1000 |" in table
    assert "| B (held out) | 100 | 10 | 0.7000 | 0.6500 | -0.0500 |" in table
    assert "On B the model is below the first-stage order" in table


def test_a_card_without_figures_says_so():
    card, notice = model_card("glassrank-135m-q4f32_1", Figures())
    assert "Not measured yet." in card and "untrained" in card and "{{" not in card
    assert "SmolLM2-135M-Instruct" in notice and "Creative Commons Attribution-ShareAlike 3.0" in notice


def test_an_evaluation_with_a_missing_figure_is_refused():
    with pytest.raises(BadInput, match="after"):
        Evaluation.from_json({"set": "A", "queries": 1, "depth": 10, "before": 0.5})
