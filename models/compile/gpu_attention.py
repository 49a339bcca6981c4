"""Decode attention for GPUs: one workgroup of many threads a query head, two barriers for each stretch of a few hundred positions.

The stock kernel has one workgroup a key/value head and several barriers for every few positions: with three such heads most of a
GPU idles and the barriers are what a short context costs. Here each thread scores one position of the stretch (its key is read as
vectors, the query is shared); then the threads form teams, a team weighs its own part of the positions, every thread four columns of
the values, each team with a running maximum of its own (online softmax in base 2). The teams are merged once, at the end.

Signature and meaning are those of tvm.relax.frontend.nn.llm.kv_cache._attention_decode for a cache that holds keys with RoPE applied.
"""

import math

from tvm.relax.frontend.nn.llm import kv_cache
from tvm.script import tirx as T

THREADS = 256
LOG2E = math.log2(math.e)
NOTHING = -5e4

stock = kv_cache._attention_decode


def decode(h_kv, h_q, dim, dtype, sliding_window, rope_scaling, target, page_size=16):
    """The kernel, or TVM's where the shape does not suit: a sliding window, or a head size that is no multiple of 4."""
    if sliding_window or dim % 4 or dim // 4 > THREADS:
        return stock(h_kv, h_q, dim, dtype, sliding_window, rope_scaling, target, page_size)
    members = dim // 4
    teams = THREADS // members
    threads = members * teams
    group = h_q // h_kv

    @T.prim_func(s_tir=True)
    def kernel(var_q: T.handle, var_pages: T.handle, var_indptr: T.handle, var_values: T.handle, var_length: T.handle,
               var_k_rope: T.handle, var_q_rope: T.handle, var_out: T.handle, var_lse: T.handle,
               rotary_mode: T.int32, rope_scale: T.float32, rope_theta: T.float32, sm_scale: T.float32):
        T.func_attr({"tirx.is_scheduled": True, "global_symbol": "decode_attention"})
        B = T.int32(); nnz = T.int32(); n_pages = T.int32()
        o0 = T.int64(); o1 = T.int32(); o2 = T.int32(); o3 = T.int32(); o4 = T.int32(); o5 = T.int32()
        Q = T.match_buffer(var_q, (B, h_q, dim), dtype)
        pages = T.match_buffer(var_pages, (n_pages, 2, h_kv, page_size, dim), dtype, elem_offset=o0)
        indptr = T.match_buffer(var_indptr, (B + 1,), "int32", elem_offset=o1)
        values = T.match_buffer(var_values, (nnz,), "int32", elem_offset=o2)
        k_rope = T.match_buffer(var_k_rope, (B,), "int32", elem_offset=o3)
        q_rope = T.match_buffer(var_q_rope, (B,), "int32", elem_offset=o4)
        out = T.match_buffer(var_out, (B, h_q, dim), dtype)
        lse = T.match_buffer(var_lse, (B, h_q), "float32")
        length = T.match_buffer(var_length, (B,), "int32", elem_offset=o5)
        for bx in T.thread_binding(B * h_q, thread="blockIdx.x"):
            for tx in T.thread_binding(threads, thread="threadIdx.x"):
                with T.sblock("attend"):
                    T.reads()
                    T.writes(out[0:B, 0:h_q, 0:dim], lse[0:B, 0:h_q])
                    query = T.sblock_alloc_buffer((dim,), "float32", scope="shared")
                    scores = T.sblock_alloc_buffer((threads,), "float32", scope="shared")
                    merged = T.sblock_alloc_buffer((teams * dim,), "float32", scope="shared")
                    tops = T.sblock_alloc_buffer((teams,), "float32", scope="shared")
                    masses = T.sblock_alloc_buffer((teams,), "float32", scope="shared")
                    dots = T.sblock_alloc_buffer((4,), "float32", scope="local")
                    sums = T.sblock_alloc_buffer((4,), "float32", scope="local")
                    top = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    before = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    mass = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    weight = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    b: T.let[T.int32] = bx // h_q
                    head: T.let[T.int32] = bx % h_q
                    team: T.let[T.int32] = tx // members
                    member: T.let[T.int32] = tx % members
                    positions: T.let[T.int32] = T.if_then_else(
                        indptr[b + 1] != indptr[b], (indptr[b + 1] - indptr[b] - 1) * page_size + length[b], 0)
                    if tx < members:
                        for c in T.vectorized(4):
                            query[tx * 4 + c] = T.cast(Q[b, head, tx * 4 + c], "float32") * (sm_scale * T.float32(LOG2E))
                    for c in T.vectorized(4):
                        sums[c] = T.float32(0)
                    top[0] = T.float32(NOTHING)
                    mass[0] = T.float32(0)
                    for stretch in T.serial((positions + threads - 1) // threads):
                        T.tvm_storage_sync("shared")
                        if stretch * threads + tx < positions:
                            key_page: T.let[T.int32] = values[indptr[b] + (stretch * threads + tx) // page_size]
                            for c in T.vectorized(4):
                                dots[c] = T.float32(0)
                            for j in T.unroll(members):
                                for c in T.vectorized(4):
                                    dots[c] = dots[c] + query[j * 4 + c] * T.cast(
                                        pages[key_page, 0, head // group, (stretch * threads + tx) % page_size, j * 4 + c], "float32")
                            scores[tx] = dots[0] + dots[1] + dots[2] + dots[3]
                        else:
                            scores[tx] = T.float32(NOTHING)
                        T.tvm_storage_sync("shared")
                        before[0] = top[0]
                        for i in T.serial(members):
                            top[0] = T.max(top[0], scores[team * members + i])
                        weight[0] = T.exp2(before[0] - top[0])
                        mass[0] = mass[0] * weight[0]
                        for c in T.vectorized(4):
                            sums[c] = sums[c] * weight[0]
                        for i in T.serial(T.min(members, positions - stretch * threads - team * members)):
                            value_page: T.let[T.int32] = values[indptr[b] + (stretch * threads + team * members + i) // page_size]
                            weight[0] = T.exp2(scores[team * members + i] - top[0])
                            mass[0] = mass[0] + weight[0]
                            for c in T.vectorized(4):
                                sums[c] = sums[c] + weight[0] * T.cast(
                                    pages[value_page, 1, head // group, (stretch * threads + team * members + i) % page_size,
                                          member * 4 + c], "float32")
                    for c in T.vectorized(4):
                        merged[team * dim + member * 4 + c] = sums[c]
                    if member == 0:
                        tops[team] = top[0]
                        masses[team] = mass[0]
                    T.tvm_storage_sync("shared")
                    if tx < members:
                        top[0] = T.float32(NOTHING)
                        for t in T.serial(teams):
                            top[0] = T.max(top[0], tops[t])
                        mass[0] = T.float32(0)
                        for c in T.vectorized(4):
                            sums[c] = T.float32(0)
                        for t in T.serial(teams):
                            weight[0] = T.exp2(tops[t] - top[0])
                            mass[0] = mass[0] + masses[t] * weight[0]
                            for c in T.vectorized(4):
                                sums[c] = sums[c] + merged[t * dim + tx * 4 + c] * weight[0]
                        for c in T.vectorized(4):
                            out[b, head, tx * 4 + c] = T.cast(sums[c] / mass[0], dtype)
                        if tx == 0:
                            lse[b, head] = top[0] + T.log2(mass[0])

    return kernel


def install():
    """From now on the KV cache is built with this kernel."""
    kv_cache._attention_decode = decode
