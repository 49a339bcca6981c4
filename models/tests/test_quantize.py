"""Quantization: what is stored is what the browser computes with, and bad input leaves nothing behind."""

import json

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from models.compile.architecture import Architecture, parameter_list
from models.files import BadInput
from models.quantize import __main__ as step
from models.quantize.convert import bf16_bits, bf16_round, convert, pack, read_back, round_trip, unpack, write_shards
from models.quantize.write_model import conversation_template
from models.tiny.tiny_model import train_tokenizer
from models.train.halves import fake_quant


SHAPE = dict(model_type="llama", hidden=64, layers=2, heads=2, kv_heads=1, head_dim=32, intermediate=96, vocab=128,
             rms_norm_eps=1e-5, rope_theta=10000.0, tied=True)


def hugging_face_weights(a: Architecture) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    shapes = {"model.embed_tokens.weight": (a.vocab, a.hidden), "model.norm.weight": (a.hidden,)}
    for layer in range(a.layers):
        here = f"model.layers.{layer}"
        shapes |= {
            f"{here}.self_attn.q_proj.weight": (a.heads * a.head_dim, a.hidden),
            f"{here}.self_attn.k_proj.weight": (a.kv_heads * a.head_dim, a.hidden),
            f"{here}.self_attn.v_proj.weight": (a.kv_heads * a.head_dim, a.hidden),
            f"{here}.self_attn.o_proj.weight": (a.hidden, a.heads * a.head_dim),
            f"{here}.mlp.gate_proj.weight": (a.intermediate, a.hidden),
            f"{here}.mlp.up_proj.weight": (a.intermediate, a.hidden),
            f"{here}.mlp.down_proj.weight": (a.hidden, a.intermediate),
            f"{here}.input_layernorm.weight": (a.hidden,),
            f"{here}.post_attention_layernorm.weight": (a.hidden,),
        }
    return {name: rng.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}


def hugging_face_folder(path):
    path.mkdir()
    weights = hugging_face_weights(Architecture(**{**SHAPE, "vocab": 768}))
    save_file(weights, path / "model.safetensors")
    config = {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1,
              "head_dim": 32, "intermediate_size": 96, "vocab_size": 768, "rms_norm_eps": 1e-5, "tie_word_embeddings": True}
    (path / "config.json").write_text(json.dumps(config))
    train_tokenizer().save(str(path / "tokenizer.json"))
    return path


def run(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["quantize", *map(str, words)])
    step.main()


def test_a_packed_matrix_unpacks_to_multiples_of_its_scales_within_half_a_step():
    weight = np.random.default_rng(1).standard_normal((5, 96)).astype(np.float32)
    words, scales = pack(weight)
    assert words.shape == (5, 12) and words.dtype == np.uint32 and scales.shape == (5, 3)
    steps = unpack(words, scales).reshape(5, 3, 32) / scales[..., None]
    assert np.array_equal(steps, np.rint(steps)) and np.abs(steps).max() <= 7
    # bf16 can round the scale down by 2^-9, which clips the greatest weight by that much more
    assert np.all(np.abs(round_trip(weight) - weight).reshape(5, 3, 32) <= scales[..., None] * (0.5 + 7 / 256))


def test_the_lowest_nibble_of_a_word_is_the_first_column():
    weight = np.zeros((1, 32), np.float32)
    weight[0, :8] = [7, -7, 1, 2, 3, 4, 5, 6]
    words, scales = pack(weight)
    assert scales[0, 0] == 1.0
    assert [int(words[0, 0]) >> (4 * i) & 15 for i in range(8)] == [14, 0, 8, 9, 10, 11, 12, 13]


def test_packing_what_was_unpacked_changes_nothing():
    once = round_trip(np.random.default_rng(2).standard_normal((4, 64)).astype(np.float32))
    words, scales = pack(once)
    assert np.allclose(unpack(words, scales), once, rtol=2**-7)


def test_a_group_of_zeros_stays_zero():
    assert not round_trip(np.zeros((2, 64), np.float32)).any()


def test_bf16_rounds_to_nearest_even():
    assert bf16_bits(np.float32([1.0, 1.00390625, 1.01171875])).tolist() == [0x3F80, 0x3F80, 0x3F82]
    assert bf16_round(np.float32([3.14159])).tolist() == [3.140625]


def test_records_come_in_the_order_and_with_the_bytes_of_the_parameter_list():
    a = Architecture(**SHAPE)
    records = list(convert(a, "q4f32_1", hugging_face_weights(a)))
    assert [r.parameter for r in records] == list(parameter_list(a, "q4f32_1"))
    for r in records:
        values = int(np.prod(r.parameter.shape))
        assert (r.format, r.nbytes) == (("raw", 4 * values) if r.parameter.dtype == "uint32" else ("f32-to-bf16", 2 * values))
        assert len(r.make()) == r.nbytes


@pytest.mark.parametrize("quantization", ["q4f32_1", "q4f16_1"])
def test_what_is_read_back_has_the_names_and_shapes_of_the_source_and_is_within_half_a_step(tmp_path, quantization):
    a = Architecture(**SHAPE)
    weights = hugging_face_weights(a)
    write_shards(convert(a, quantization, weights), tmp_path)
    back = dict(read_back(tmp_path, a, quantization))
    assert {name: array.shape for name, array in back.items()} == {name: array.shape for name, array in weights.items()}
    for name, array in back.items():
        if array.ndim == 2:
            step = np.abs(weights[name].reshape(len(array), -1, 32)).max(-1, keepdims=True) / 7
            assert (np.abs(array - weights[name]).reshape(len(array), -1, 32) <= step * (0.5 + 7 / 256)).all()
        else:
            assert np.allclose(array, weights[name], rtol=2**-8)


def test_rows_that_are_packed_block_by_block_are_packed_as_a_whole(monkeypatch):
    a = Architecture(**SHAPE)
    weights = hugging_face_weights(a)
    whole = [r.make() for r in convert(a, "q4f32_1", weights)]
    monkeypatch.setattr("models.quantize.convert.BLOCK_VALUES", 5 * 64)
    assert [r.make() for r in convert(a, "q4f32_1", weights)] == whole


def test_fused_rows_are_queries_then_keys_then_values():
    a = Architecture(**SHAPE)
    weights = hugging_face_weights(a)
    records = {r.parameter.name: r for r in convert(a, "q4f32_1", weights)}
    here = "model.layers.1.self_attn"
    words = np.frombuffer(records[f"{here}.qkv_proj.q_weight"].make(), "<u4").reshape(128, 8)
    scales = np.frombuffer(records[f"{here}.qkv_proj.q_scale"].make(), "<u2").astype(np.uint32) << 16
    whole = unpack(words, scales.view(np.float32).reshape(128, 2))
    parts = np.concatenate([round_trip(weights[f"{here}.{x}_proj.weight"]) for x in "qkv"])
    assert np.array_equal(whole, parts)


def test_a_missing_tensor_is_refused_by_name():
    a = Architecture(**SHAPE)
    weights = hugging_face_weights(a)
    del weights["model.layers.1.mlp.up_proj.weight"]
    with pytest.raises(BadInput, match="model.layers.1.mlp.up_proj.weight"):
        list(convert(a, "q4f32_1", weights))


def test_a_weight_that_is_not_a_number_is_refused():
    a = Architecture(**SHAPE)
    weights = hugging_face_weights(a)
    weights["model.norm.weight"][3] = np.nan
    with pytest.raises(BadInput, match="model.norm.weight"):
        [r.make() for r in convert(a, "q4f32_1", weights)]


def test_shards_keep_the_limit_and_offsets_lead_to_every_record(tmp_path):
    a = Architecture(**SHAPE)
    records = list(convert(a, "q4f32_1", hugging_face_weights(a)))
    limit = max(r.nbytes for r in records) + 100
    cache = write_shards(records, tmp_path, limit)
    assert len(cache["records"]) > 2
    assert json.loads((tmp_path / "tensor-cache.json").read_text()) == cache
    wanted = iter(records)
    for shard in cache["records"]:
        stored = (tmp_path / shard["dataPath"]).read_bytes()
        assert len(stored) == shard["nbytes"] <= limit
        for entry in shard["records"]:
            r = next(wanted)
            assert entry["name"] == r.parameter.name
            assert stored[entry["byteOffset"] : entry["byteOffset"] + entry["nbytes"]] == r.make()
    assert next(wanted, None) is None
    assert cache["metadata"]["ParamBytes"] == sum(r.nbytes for r in records)


def test_the_conversation_opens_the_thought_and_has_no_system_message_or_role_templates():
    t = conversation_template("<|im_end|>", 2)
    prompt = t["roles"]["user"] + t["role_content_sep"] + "hello" + t["seps"][0] + t["roles"]["assistant"] + t["role_empty_sep"]
    assert prompt == "<|im_start|>user\nhello<|im_end|>\n<|im_start|>assistant\n<think>"
    assert t["system_template"] == t["system_message"] == ""
    assert "role_templates" not in t  # WebLLM would fill them with String.replace and read $& in a passage as a pattern


def test_the_step_writes_the_same_weights_twice_over(tmp_path, monkeypatch):
    source = hugging_face_folder(tmp_path / "hf")
    run(monkeypatch, source, tmp_path / "out", "--dequantized", tmp_path / "plain")
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {"mlc-chat-config.json", "params_shard_0.bin", "tensor-cache.json", "tokenizer.json"}
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    original, plain = load_file(source / "model.safetensors"), load_file(tmp_path / "plain" / "model.safetensors")
    assert set(plain) == set(original)
    name = "model.layers.0.mlp.down_proj.weight"
    assert np.array_equal(plain[name], round_trip(original[name]))
    assert json.loads((tmp_path / "out" / "tokenizer.json").read_text()) == json.loads((source / "tokenizer.json").read_text())
    config = json.loads((tmp_path / "out" / "mlc-chat-config.json").read_text())
    assert config["conv_template"]["stop_token_ids"] == [2] and config["context_window_size"] == 8192


def test_new_weights_drop_the_old_shards_and_manifest_but_keep_the_libraries(tmp_path, monkeypatch):
    source, out = hugging_face_folder(tmp_path / "hf"), tmp_path / "out"
    out.mkdir()
    for name in ("params_shard_7.bin", "manifest.json", "gpu.wasm"):
        (out / name).write_text("old")
    run(monkeypatch, source, out)
    assert not (out / "params_shard_7.bin").exists() and not (out / "manifest.json").exists()
    assert (out / "gpu.wasm").read_text() == "old"


@pytest.mark.parametrize("damage, message", [
    (lambda f: (f / "config.json").unlink(), "config.json"),
    (lambda f: (f / "config.json").write_text("{"), "not JSON"),
    (lambda f: (f / "tokenizer.json").write_text("{}"), "tokenizer"),
    (lambda f: (f / "model.safetensors").unlink(), "model.safetensors"),
    (lambda f: save_file({"x": np.zeros(3, np.float32)}, f / "model.safetensors"), "model.embed_tokens.weight"),
])
def test_bad_input_is_named_and_leaves_no_folder(tmp_path, monkeypatch, damage, message):
    source = hugging_face_folder(tmp_path / "hf")
    damage(source)
    with pytest.raises(BadInput, match=message):
        run(monkeypatch, source, tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["hf"]


def weight(rows=6, columns=96):
    made = np.random.default_rng(3).normal(size=(rows, columns)).astype(np.float32)
    made[0, :32] = 0
    return made


def test_a_round_trip_changes_nothing_the_second_time():
    once = round_trip(weight())
    assert np.array_equal(round_trip(once), once)


def test_no_weight_moves_further_than_half_a_step():
    given = weight()
    words, scales = pack(given)
    assert words.dtype == np.uint32 and words.shape == (6, 12) and scales.shape == (6, 3)
    far = np.abs(unpack(words, scales) - given).reshape(6, 3, 32).max(-1)
    assert (far <= 0.5 * scales + 7 * scales * 2.0**-8).all()


def test_training_rounds_exactly_as_quantizing_does():
    given = weight()
    assert np.array_equal(fake_quant(torch.from_numpy(given)).numpy(), round_trip(given))
