"""What is changed in TVM's own attention kernels: one that is wrong is replaced, and those that no model here can reach are left out.

Replaced is the kernel that merges attention over the cache with attention over the new chunk. The stock `tir_attention_merge_state` has a race:
the threads of a row all read the log-sum-exp S[row] and then write it, with no barrier between. It is right only where a whole row lies in one
subgroup. On SwiftShader it gave wrong logits, without any error, for every prompt whose second or later chunk held more than one token; prompts
shorter than a chunk never show it.

Left out are sliding windows (the cache is built without) and token trees (speculative decoding). They were a sixth of a library's shader text and
half of what an adapter compiles at every load.
"""

from tvm import relax
from tvm.relax.expr_functor import PyExprMutator, mutator
from tvm.relax.frontend.nn.llm import kv_cache
from tvm.script import tirx as T

CREATION = "create_tir_paged_kv_cache"
MARKS = ("sliding_window", "tree_attn")


def merge_state(heads, dim, dtype, target, global_symbol):
    """V, S := merge of (V, S) and (V_other, S_other). S is a log-sum-exp in base 2. All reads of S come before its writes."""

    @T.prim_func(s_tir=True)
    def merge(v: T.handle, s: T.handle, v_other: T.handle, s_other: T.handle):
        T.func_attr({"tirx.is_scheduled": True})
        n = T.int32()
        h = T.int32()
        d = T.int32()
        V = T.match_buffer(v, (n, h, d), dtype)
        S = T.match_buffer(s, (n, h), "float32")
        V_other = T.match_buffer(v_other, (n, h, d), dtype)
        S_other = T.match_buffer(s_other, (n, h), "float32")
        for bx in T.thread_binding(n, thread="blockIdx.x"):
            for tx in T.thread_binding(64, thread="threadIdx.x"):
                with T.sblock("merge"):
                    for k in T.serial((heads * dim + 63) // 64):
                        if k * 64 + tx < heads * dim:
                            row: T.let[T.int32] = (k * 64 + tx) // dim
                            col: T.let[T.int32] = (k * 64 + tx) % dim
                            part: T.let[T.float32] = T.float32(1) / (
                                T.float32(1) + T.exp2(S_other[bx, row] - S[bx, row]))
                            V[bx, row, col] = V[bx, row, col] * part + V_other[bx, row, col] * (T.float32(1) - part)
                    T.tvm_storage_sync("shared")
                    for k in T.serial((heads + 63) // 64):
                        if k * 64 + tx < heads:
                            top: T.let[T.float32] = T.max(S[bx, k * 64 + tx], S_other[bx, k * 64 + tx])
                            S[bx, k * 64 + tx] = top + T.log2(
                                T.exp2(S[bx, k * 64 + tx] - top) + T.exp2(S_other[bx, k * 64 + tx] - top))

    return merge.with_attr("global_symbol", global_symbol)


def mend_merge() -> None:
    """From now on the KV cache is built with merge_state."""
    kv_cache._merge_state_inplace = merge_state


def _unused(name: str) -> bool:
    return any(mark in name for mark in MARKS)


@mutator
class _WithoutUnused(PyExprMutator):
    def visit_tuple_(self, op):
        """("tirx", kernel) becomes an empty tuple, the KV cache's own word for "none"."""
        names = [field.name_hint for field in op.fields if isinstance(field, relax.GlobalVar)]
        return relax.Tuple([]) if any(_unused(name) for name in names) else super().visit_tuple_(op)


def leave_out_unused(module) -> None:
    """Changes the function that creates the KV cache, in place, and drops the kernels."""
    module[CREATION] = _WithoutUnused(module).visit_expr(module[CREATION])
    for variable in list(module.functions):
        if _unused(variable.name_hint):
            del module[variable]
