"""The parameters of a library in the order in which it takes them: the contract between `compile` and `quantize`.

Names are MLC's: q, k, v rows are fused into qkv_proj, gate and up rows into gate_up_proj; a quantized matrix [N, K] is
`q_weight` uint32 [N, K/8] and `q_scale` [N, K/32].
"""

from dataclasses import dataclass

from models.compile.architecture import GROUP, QUANTIZATIONS, Architecture

PER_WORD = 8


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
