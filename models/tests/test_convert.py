"""Conversion in one step: what is written, what goes on after a kill, and what each unusable input is told."""

import hashlib
import json
import os
import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from models.convert import __main__ as step
from models.convert import convert_model as steps
from models.convert import progress, source
from models.convert.chat_template import conversation_of
from models.convert.conversation import FAMILIES, webllm_text
from models.convert.golden import add_guard
from models.convert.libraries import chosen_libraries
from models.compile.architecture import read_architecture
from models.files import BadInput
from models.quantize.convert import plan_shards, round_trip
from models.quantize.read_weights import WeightFiles
from models.tests.random_model import (
    CHATML, LLAMA_3, LLAMA_3_1, QUIET_CHATML, SHAPES, SPECIAL, THINKING_CHATML, ZEPHYR, bytes_of, random_weights, write_random_model, write_safetensors, write_tokenizer)

SMALL_SHARD = 40_000
TOKENS = {text: 256 + place for family in SPECIAL.values() for place, text in enumerate(family)}


def run(monkeypatch, source, out, *words):
    monkeypatch.setattr(steps, "plan_shards", lambda records: plan_shards(records, SMALL_SHARD))
    monkeypatch.setattr("sys.argv", ["convert", str(source), str(out), "--libraries", "none", "--created", "2026-11-30", *map(str, words)])
    step.main()


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def edit(path: Path, **changes) -> None:
    value = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({key: part for key, part in value.items() if part is not ...}))


@pytest.mark.parametrize("quantization", ["q4f32_1", "q4f16_1"])
@pytest.mark.parametrize("kind", SHAPES)
def test_every_shape_becomes_a_folder_whose_files_are_all_in_the_manifest(tmp_path, monkeypatch, capsys, kind, quantization):
    folder = write_random_model(tmp_path / "hf", kind, dtype="F16")
    run(monkeypatch, folder, tmp_path / "model", "--quantization", quantization, "--licence", "MIT", "--title", "Toy")
    manifest = json.loads((tmp_path / "model" / "manifest.json").read_text())
    written = hashes(tmp_path / "model")
    assert {file["name"]: file["sha256"] for file in manifest["files"]} == {name: value for name, value in written.items() if name != "manifest.json"}
    assert (manifest["id"], manifest["quantization"], manifest["licence"]) == ("model", quantization, "MIT")
    assert sum((tmp_path / "model" / name).stat().st_size for name in written if name.startswith("params_shard")) == bytes_of(folder, quantization)
    assert len([name for name in written if name.startswith("params_shard")]) > 3
    entry = json.loads(capsys.readouterr().out.partition("catalog entry: ")[2].splitlines()[0])
    assert entry["title"] == "Toy" and entry["manifestSha256"] == written["manifest.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hf", "model"]


def test_one_file_and_shards_of_the_same_values_give_the_same_bytes(tmp_path, monkeypatch):
    made = []
    for name, shards in (("one", 1), ("four", 4)):
        folder = write_random_model(tmp_path / name, "reasonrank-7b", dtype="BF16", shards=shards)
        run(monkeypatch, folder, tmp_path / f"{name}-out", "--title", "Toy")
        made.append({name: value for name, value in hashes(tmp_path / f"{name}-out").items() if name.startswith("params")})
    assert made[0] == made[1]


@pytest.mark.parametrize("dtype", ["F32", "F16", "BF16"])
def test_every_kind_of_number_is_read_exactly(tmp_path, dtype):
    values = np.array([[0.0, -1.5, 3.0, 0.0078125], [1e-3, 65000.0, -2.0, 0.1]], np.float32)
    write_safetensors(tmp_path / "model.safetensors", {"x": values}, dtype)
    read = WeightFiles(tmp_path)["x"]
    bits = (values.view(np.uint32) >> 16 << 16).view(np.float32)
    wanted = {"F32": values, "F16": values.astype(np.float16).astype(np.float32), "BF16": bits}[dtype]
    assert np.array_equal(read[0:2], wanted) and np.array_equal(read[1:2], wanted[1:])


def test_a_conversion_reads_only_rows_and_never_a_whole_large_tensor(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "reasonrank-7b")
    monkeypatch.setattr("models.quantize.convert.BLOCK_VALUES", 2_000)
    asked = []
    read = source.WeightFiles.__getitem__

    class Watched:
        def __init__(self, tensor):
            self.tensor, self.shape, self.dtype, self.path = tensor, tensor.shape, tensor.dtype, tensor.path

        def __len__(self):
            return len(self.tensor)

        def __getitem__(self, rows):
            part = self.tensor[rows]
            asked.append(part.size)
            return part

    monkeypatch.setattr(source.WeightFiles, "__getitem__", lambda self, name: Watched(read(self, name)))
    run(monkeypatch, folder, tmp_path / "out")
    assert asked and max(asked) <= 2_000


# A kill: the process ends at once, without any cleaning up, at one of its steps on the disk. `points` counts them.
POINTS = ("os.replace", "os.fsync", "os.unlink", "os.rmdir")


def with_a_kill_at(monkeypatch, point: int) -> dict[str, int]:
    seen = {"steps": 0}

    def counted(function):
        def call(*given, **named):
            seen["steps"] += 1
            if seen["steps"] == point:
                os._exit(137)
            return function(*given, **named)

        return call

    for name in POINTS:
        monkeypatch.setattr(name, counted(getattr(os, name.removeprefix("os."))))
    monkeypatch.setattr("models.quantize.convert.pack", counted(steps.convert.__globals__["pack"]))
    return seen


def killed_at(point: int, source: Path, out: Path) -> int:
    """Exit status of a process that converts and is killed at that point: 137, or 0 when it was through before."""
    child = os.fork()
    if child == 0:
        with pytest.MonkeyPatch.context() as patch:
            with_a_kill_at(patch, point)
            patch.setattr("sys.stdout", open(os.devnull, "w"))
            try:
                run(patch, source, out)
            except BaseException:
                os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_killed_at_ten_random_points_it_goes_on_to_the_same_hashes(tmp_path, monkeypatch, capsys):
    folder = write_random_model(tmp_path / "hf", "qwen3-0.6b", shards=2)
    with pytest.MonkeyPatch.context() as patch:
        seen = with_a_kill_at(patch, -1)
        run(patch, folder, tmp_path / "model")
    whole = hashes(tmp_path / "model")
    shutil.rmtree(tmp_path / "model")
    points = sorted(random.SystemRandom().sample(range(2, seen["steps"]), 10))
    for point in points:
        assert killed_at(point, folder, tmp_path / "model") == 137, (point, points)
        assert not (tmp_path / "model" / "manifest.json").exists() or hashes(tmp_path / "model") == whole
        if not (tmp_path / "model").exists():
            run(monkeypatch, folder, tmp_path / "model")
        assert hashes(tmp_path / "model") == whole, (point, points)
        shutil.rmtree(tmp_path / "model")


def test_killed_again_and_again_it_gets_further_each_time_and_ends_at_the_same_hashes(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    run(monkeypatch, folder, tmp_path / "whole" / "model")
    kills = 0
    while killed_at(14, folder, tmp_path / "model") == 137:
        kills += 1
        assert kills < 60
    assert kills >= 4
    assert hashes(tmp_path / "model") == hashes(tmp_path / "whole" / "model")


def test_finished_shards_are_not_made_again_and_a_damaged_one_is(tmp_path, monkeypatch, capsys):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    run(monkeypatch, folder, tmp_path / "whole" / "model")
    monkeypatch.setattr(steps, "write_small_files", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        run(monkeypatch, folder, tmp_path / "model")
    monkeypatch.undo()
    shard = tmp_path / "model.unfinished" / "params_shard_2.bin"
    damaged = bytearray(shard.read_bytes())
    damaged[7] ^= 1
    shard.write_bytes(damaged)
    made = []
    write = steps.write_shard
    monkeypatch.setattr(steps, "write_shard", lambda shard, out: (made.append(shard.name), write(shard, out)))
    run(monkeypatch, folder, tmp_path / "model")
    assert made == ["params_shard_2.bin"]
    assert "params_shard_2.bin is not what was written: made again" in capsys.readouterr().out
    assert hashes(tmp_path / "model") == hashes(tmp_path / "whole" / "model")


@pytest.mark.parametrize("change, named", [
    (lambda folder: (["--quantization", "q4f16_1"]), "quantization"),
    (lambda folder: (["--context", "512"]), "context"),
    (lambda folder: os.utime(folder / "model.safetensors", ns=(1, 1)) or [], "weights"),
])
def test_what_was_begun_with_other_settings_or_weights_is_not_mixed(tmp_path, monkeypatch, change, named):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    assert killed_at(25, folder, tmp_path / "model") == 137
    with pytest.raises(BadInput, match=f"begun with another {named}.*delete it"):
        run(monkeypatch, folder, tmp_path / "model", *change(folder))


def without(name):
    def damage(folder):
        weights = random_weights(folder / "config.json")
        weights.pop(name)
        write_safetensors(folder / "model.safetensors", weights, "F32")
    return damage


def with_more(**more):
    return lambda folder: write_safetensors(folder / "model.safetensors", {**random_weights(folder / "config.json"), **more}, "F32")


ROW = np.zeros((4, 4), np.float32)


@pytest.mark.parametrize("damage, message", [
    (lambda f: edit(f / "config.json", model_type="gemma3", architectures=["Gemma3ForCausalLM"]),
     r"model_type is 'gemma3' \(Gemma3ForCausalLM\); supported are llama, qwen2, qwen3"),
    (lambda f: edit(f / "config.json", quantization_config={"quant_method": "awq"}), r"quantized already \(awq\); take the model's bf16"),
    (lambda f: (f / "config.json").unlink(), "no config.json"),
    (without("model.layers.1.self_attn.k_proj.bias"), r"no model\.layers\.1\.self_attn\.k_proj\.bias"),
    (without("lm_head.weight"), "no lm_head.weight.*tie_word_embeddings"),
    (with_more(**{"model.layers.0.mlp.up_proj.qweight": ROW}), "up_proj.qweight: the weights are quantized already"),
    (with_more(**{"model.layers.0.self_attn.q_norm.weight": ROW[0]}), "q_norm.weight, for which a qwen2 has no place"),
    (lambda f: edit(f / "config.json", model_type="mistral", architectures=["MistralForCausalLM"]),
     r"a Mistral. Its decoder is Llama's, but its conversation .* Ask it through a server"),
    (lambda f: edit(f / "config.json", intermediate_size=640), r"mlp.gate_proj.weight.*found \[608, 224\] \+ \[608, 224\], expected \[1280, 224\]"),
    (lambda f: edit(f / "config.json", vocab_size=200, tie_word_embeddings=True), "embed_tokens.weight: found"),
    (lambda f: (f / "tokenizer.json").unlink(), "no tokenizer.json.*save_pretrained"),
    (lambda f: (f / "tokenizer.json").write_text("{}"), "is not a tokenizer"),
    (lambda f: write_tokenizer(f, tuple(f"<{n}>" for n in range(40)), CHATML), "token ids up to 295, the model's vocabulary has 280 rows: another"),
    (lambda f: edit(f / "config.json", eos_token_id=279), "names the token 279, which tokenizer.json does not have"),
    (lambda f: write_tokenizer(f, SPECIAL["llama-3"], CHATML), r"the conversation is chatml, but tokenizer.json has no token <\|im_end\|>"),
    (lambda f: write_tokenizer(f, SPECIAL["chatml"], None), "no chat template.*--conversation chatml or llama-3"),
    (lambda f: write_tokenizer(f, SPECIAL["chatml"], ZEPHYR), r"neither ChatML nor Llama 3's: of a question it makes '<\|user\|>"),
    (lambda f: write_tokenizer(f, SPECIAL["chatml"], "{{ nothing.at.all }}"), "the chat template cannot be run"),
    (lambda f: (f / "model.safetensors").unlink(), "no model.safetensors.*nor any other weights"),
    (lambda f: (f / "model.safetensors").rename(f / "pytorch_model.bin"), "there are pytorch_model.bin.*safe_serialization"),
    (lambda f: (f / "model.safetensors").write_bytes((f / "model.safetensors").read_bytes()[:-9]), "bytes, its header speaks of"),
    (lambda f: (f / "model.safetensors").write_text("<!doctype html><title>Sign in</title>"), "is not a safetensors file.*download it again"),
    (lambda f: (f / "model.safetensors.index.json").write_text('{"weight_map": {"x": "model-00002-of-00002.safetensors"}}'),
     "no model-00002-of-00002.safetensors, which model.safetensors.index.json lists"),
])
def test_unusable_input_is_told_what_was_found_and_what_to_do_and_leaves_nothing(tmp_path, monkeypatch, damage, message):
    folder = write_random_model(tmp_path / "hf", "reasonrank-7b")
    damage(folder)
    with pytest.raises(BadInput, match=message):
        run(monkeypatch, folder, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["hf"]


def test_a_quantized_kind_of_number_is_refused_by_its_name(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes().replace(b'{"dtype": "F32"', b'{"dtype": "I32"', 1))
    with pytest.raises(BadInput, match="model.embed_tokens.weight is I32; supported are F32, F16, BF16"):
        run(monkeypatch, folder, tmp_path / "out")


def test_a_value_that_is_not_finite_is_refused_by_its_tensor(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    weights = random_weights(folder / "config.json")
    weights["model.layers.1.mlp.down_proj.weight"][3, 3] = np.inf
    write_safetensors(folder / "model.safetensors", weights, "F32")
    with pytest.raises(BadInput, match="model.layers.1.mlp.down_proj.weight holds values that are not finite"):
        run(monkeypatch, folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    with pytest.raises(BadInput, match="is not empty; choose another folder"):
        run(monkeypatch, folder, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_too_little_space_is_told_before_anything_is_written_with_both_figures(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    monkeypatch.setattr(progress.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 1234, 1234))
    with pytest.raises(BadInput, match=r"more bytes are needed, the disk has 1,234 free; free some space and run the command again"):
        run(monkeypatch, folder, tmp_path / "out")
    assert not list(tmp_path.glob("out*/params_shard*"))


def test_what_is_not_a_folder_or_preset_is_refused(tmp_path, monkeypatch):
    with pytest.raises(BadInput, match="there is no such folder"):
        run(monkeypatch, tmp_path / "none", tmp_path / "out")
    (tmp_path / "model.gguf").write_text("GGUF")
    with pytest.raises(BadInput, match="is a file; give the Hugging Face folder.*GGUF"):
        run(monkeypatch, tmp_path / "model.gguf", tmp_path / "out")
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    with pytest.raises(BadInput, match="--template nonsense: there are .*reasonrank"):
        run(monkeypatch, folder, tmp_path / "out", "--template", "nonsense")
    with pytest.raises(BadInput, match="--context 9000: hf was made for 1 to 4096 tokens"):
        run(monkeypatch, folder, tmp_path / "out", "--context", "9000")


def conversation(tmp_path, template, family="chatml", forced=None):
    folder = tmp_path / "tokenizer"
    folder.mkdir()
    write_tokenizer(folder, SPECIAL[family], template)
    return conversation_of(folder, TOKENS, forced)


def test_a_default_system_message_is_kept(tmp_path):
    made = conversation(tmp_path, CHATML)
    assert made["system_message"] == "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."
    assert webllm_text(made, [("user", "x")]).startswith("<|im_start|>system\nYou are Qwen,")
    assert webllm_text(made, [("system", "be brief"), ("user", "x")]) == (
        "<|im_start|>system\nbe brief<|im_end|>\n<|im_start|>user\nx<|im_end|>\n<|im_start|>assistant\n")


def test_a_model_without_a_default_system_message_gets_no_empty_one(tmp_path):
    made = conversation(tmp_path, QUIET_CHATML)
    assert webllm_text(made, [("user", "x")]) == "<|im_start|>user\nx<|im_end|>\n<|im_start|>assistant\n"
    assert (made["system_message"], made["render_empty_system_message"]) == ("", False)


def test_a_thought_that_the_template_opens_is_opened(tmp_path):
    assert conversation(tmp_path, THINKING_CHATML)["role_empty_sep"] == "\n<think>\n"


def test_llama_3_begins_with_its_first_token_and_ends_a_turn_with_eot(tmp_path):
    made = conversation(tmp_path, LLAMA_3, "llama-3")
    assert (made["system_prefix_token_ids"], made["stop_token_ids"]) == ([256], [257])
    assert webllm_text(made, [("user", "x")]) == (
        "<|start_header_id|>user<|end_header_id|>\n\nx<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")


def test_llama_3_1s_dated_system_message_stands_there_in_any_case(tmp_path):
    made = conversation(tmp_path, LLAMA_3_1, "llama-3")
    dated = "<|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n"
    turns = "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nwhy?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    assert webllm_text(made, [("user", "why?")]) == dated + turns
    assert webllm_text(made, [("system", "be brief"), ("user", "why?")]) == dated + "be brief" + turns


def test_no_conversation_has_role_templates_which_would_read_dollars_in_passages(tmp_path):
    assert "role_templates" not in conversation(tmp_path, CHATML)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_base_models_conversation_can_be_named(tmp_path, family):
    made = conversation(tmp_path, None, family, forced=family)
    assert made["name"] == family and made["stop_token_ids"]


def test_the_first_token_of_a_row_that_was_rounded_is_within_half_a_step(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    weights = random_weights(folder / "config.json")
    name = "model.layers.0.mlp.down_proj.weight"
    assert 0 < np.abs(round_trip(weights[name]) - weights[name]).max() < np.abs(weights[name]).max() / 10


@pytest.mark.parametrize("asked, quantization, changes, message", [
    ("cpu", "q4f32_1", {}, "--libraries cpu: there are gpu, gpu-subgroups, gpu-f16, software, and none"),
    ("gpu", "q4f16_1", {}, "only gpu-f16 asks the adapter for"),
    (None, "q4f32_1", {"vocab_size": 281}, "vocab_size is 281; leave it out with --libraries gpu,gpu-subgroups,gpu-f16"),
    ("software", "q4f32_1", {"head_dim": 24, "num_attention_heads": 8}, "heads of a multiple of 16, here 24"),
])
def test_a_library_that_would_compute_something_else_is_not_compiled(tmp_path, asked, quantization, changes, message):
    folder = tmp_path / "hf"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({**SHAPES["qwen3-0.6b"], **changes}))
    with pytest.raises(BadInput, match=message):
        chosen_libraries(asked, quantization, read_architecture(folder / "config.json"))


def test_missing_compilers_are_told_before_the_weights_are_read(tmp_path, monkeypatch):
    folder = write_random_model(tmp_path / "hf", "llama-3-8b")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.argv", ["convert", str(folder), str(tmp_path / "out"), "--libraries", "gpu"])
    with pytest.raises(BadInput, match="or leave the libraries out"):
        step.main()
    assert [path.name for path in tmp_path.iterdir()] == ["hf"]


def test_a_guard_is_the_prompt_furthest_from_a_tie_and_changes_nothing_else_of_the_manifest(tmp_path, monkeypatch):
    run(monkeypatch, write_random_model(tmp_path / "hf", "llama-3-8b"), tmp_path / "out")
    before = json.loads((tmp_path / "out" / "manifest.json").read_text())
    golden = [{"text": "near", "tokens": [1, 2], "gaps": [3.0, 0.1]}, {"text": "far", "tokens": [3, 4], "gaps": [0.9, 0.8]}]
    (tmp_path / "golden.json").write_text(json.dumps({"prompts": golden}))
    sha256 = add_guard(tmp_path / "out", tmp_path / "golden.json")
    assert sha256 == hashes(tmp_path / "out")["manifest.json"]
    assert json.loads((tmp_path / "out" / "manifest.json").read_text()) == {**before, "guard": {"prompt": "far", "tokens": [3, 4]}}
