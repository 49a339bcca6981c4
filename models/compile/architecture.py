"""What a Hugging Face config.json says about a decoder, checked: only what the model definition here can express passes."""

import json
from dataclasses import dataclass
from pathlib import Path

from models.atomic import BadInput

GROUP = 32
MODEL_TYPES = ("llama", "qwen2", "qwen3")
QUANTIZATIONS = {"q4f32_1": "float32", "q4f16_1": "float16"}


@dataclass(frozen=True)
class Architecture:
    """Shape of a Llama, Qwen2 or Qwen3 decoder. `heads` are query heads, `kv_heads` key/value heads."""

    model_type: str
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate: int
    vocab: int
    rms_norm_eps: float
    rope_theta: float
    tied: bool

    @property
    def qkv_rows(self) -> int:
        """Rows of the fused projection: queries, keys, values."""
        return (self.heads + 2 * self.kv_heads) * self.head_dim

    @property
    def qkv_bias(self) -> bool:
        return self.model_type == "qwen2"

    @property
    def qk_norm(self) -> bool:
        return self.model_type == "qwen3"


def read_json(path: Path) -> dict:
    """An object of a JSON file. Raises BadInput naming the file."""
    try:
        value = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise BadInput(f"{path}: is not JSON ({error})") from error
    if not isinstance(value, dict):
        raise BadInput(f"{path}: expected a JSON object")
    return value


def read_architecture(config_path: Path) -> Architecture:
    """Reads a Hugging Face config.json. Raises BadInput for anything that would compile into a wrong model."""
    config = read_json(config_path)

    def whole(name: str, default: int | None = None) -> int:
        value = config.get(name)
        value = default if value is None else value
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise BadInput(f"{config_path}: {name} must be a positive whole number, found {value!r}")
        return value

    model_type = config.get("model_type")
    if model_type not in MODEL_TYPES:
        raise BadInput(f"{config_path}: model_type {model_type!r} is not supported (one of {', '.join(MODEL_TYPES)})")
    rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
    rope_type = rope.get("rope_type", rope.get("type", "default"))
    if rope_type != "default":
        raise BadInput(f"{config_path}: RoPE scaling {rope_type!r} is not supported")
    for name in ("use_sliding_window", "mlp_bias") + (("attention_bias",) if model_type != "qwen2" else ()):
        if config.get(name):
            raise BadInput(f"{config_path}: {name} is not supported")
    if config.get("hidden_act", "silu") != "silu":
        raise BadInput(f"{config_path}: hidden_act {config['hidden_act']!r} is not supported (silu only)")
    heads, hidden = whole("num_attention_heads"), whole("hidden_size")
    if "head_dim" not in config and hidden % heads:
        raise BadInput(f"{config_path}: hidden_size {hidden} is not a multiple of num_attention_heads {heads}")
    architecture = Architecture(
        model_type=model_type,
        hidden=hidden,
        layers=whole("num_hidden_layers"),
        heads=heads,
        kv_heads=whole("num_key_value_heads", heads),
        head_dim=whole("head_dim", hidden // heads),
        intermediate=whole("intermediate_size"),
        vocab=whole("vocab_size"),
        rms_norm_eps=float(config.get("rms_norm_eps", 1e-6)),
        rope_theta=float(rope.get("rope_theta") or config.get("rope_theta") or 10000.0),
        tied=bool(config.get("tie_word_embeddings", False)),
    )
    rows = {
        "hidden_size": architecture.hidden,
        "intermediate_size": architecture.intermediate,
        "num_attention_heads * head_dim": architecture.heads * architecture.head_dim,
    }
    for name, value in rows.items():
        if value % GROUP:
            raise BadInput(f"{config_path}: {name} is {value}, not a multiple of the quantization group {GROUP}")
    if architecture.heads % architecture.kv_heads:
        raise BadInput(f"{config_path}: num_attention_heads is not a multiple of num_key_value_heads")
    return architecture
