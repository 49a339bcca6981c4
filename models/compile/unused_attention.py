"""Leaves out attention kernels that no model here can reach: sliding windows (the cache is built without) and token trees
(speculative decoding). They were a sixth of a library's shader text and half of what an adapter compiles at every load.
"""

from tvm import relax
from tvm.relax.expr_functor import PyExprMutator, mutator

CREATION = "create_tir_paged_kv_cache"
MARKS = ("sliding_window", "tree_attn")


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
