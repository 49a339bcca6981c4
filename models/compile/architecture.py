"""What a Hugging Face config.json says about a decoder, checked: only what the model definition here can express passes.

And the parameters of a library in the order in which it takes them: the contract between `compile` and `quantize`. Names are MLC's: q, k, v rows
are fused into qkv_proj, gate and up rows into gate_up_proj; a quantized matrix [N, K] is `q_weight` uint32 [N, K/8] and `q_scale` [N, K/32].
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.files import BadInput, read_json

GROUP = 32  # columns that share a scale
MODEL_TYPES = ("llama", "qwen2", "qwen3")
QUANTIZATIONS = {"q4f32_1": "float32", "q4f16_1": "float16"}
PER_WORD = 8  # nibbles


@dataclass(frozen=True)
class RopeScaling:
    """Llama 3.1's stretching of RoPE (`rope_type` llama3): frequencies whose wave is longer than original / low_freq_factor tokens are divided by
    `factor`, those shorter than original / high_freq_factor stay, and between the two they go over smoothly."""

    factor: float
    low_freq_factor: float
    high_freq_factor: float
    original_max_position_embeddings: int

    def to_json(self) -> dict[str, Any]:
        """As a Hugging Face config names it, and TVM too."""
        return {"rope_type": "llama3", **asdict(self)}


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
    rope_scaling: RopeScaling | None = None

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


@dataclass(frozen=True)
class LibraryPlan:
    """What a library is built for. `context` and `chunk` in tokens; `schedule` is gpu, software or stock (what TVM and DLight make
    of it, to be compared with); `tile`: tokens x outputs of a thread in prefill, see SoftwareMatmul.

    `subgroups`: kernels may use this feature. `half`: activations and KV cache are float16, the stored parameters stay as they are.
    """

    architecture: Architecture
    quantization: str
    schedule: str
    context: int
    chunk: int
    tile: tuple[int, int]
    subgroups: bool = False
    half: bool = False


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
        rope_scaling=read_rope_scaling(rope, config_path),
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


def read_rope_scaling(rope: Mapping[str, Any], config_path: Path) -> RopeScaling | None:
    """None: RoPE as it is. BadInput for any kind but llama3's, and for numbers that it cannot have."""
    rope_type = rope.get("rope_type", rope.get("type", "default"))
    if rope_type == "default":
        return None
    if rope_type != "llama3":
        raise BadInput(f"{config_path}: RoPE scaling {rope_type!r} is not supported (llama3 only)")
    names = ("factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings")
    numbers = [rope.get(name) for name in names]
    for name, value in zip(names, numbers, strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
            raise BadInput(f"{config_path}: RoPE scaling llama3 needs {name}, a positive number; found {value!r}")
    factor, low, high, original = numbers
    if low >= high:
        raise BadInput(f"{config_path}: RoPE scaling llama3: low_freq_factor {low} must lie below high_freq_factor {high}")
    return RopeScaling(float(factor), float(low), float(high), int(original))


@dataclass(frozen=True)
class Parameter:
    """One tensor of the library. `sources`: Hugging Face names whose rows are stacked to make it."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    sources: tuple[str, ...]


def parameter_list(architecture: Architecture, quantization: str) -> tuple[Parameter, ...]:
    """All parameters of an architecture at a quantization (q4f32_1 or q4f16_1)."""
    a, dtype = architecture, QUANTIZATIONS[quantization]
    found: list[Parameter] = []

    def matrix(name: str, rows: int, columns: int, sources: tuple[str, ...] = ()) -> None:
        from_names = tuple(f"{source}.weight" for source in sources or (name,))
        found.append(Parameter(f"{name}.q_weight", (rows, columns // PER_WORD), "uint32", from_names))
        found.append(Parameter(f"{name}.q_scale", (rows, columns // GROUP), dtype, from_names))

    def vector(name: str, length: int, sources: tuple[str, ...] = ()) -> None:
        found.append(Parameter(name, (length,), dtype, sources or (name,)))

    matrix("model.embed_tokens", a.vocab, a.hidden)
    for layer in range(a.layers):
        here = f"model.layers.{layer}"
        qkv = tuple(f"{here}.self_attn.{part}_proj" for part in "qkv")
        matrix(f"{here}.self_attn.qkv_proj", a.qkv_rows, a.hidden, qkv)
        if a.qkv_bias:
            vector(f"{here}.self_attn.qkv_proj.bias", a.qkv_rows, tuple(f"{part}.bias" for part in qkv))
        matrix(f"{here}.self_attn.o_proj", a.hidden, a.heads * a.head_dim)
        if a.qk_norm:
            vector(f"{here}.self_attn.q_norm.weight", a.head_dim)
            vector(f"{here}.self_attn.k_norm.weight", a.head_dim)
        gate_up = (f"{here}.mlp.gate_proj", f"{here}.mlp.up_proj")
        matrix(f"{here}.mlp.gate_up_proj", 2 * a.intermediate, a.hidden, gate_up)
        matrix(f"{here}.mlp.down_proj", a.hidden, a.intermediate)
        vector(f"{here}.input_layernorm.weight", a.hidden)
        vector(f"{here}.post_attention_layernorm.weight", a.hidden)
    vector("model.norm.weight", a.hidden)
    if not a.tied:
        matrix("lm_head", a.vocab, a.hidden)
    return tuple(found)
