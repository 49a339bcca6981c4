"""A model folder as one GGUF file: tensors in llama.cpp's names and order, tokenizer, and the conversation as a chat template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import pi
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, TokenType

from models.compile.architecture import GROUP, PER_WORD, Architecture, RopeScaling
from models.convert.conversation import jinja_template
from models.convert.golden import begin_text
from models.files import BadInput, atomic_file, read_json
from models.quantize.chat_config import architecture_of
from models.quantize.convert import read_parameters, source_rows, unpack

FILE_TYPES = {"f32": 0, "f16": 1, "q4_0": 2}
OUTSIDE = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}
INSIDE = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
}


@dataclass(frozen=True)
class Tensor:
    """As it is written: `data` float32, float16, or bytes of Q4_0 blocks with `raw`."""

    name: str
    data: np.ndarray
    raw: GGMLQuantizationType | None = None


def gguf_name(source: str) -> str:
    """model.layers.3.self_attn.q_proj.weight → blk.3.attn_q.weight."""
    name, _, kind = source.rpartition(".")
    if name in OUTSIDE:
        return f"{OUTSIDE[name]}.{kind}"
    _, _, layer, inner = name.split(".", 3)
    return f"blk.{layer}.{INSIDE[inner]}.{kind}"


def paired_rows(a: Architecture, source: str) -> np.ndarray | None:
    """Which row stands where for llama.cpp, which turns neighbours in a Llama's queries and keys where everyone else turns halves; None: as it is."""
    heads = a.heads if ".q_proj." in source else a.kv_heads if ".k_proj." in source else 0
    if a.model_type != "llama" or not heads:
        return None
    return np.arange(heads * a.head_dim).reshape(heads, 2, a.head_dim // 2).swapaxes(1, 2).reshape(-1)


def q4_0_blocks(words: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Words uint32 [N, K/8] and scales [N, K/32] → bytes [N, K/32 * 18] of Q4_0: a float16 scale, then 32 nibbles of (nibble - 8), the first half of a
    group in the lower four bits. The page's nibbles mean (nibble - 7)."""
    shifts = np.arange(0, 4 * PER_WORD, 4, dtype=np.uint32)
    nibbles = (((words[..., None] >> shifts) & np.uint32(15)) + 1).astype(np.uint8).reshape(*scales.shape, GROUP)
    low, high = nibbles[..., : GROUP // 2], nibbles[..., GROUP // 2 :]
    half = scales.astype("<f2")[..., None].view(np.uint8)
    return np.concatenate([half, low | (high << 4)], axis=-1).reshape(words.shape[0], -1)


def fits_half(values: np.ndarray) -> bool:
    """Whether float16 holds them exactly."""
    with np.errstate(over="ignore"):
        return bool((values.astype(np.float16).astype(np.float32) == values).all())


def tensors(folder: Path, a: Architecture, quantization: str, kind: str) -> Iterator[Tensor]:
    """All of a model, one after another."""
    for parameter, stored, scales in read_parameters(folder, a, quantization):
        at = 0
        for source, rows in zip(parameter.sources, source_rows(parameter, a), strict=True):
            part = stored[at : at + rows]
            own = None if scales is None else scales[at : at + rows].astype(np.float32)
            order = paired_rows(a, source)
            if order is not None:
                part, own = part[order], None if own is None else own[order]
            yield matrix_of(gguf_name(source), part, own, kind)
            at += rows
    if a.rope_scaling:
        yield Tensor("rope_freqs.weight", rope_factors(a.rope_scaling, a.rope_theta, a.head_dim))


def matrix_of(name: str, stored: np.ndarray, scales: np.ndarray | None, kind: str) -> Tensor:
    """In `kind` where that is exact, else in float32."""
    if scales is None:
        return Tensor(name, np.ascontiguousarray(stored, np.float32))
    if kind == "q4_0" and fits_half(scales):
        return Tensor(name, q4_0_blocks(stored, scales), GGMLQuantizationType.Q4_0)
    values = unpack(stored, scales)
    return Tensor(name, values.astype(np.float16) if kind == "f16" and fits_half(values) else values)


def rope_factors(scaling: RopeScaling, theta: float, head_dim: int) -> np.ndarray:
    """What llama.cpp divides each frequency by, float32 [head_dim / 2]: Llama 3.1's stretching."""
    frequencies = theta ** (-np.arange(0, head_dim, 2) / head_dim)
    turns = scaling.original_max_position_embeddings * frequencies / (2 * pi)
    share = np.clip((turns - scaling.low_freq_factor) / (scaling.high_freq_factor - scaling.low_freq_factor), 0, 1)
    return (1 / (share + (1 - share) / scaling.factor)).astype(np.float32)


def pre_tokenizer(value: Mapping[str, Any], path: Path) -> str:
    """llama.cpp's name of how a byte-level tokenizer cuts a text into words. BadInput for one that it would cut otherwise."""
    whole = value.get("pre_tokenizer") or {}
    parts = [(part.get("type"), part) for part in (whole.get("pretokenizers") or [whole])]
    kinds = [kind for kind, _ in parts]
    if kinds == ["ByteLevel"]:
        return "gpt-2"
    if kinds == ["Digits", "ByteLevel"] and parts[0][1].get("individual_digits") is True:
        return "smollm"
    if kinds == ["Split", "ByteLevel"]:
        pattern = str((parts[0][1].get("pattern") or {}).get("Regex"))
        if r"|\p{N}{1,3}|" in pattern:
            return "llama-bpe"
        if r"|\p{N}|" in pattern:
            return "qwen2"
    raise BadInput(f"{path}: its words are cut in a way that has no name here ({', '.join(map(str, kinds)) or 'none'}); known are GPT-2's, SmolLM's, Llama 3's and Qwen's")


def write_tokenizer(writer: GGUFWriter, folder: Path, config: Mapping[str, Any], rows: int) -> None:
    """Tokens, merges, the ids that end a turn, and the conversation as a chat template. BadInput for what is not byte-level."""
    path = folder / "tokenizer.json"
    value = read_json(path)
    model = value.get("model") or {}
    if model.get("type", "BPE") != "BPE" or config["tokenizer_info"]["token_postproc_method"] != "byte_level":
        raise BadInput(f"{path}: only byte-level BPE is written as GGUF; this is {model.get('type')}, {config['tokenizer_info']['token_postproc_method']}")
    if not model.get("merges"):
        raise BadInput(f"{path}: has no merges, without which llama.cpp loads no tokenizer of bytes")
    texts, kinds = [f"[unused{number}]" for number in range(rows)], [int(TokenType.UNUSED)] * rows
    for text, number in model["vocab"].items():
        texts[number], kinds[number] = text, int(TokenType.NORMAL)
    for token in value.get("added_tokens") or []:
        texts[token["id"]], kinds[token["id"]] = token["content"], int(TokenType.CONTROL if token.get("special") else TokenType.USER_DEFINED)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre_tokenizer(value, path))
    writer.add_token_list(texts)
    writer.add_token_types(kinds)
    writer.add_token_merges([merge if isinstance(merge, str) else " ".join(merge) for merge in model["merges"]])
    end = config["eos_token_id"]
    writer.add_eos_token_id(end[0] if isinstance(end, list) else end)
    if isinstance(config.get("bos_token_id"), int):
        writer.add_bos_token_id(config["bos_token_id"])
    writer.add_add_bos_token(False)  # the template writes it where the conversation has it
    writer.add_chat_template(jinja_template(config["conv_template"], begin_text(folder, config["conv_template"])))


def write_gguf(folder: Path, out: Path, kind: str) -> int:
    """Writes `out` whole or not at all; returns how many matrices were written as float32 though `kind` is smaller."""
    path = folder / "mlc-chat-config.json"
    config = read_json(path)
    a = architecture_of(config, path)
    with atomic_file(out, "wb") as file:
        writer = GGUFWriter(None, a.model_type, use_temp_file=True)
        writer.add_name(folder.name)
        writer.add_file_type(FILE_TYPES[kind])
        for add, number in (
            (writer.add_context_length, config["context_window_size"]), (writer.add_embedding_length, a.hidden), (writer.add_block_count, a.layers),
            (writer.add_feed_forward_length, a.intermediate), (writer.add_head_count, a.heads), (writer.add_head_count_kv, a.kv_heads),
            (writer.add_key_length, a.head_dim), (writer.add_value_length, a.head_dim), (writer.add_rope_dimension_count, a.head_dim),
            (writer.add_vocab_size, a.vocab), (writer.add_layer_norm_rms_eps, a.rms_norm_eps), (writer.add_rope_freq_base, a.rope_theta),
        ):
            add(number)
        write_tokenizer(writer, folder, config, a.vocab)
        larger = 0
        for tensor in tensors(folder, a, config["quantization"], kind):
            larger += tensor.data.ndim == 2 and kind != "f32" and tensor.data.dtype == np.float32
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.raw)
        writer.open_output_file(Path(file.name))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    return larger


def list_tensors(path: Path) -> list[dict[str, Any]]:
    """Of every tensor of a GGUF file, in its order: name, shape (rows first), kind, and the sha256 of its bytes."""
    return [{"name": tensor.name, "shape": [int(extent) for extent in reversed(tensor.shape)], "kind": tensor.tensor_type.name.lower(),
             "sha256": sha256(tensor.data.tobytes()).hexdigest()} for tensor in GGUFReader(path).tensors]
