"""Functions WebLLM applies to logits in place before sampling: bias, penalties, grammar bit mask."""

from tvm.script import tirx as T


@T.prim_func(s_tir=True)
def bias(var_logits: T.handle, var_row: T.handle, var_token: T.handle, var_bias: T.handle):
    T.func_attr({"global_symbol": "apply_logit_bias_inplace", "tirx.noalias": True, "tirx.is_scheduled": True})
    batch = T.int32(); vocab = T.int32(); count = T.int32()
    logits = T.match_buffer(var_logits, (batch, vocab), "float32")
    row = T.match_buffer(var_row, (count,), "int32")
    token = T.match_buffer(var_token, (count,), "int32")
    added = T.match_buffer(var_bias, (count,), "float32")
    for bx in T.thread_binding((count + 63) // 64, thread="blockIdx.x"):
        for tx in T.thread_binding(64, thread="threadIdx.x"):
            with T.sblock("bias"):
                i = T.axis.spatial(count, bx * 64 + tx)
                T.where(bx * 64 + tx < count)
                logits[row[i], token[i]] += added[i]


@T.prim_func(s_tir=True)
def penalty(var_logits: T.handle, var_sequence: T.handle, var_row: T.handle, var_token: T.handle, var_count: T.handle, var_penalty: T.handle):
    """Columns of `penalties`: presence, frequency, repetition."""
    T.func_attr({"global_symbol": "apply_penalty_inplace", "tirx.noalias": True, "tirx.is_scheduled": True})
    batch = T.int32(); vocab = T.int32(); tokens = T.int32(); sequences = T.int32()
    logits = T.match_buffer(var_logits, (batch, vocab), "float32")
    sequence = T.match_buffer(var_sequence, (sequences,), "int32")
    row = T.match_buffer(var_row, (tokens,), "int32")
    token = T.match_buffer(var_token, (tokens,), "int32")
    count = T.match_buffer(var_count, (tokens,), "int32")
    penalties = T.match_buffer(var_penalty, (sequences, 3), "float32")
    for bx in T.thread_binding((tokens + 63) // 64, thread="blockIdx.x"):
        for tx in T.thread_binding(64, thread="threadIdx.x"):
            with T.sblock("penalty"):
                i = T.axis.spatial(tokens, bx * 64 + tx)
                T.where(bx * 64 + tx < tokens)
                logits[sequence[row[i]], token[i]] -= penalties[row[i], 0] + T.cast(count[i], "float32") * penalties[row[i], 1]
                logits[sequence[row[i]], token[i]] = T.if_then_else(
                    logits[sequence[row[i]], token[i]] < T.float32(0),
                    logits[sequence[row[i]], token[i]] * penalties[row[i], 2],
                    logits[sequence[row[i]], token[i]] / penalties[row[i], 2])


@T.prim_func(s_tir=True)
def bitmask(var_logits: T.handle, var_sequence: T.handle, var_mask: T.handle):
    """A token whose bit is 0 gets the least float32. Bit j % 32 of word j // 32 stands for token j."""
    T.func_attr({"global_symbol": "apply_bitmask_inplace", "tirx.noalias": True, "tirx.is_scheduled": True})
    batch = T.int32(); vocab = T.int32(); sequences = T.int32()
    logits = T.match_buffer(var_logits, (batch, vocab), "float32")
    sequence = T.match_buffer(var_sequence, (sequences,), "int32")
    mask = T.match_buffer(var_mask, (batch, (vocab + 31) // 32), "int32")
    for bx in T.thread_binding((sequences * vocab + 63) // 64, thread="blockIdx.x"):
        for tx in T.thread_binding(64, thread="threadIdx.x"):
            with T.sblock("bitmask"):
                i = T.axis.spatial(sequences, (bx * 64 + tx) // vocab)
                j = T.axis.spatial(vocab, (bx * 64 + tx) % vocab)
                T.where(bx * 64 + tx < sequences * vocab)
                logits[sequence[i], j] = T.if_then_else(
                    (mask[sequence[i], j // 32] >> (j % 32)) & 1 == 1, logits[sequence[i], j], T.min_value("float32"))


def add_logit_functions(module) -> None:
    """Puts the three functions into the module under the names WebLLM looks up."""
    module["apply_logit_bias_inplace"] = bias
    module["apply_penalty_inplace"] = penalty
    module["apply_bitmask_inplace"] = bitmask
