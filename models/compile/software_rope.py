"""RoPE for adapters that run shaders on a CPU, in the place of tvm's kernel with the same arguments.

tvm's has a thread for each number, and each works out power, sine and cosine for itself. Here a thread takes one pair of columns of a token: it
works out one angle and turns that pair in every query and key head, then copies the values.
"""

from tvm.relax.frontend.nn.llm import kv_cache
from tvm.script import tirx as T
from tvm.script.parser import parse

from models.compile.quad import THREADS, Source

stock = kv_cache.llama_rope_with_position_map


def rope_source(theta: float, scale: float, dim: int, heads: int, kv_heads: int) -> str:
    """TVMScript of the kernel; `dim` columns a head, all of them turned, in pairs (d, d + dim / 2)."""
    source = Source()
    add, half, fused = source.add, dim // 2, heads + 2 * kv_heads
    add(0, "@T.prim_func(s_tir=True)")
    add(0, "def fused_rope(var_qkv: T.handle, var_position_map: T.handle, var_q: T.handle, var_k: T.handle, var_v: T.handle, apply_rope: T.int64):")
    add(1, 'T.func_attr({"op_pattern": 8, "tirx.noalias": True, "tirx.is_scheduled": 1})', "n = T.int32()", "from_position = T.int32()")
    sizes = {"qkv": fused, "q": heads, "k": kv_heads, "v": kv_heads}
    for name, count in sizes.items():
        add(1, f'{name} = T.match_buffer(var_{name}, (n, {count}, {dim}), "float32")')
    add(1, 'position_map = T.match_buffer(var_position_map, (n,), "int32", elem_offset=from_position)')
    add(1, *(f'flat_{name} = T.decl_buffer((n * {count * dim},), "float32", data={name}.data)' for name, count in sizes.items()))
    add(1, 'for by in T.thread_binding(n, thread="blockIdx.y"):')
    add(2, f'for bx in T.thread_binding({half // THREADS}, thread="blockIdx.x"):')
    add(3, f'for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):', '    with T.sblock("rope"):')
    add(5, "T.reads()", "T.writes(" + ", ".join(f"{name}[0:n, 0:{sizes[name]}, 0:{dim}]" for name in "qkv") + ")")
    add(5, 'angle = T.sblock_alloc_buffer((3,), "float32", scope="local")', 'at = T.sblock_alloc_buffer((2,), "int32", scope="local")')
    share = f'T.cast((bx * {THREADS} + tx) * 2, "float32") / T.float32({dim})'
    add(5, f'angle[0] = T.cast(position_map[by], "float32") * T.float32({scale}) / T.pow(T.float32({theta}), {share})')
    add(5, "angle[1] = T.if_then_else(apply_rope > T.int64(0), T.cos(angle[0]), T.float32(1))")
    add(5, "angle[2] = T.if_then_else(apply_rope > T.int64(0), T.sin(angle[0]), T.float32(0))")
    for name, first in (("q", 0), ("k", heads), ("v", heads + kv_heads)):
        add(5, f"for head in T.serial({sizes[name]}):")
        add(6, f"at[0] = (by * {fused} + {first} + head) * {dim} + bx * {THREADS} + tx")
        add(6, f"at[1] = (by * {sizes[name]} + head) * {dim} + bx * {THREADS} + tx")
        add(6, f"{name}_low: T.let[T.float32] = flat_qkv[at[0]]", f"{name}_high: T.let[T.float32] = flat_qkv[at[0] + {half}]")
        turned = (f"{name}_low", f"{name}_high") if name == "v" else (
            f"{name}_low * angle[1] - {name}_high * angle[2]", f"{name}_high * angle[1] + {name}_low * angle[2]")
        add(6, f"flat_{name}[at[1]] = {turned[0]}", f"flat_{name}[at[1] + {half}] = {turned[1]}")
    return source.text()


def rope(theta, scale, head_dim, num_q_heads, num_kv_heads, dtype, rope_scaling, rotary_dim=None):
    """Takes the place of `llama_rope_with_position_map`; tvm's own where angles are stretched or only a part of a head is turned."""
    plain = rope_scaling.get("rope_type", "default") == "default"
    if not plain or dtype != "float32" or rotary_dim not in (None, head_dim) or head_dim % (2 * THREADS):
        return stock(theta, scale, head_dim, num_q_heads, num_kv_heads, dtype, rope_scaling, rotary_dim)
    return parse(rope_source(float(theta), float(scale), head_dim, num_q_heads, num_kv_heads), {"T": T})


def install() -> None:
    """From now on KV caches are built with this kernel."""
    kv_cache.llama_rope_with_position_map = rope
