"""Hugging Face folders of random weights in the shapes of published rerankers, scaled down; written with numpy alone."""

import json
import struct
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from models.compile.architecture import parameter_list, read_architecture
from models.convert.dequantize import tensor_shapes

CHATML = """{%- if messages[0]['role'] == 'system' %}{{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}
{%- else %}{{- '<|im_start|>system\\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\\n' }}{%- endif %}
{%- for message in messages %}{%- if message.role == 'user' or message.role == 'assistant' %}
{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}{%- endif %}{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"""
QUIET_CHATML = """{%- for message in messages %}{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- if enable_thinking is defined and enable_thinking is false %}
{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}{%- endif %}"""
THINKING_CHATML = QUIET_CHATML.replace("'<|im_start|>assistant\\n' }}", "'<|im_start|>assistant\\n<think>\\n' }}")
LLAMA_3 = """{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + message['role'] +
'<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' %}{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}
{{- content }}{% endfor %}{% if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}"""
# As Llama 3.1's and 3.2's begin: a system message in any case, with dates before what it says.
LLAMA_3_1 = """{{- bos_token }}{%- if strftime_now is defined %}{%- set date_string = strftime_now("%d %b %Y") %}{%- else %}
{%- set date_string = "26 Jul 2024" %}{%- endif %}{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content']|trim %}
{%- set messages = messages[1:] %}{%- else %}{%- set system_message = "" %}{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\nCutting Knowledge Date: December 2023\\nToday Date: " + date_string + "\\n\\n" }}
{{- system_message + "<|eot_id|>" }}{%- for message in messages %}
{{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}{%- endfor %}
{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif %}"""
ZEPHYR = """{% for message in messages %}{{- '<|' + message['role'] + '|>\\n' + message['content'] + eos_token + '\\n' }}{% endfor %}
{% if add_generation_prompt %}{{- '<|assistant|>\\n' }}{% endif %}"""

COMMON = {"hidden_act": "silu", "num_hidden_layers": 2, "vocab_size": 280, "max_position_embeddings": 4096}
# Of ReasonRank-7B (Qwen2.5-7B: 28 heads over 4, biases, a head of its own), Qwen3-0.6B (heads wider than hidden, q/k norms, tied), Llama-3-8B.
SHAPES: dict[str, dict[str, Any]] = {
    "reasonrank-7b": {**COMMON, "model_type": "qwen2", "hidden_size": 224, "num_attention_heads": 14, "num_key_value_heads": 2, "intermediate_size": 608,
                      "rms_norm_eps": 1e-6, "rope_theta": 1e6, "tie_word_embeddings": False, "use_sliding_window": False},
    "qwen3-0.6b": {**COMMON, "model_type": "qwen3", "hidden_size": 128, "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 32,
                   "intermediate_size": 384, "rms_norm_eps": 1e-6, "rope_theta": 1e6, "tie_word_embeddings": True, "attention_bias": False},
    "llama-3-8b": {**COMMON, "model_type": "llama", "hidden_size": 128, "num_attention_heads": 8, "num_key_value_heads": 2, "intermediate_size": 448,
                   "rms_norm_eps": 1e-5, "rope_theta": 5e5, "tie_word_embeddings": False, "attention_bias": False, "mlp_bias": False},
}
# Llama 3.2's: a tied head, and RoPE stretched from a context as much shorter as the prompts of tests are, so that no frequency is left as it was by chance.
SHAPES["llama-3.2-1b"] = {**SHAPES["llama-3-8b"], "tie_word_embeddings": True, "rope_scaling": {
    "rope_type": "llama3", "factor": 32.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 64}}
TEMPLATES = {"reasonrank-7b": CHATML, "qwen3-0.6b": QUIET_CHATML, "llama-3-8b": LLAMA_3, "llama-3.2-1b": LLAMA_3}
SPECIAL = {"chatml": ("<|endoftext|>", "<|im_start|>", "<|im_end|>"), "llama-3": ("<|begin_of_text|>", "<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>")}


def byte_alphabet() -> list[str]:
    """The 256 characters that stand for bytes in a byte-level tokenizer, in the order of their tokens."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(byte) for byte in printable] + [chr(256 + place) for place in range(256 - len(printable))]


def write_tokenizer(folder: Path, special: tuple[str, ...], template: str | None) -> None:
    """tokenizer.json of bytes and `special` behind them, and tokenizer_config.json."""
    vocabulary = {text: number for number, text in enumerate(byte_alphabet())}
    added = [{"id": 256 + place, "content": text, "special": True, "normalized": False, "lstrip": False, "rstrip": False, "single_word": False}
             for place, text in enumerate(special)]
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    model = {"type": "BPE", "vocab": vocabulary, "merges": [], "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
             "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False}
    (folder / "tokenizer.json").write_text(json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None, "pre_tokenizer": level,
        "post_processor": None, "decoder": level, "model": model,
    }), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({
        "bos_token": special[0], "eos_token": special[-1], **({"chat_template": template} if template else {}),
    }), encoding="utf-8")


def stored(array: np.ndarray, dtype: str) -> bytes:
    """float32 as F32, F16 or BF16 (cut off, not rounded) bytes."""
    if dtype == "BF16":
        return (np.ascontiguousarray(array, "<f4").view("<u4") >> 16).astype("<u2").tobytes()
    return array.astype({"F32": "<f4", "F16": "<f2"}[dtype]).tobytes()


def write_safetensors(path: Path, tensors: dict[str, np.ndarray], dtype: str) -> None:
    """One file."""
    header, data = {}, b""
    for name, array in tensors.items():
        one = stored(array, dtype)
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(one)]}
        data += one
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def random_weights(config: Path, seed: int = 0) -> dict[str, np.ndarray]:
    """By Hugging Face name, large enough that tokens differ."""
    rng = np.random.default_rng(seed)
    weights = {}
    for name, shape in tensor_shapes(read_architecture(config), "q4f32_1").items():
        noise = rng.standard_normal(shape, np.float32)
        weights[name] = 1 + 0.1 * noise if name.endswith("norm.weight") else noise * (0.3 if name.endswith(".bias") else 1.5 / shape[-1] ** 0.5)
    return weights


def write_random_model(folder: Path, kind: str, *, dtype: str = "F32", shards: int = 1, **changes: Any) -> Path:
    """A Hugging Face folder. `kind`: a key of SHAPES; `changes` to its config.json."""
    folder.mkdir(parents=True)
    special = SPECIAL["llama-3" if kind.startswith("llama") else "chatml"]
    ids = {"bos_token_id": 256, "eos_token_id": 256 + (1 if kind.startswith("llama") else 2)}
    (folder / "config.json").write_text(json.dumps({**SHAPES[kind], **ids, **changes}))
    write_tokenizer(folder, special, TEMPLATES[kind])
    weights = random_weights(folder / "config.json")
    if shards == 1:
        write_safetensors(folder / "model.safetensors", weights, dtype)
        return folder
    table = {name: f"model-{number % shards + 1:05}-of-{shards:05}.safetensors" for number, name in enumerate(weights)}
    for file in set(table.values()):
        write_safetensors(folder / file, {name: weights[name] for name in weights if table[name] == file}, dtype)
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {"total_size": 0}, "weight_map": table}))
    return folder


def bytes_of(folder: Path, quantization: str) -> int:
    """Of the weights that a conversion writes, counted from the shapes alone."""
    sizes = {"q_weight": 4}
    return sum(sizes.get(p.name.rpartition(".")[2], 2) * prod(p.shape) for p in parameter_list(read_architecture(folder / "config.json"), quantization))
