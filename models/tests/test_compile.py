"""Architecture and parameter list: what is read from a config.json, and what is refused before anything is compiled."""

import json

import pytest

from models.compile import __main__ as step
from models.compile.architecture import RopeScaling, parameter_list, read_architecture
from models.compile.emcc import runtime_objects
from models.files import BadInput

LLAMA = {"model_type": "llama", "hidden_size": 576, "num_hidden_layers": 30, "num_attention_heads": 9, "num_key_value_heads": 3,
         "intermediate_size": 1536, "vocab_size": 49152, "rms_norm_eps": 1e-5, "rope_theta": 100000.0, "tie_word_embeddings": True}


def written(tmp_path, **changes):
    path = tmp_path / "config.json"
    path.write_text(json.dumps({**LLAMA, **changes}))
    return path


def test_the_shipped_shape_is_read(tmp_path):
    a = read_architecture(written(tmp_path))
    assert (a.head_dim, a.qkv_rows, a.rope_theta, a.tied, a.qkv_bias, a.qk_norm) == (64, 960, 100000.0, True, False, False)


def test_kinds_differ_in_bias_norms_and_head(tmp_path):
    names = {}
    for kind in ("llama", "qwen2", "qwen3"):
        a = read_architecture(written(tmp_path, model_type=kind, tie_word_embeddings=kind != "qwen2"))
        names[kind] = {p.name.replace("model.layers.0.", "") for p in parameter_list(a, "q4f32_1") if "layers." not in p.name or "layers.0." in p.name}
    assert names["qwen2"] - names["llama"] == {"self_attn.qkv_proj.bias", "lm_head.q_weight", "lm_head.q_scale"}
    assert names["qwen3"] - names["llama"] == {"self_attn.q_norm.weight", "self_attn.k_norm.weight"}


def test_a_quantized_matrix_is_words_and_scales(tmp_path):
    by_name = {p.name: p for p in parameter_list(read_architecture(written(tmp_path)), "q4f16_1")}
    words, scales = by_name["model.layers.3.mlp.gate_up_proj.q_weight"], by_name["model.layers.3.mlp.gate_up_proj.q_scale"]
    assert (words.shape, words.dtype) == ((3072, 72), "uint32")
    assert (scales.shape, scales.dtype) == ((3072, 18), "float16")
    assert words.sources == ("model.layers.3.mlp.gate_proj.weight", "model.layers.3.mlp.up_proj.weight")


STRETCHED = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}


@pytest.mark.parametrize("name", ["rope_scaling", "rope_parameters"])
def test_llama_3s_stretched_rope_is_read_as_old_and_new_configs_write_it(tmp_path, name):
    a = read_architecture(written(tmp_path, **{name: {**STRETCHED, "rope_theta": 500000.0}}))
    assert a.rope_theta == 500000.0
    assert a.rope_scaling == RopeScaling(8.0, 1.0, 4.0, 8192)
    assert a.rope_scaling.to_json() == STRETCHED


@pytest.mark.parametrize("changes, message", [
    ({"model_type": "gemma"}, "gemma"),
    ({"hidden_size": 100, "num_attention_heads": 5}, "hidden_size is 100"),
    ({"hidden_size": "576"}, "hidden_size must be"),
    ({"num_hidden_layers": 0}, "num_hidden_layers"),
    ({"num_key_value_heads": 2}, "num_key_value_heads"),
    ({"rope_scaling": {"rope_type": "yarn", "factor": 4}}, "yarn"),
    ({"rope_scaling": {"rope_type": "llama3", "factor": 8.0}}, "needs low_freq_factor"),
    ({"rope_scaling": {**STRETCHED, "factor": "8"}}, "needs factor, a positive number; found '8'"),
    ({"rope_scaling": {**STRETCHED, "high_freq_factor": 1.0}}, "low_freq_factor 1.0 must lie below"),
    ({"attention_bias": True}, "attention_bias"),
    ({"model_type": "qwen2", "use_sliding_window": True}, "use_sliding_window"),
    ({"hidden_act": "gelu"}, "gelu"),
])
def test_what_would_compile_into_a_wrong_model_is_refused(tmp_path, changes, message):
    with pytest.raises(BadInput, match=message):
        read_architecture(written(tmp_path, **changes))


def test_missing_runtime_objects_name_the_command_that_makes_them(tmp_path):
    with pytest.raises(BadInput, match="models.compile runtime"):
        runtime_objects(tmp_path)


@pytest.mark.parametrize("words, message", [
    (["--chunk", "9000"], "--chunk 9000"),
    (["--tile", "16"], "--tile 16"),
    (["--tile", "0x8"], "--tile 0x8"),
    (["--schedule", "software", "--half"], "--schedule gpu"),
    (["--schedule", "software", "--subgroups"], "--schedule gpu"),
])
def test_bad_options_are_refused_before_compiling(tmp_path, monkeypatch, words, message):
    out = tmp_path / "library.wasm"
    monkeypatch.setattr("sys.argv", ["compile", "library", str(written(tmp_path)), str(out), "--runtime", str(tmp_path), *words])
    with pytest.raises(BadInput, match=message):
        step.main()
    assert not out.exists()
