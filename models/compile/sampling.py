"""Sampling on the GPU as WebLLM 0.2.86 asks for it: softmax_with_temperature, argsort_probs, sample_with_top_p; and what it applies to logits in
place before: bias, penalties, grammar bit mask.

No kernel walks the whole vocabulary in one thread: the vocabulary is cut into parts, and the sampler opens only the parts whose
maximum reaches its threshold. WebLLM never looks into what argsort_probs hands to sample_with_top_p, so nothing is sorted: the
cut of top-p (nucleus sampling, arXiv 1904.09751) is found by bisection on the probability itself.
"""

from tvm import relax, tirx
from tvm.script import tirx as T

BISECTIONS = 24


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


def part_count(vocab: int) -> int:
    """Parts of equal size: the largest power of two up to 256 that divides the vocabulary."""
    return next(parts for parts in (256, 128, 64, 32, 16, 8, 4, 2, 1) if vocab % parts == 0)


def own_indices(vocab: int):
    @T.prim_func(s_tir=True)
    def iota(var_probs: T.handle, var_out: T.handle):
        T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1})
        batch = T.int32()
        probs = T.match_buffer(var_probs, (batch, vocab), "float32")
        out = T.match_buffer(var_out, (batch, vocab), "int32")
        for bx in T.thread_binding((vocab + 63) // 64, thread="blockIdx.x"):
            for tx in T.thread_binding(64, thread="threadIdx.x"):
                with T.sblock("iota"):
                    i = T.axis.spatial(vocab, bx * 64 + tx)
                    T.where(bx * 64 + tx < vocab)
                    T.reads()
                    T.writes(out[0, i])
                    out[0, i] = i

    return iota


def part_maxima(vocab: int, parts: int):
    """Greatest probability of each part, and the token that has it (the first at a tie)."""
    size = vocab // parts
    threads = min(8, parts)

    @T.prim_func(s_tir=True)
    def maxima(var_probs: T.handle, var_top: T.handle, var_at: T.handle):
        T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1})
        batch = T.int32()
        probs = T.match_buffer(var_probs, (batch, vocab), "float32")
        top = T.match_buffer(var_top, (parts,), "float32")
        at = T.match_buffer(var_at, (parts,), "int32")
        for bx in T.thread_binding(parts // threads, thread="blockIdx.x"):
            for tx in T.thread_binding(threads, thread="threadIdx.x"):
                with T.sblock("maxima"):
                    part = T.axis.spatial(parts, bx * threads + tx)
                    T.reads(probs[0:batch, 0:vocab])
                    T.writes(top[part], at[part])
                    best = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    place = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    best[0] = T.float32(-1)
                    place[0] = 0
                    for j in T.serial(size):
                        if probs[0, part * size + j] > best[0]:
                            best[0] = probs[0, part * size + j]
                            place[0] = part * size + j
                    top[part] = best[0]
                    at[part] = place[0]

    return maxima


def nucleus(vocab: int, parts: int):
    """One token: the likeliest where it alone reaches top_p (greedy), else drawn from the smallest set that does."""
    size = vocab // parts

    @T.prim_func(s_tir=True)
    def select(var_probs: T.handle, var_indices: T.handle, var_uniform: T.handle, var_rows: T.handle, var_top_p: T.handle,
               var_top: T.handle, var_at: T.handle, var_out: T.handle):
        T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1})
        batch = T.int32(); samples = T.int32()
        probs = T.match_buffer(var_probs, (batch, vocab), "float32")
        indices = T.match_buffer(var_indices, (batch, vocab), "int32")
        uniform = T.match_buffer(var_uniform, (samples,), "float32")
        rows = T.match_buffer(var_rows, (samples,), "int32")
        top_p = T.match_buffer(var_top_p, (batch,), "float32")
        top = T.match_buffer(var_top, (parts,), "float32")
        at = T.match_buffer(var_at, (parts,), "int32")
        out = T.match_buffer(var_out, (samples,), "int32")
        for bx in T.thread_binding(1, thread="blockIdx.x"):
            for tx in T.thread_binding(1, thread="threadIdx.x"):
                with T.sblock("select"):
                    one = T.axis.spatial(1, bx)
                    T.reads(probs[0:batch, 0:vocab], uniform[0:samples], top_p[0:batch], top[0:parts], at[0:parts])
                    T.writes(out[0:samples])
                    low = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    high = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    mass = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    token = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    high[0] = T.float32(-1)
                    token[0] = 0
                    for part in T.serial(parts):
                        if top[part] > high[0]:
                            high[0] = top[part]
                            token[0] = at[part]
                    if high[0] < top_p[0]:
                        # mass(low) >= top_p > mass(high) holds throughout; low = 0 keeps everything
                        low[0] = T.float32(0)
                        if top_p[0] < T.float32(1):
                            for turn in T.serial(BISECTIONS):
                                mass[0] = T.float32(0)
                                for part in T.serial(parts):
                                    if top[part] >= (low[0] + high[0]) * T.float32(0.5):
                                        for j in T.serial(size):
                                            if probs[0, part * size + j] >= (low[0] + high[0]) * T.float32(0.5):
                                                mass[0] = mass[0] + probs[0, part * size + j]
                                if mass[0] >= top_p[0]:
                                    low[0] = (low[0] + high[0]) * T.float32(0.5)
                                else:
                                    high[0] = (low[0] + high[0]) * T.float32(0.5)
                        mass[0] = T.float32(0)
                        for part in T.serial(parts):
                            if top[part] >= low[0]:
                                for j in T.serial(size):
                                    if probs[0, part * size + j] >= low[0]:
                                        mass[0] = mass[0] + probs[0, part * size + j]
                        high[0] = uniform[0] * mass[0]
                        mass[0] = T.float32(0)
                        # `mass <= high` before a token with probability > 0 is added: the last such token is the drawn one
                        for part in T.serial(parts):
                            if top[part] >= low[0] and top[part] > T.float32(0) and mass[0] <= high[0]:
                                for j in T.serial(size):
                                    if probs[0, part * size + j] >= low[0] and probs[0, part * size + j] > T.float32(0) and mass[0] <= high[0]:
                                        mass[0] = mass[0] + probs[0, part * size + j]
                                        token[0] = part * size + j
                    out[0] = token[0]

    return select


def add_sampling_functions(builder: relax.BlockBuilder, vocab: int) -> None:
    """Emits the three functions into the builder's module."""
    batch, samples = tirx.Var("batch_size", "int64"), tirx.Var("num_samples", "int64")
    parts = part_count(vocab)

    def tensor(name, shape, dtype):
        return relax.Var(name, relax.TensorType(shape, dtype))

    logits, temperature = tensor("logits", (batch, 1, vocab), "float32"), tensor("temperature", (batch,), "float32")
    with builder.function("softmax_with_temperature", [logits, temperature]):
        with builder.dataflow():
            scaled = relax.op.divide(logits, relax.op.reshape(temperature, (batch, 1, 1)))
            x = builder.emit(relax.op.reshape(scaled, (batch, parts, vocab // parts)))
            by_part = builder.emit(relax.op.max(x, axis=2, keepdims=True))
            e = builder.emit(relax.op.exp(relax.op.subtract(x, builder.emit(relax.op.max(by_part, axis=1, keepdims=True)))))
            by_part = builder.emit(relax.op.sum(e, axis=2, keepdims=True))
            total = builder.emit(relax.op.sum(by_part, axis=1, keepdims=True))
            out = builder.emit_output(relax.op.reshape(relax.op.divide(e, total), (batch, 1, vocab)))
        builder.emit_func_output(out)

    probs = tensor("probs", (batch, vocab), "float32")
    iota = builder.add_func(own_indices(vocab), "own_indices")
    with builder.function("argsort_probs", [probs]):
        with builder.dataflow():
            indices = builder.emit(relax.call_tir(iota, [probs], out_ty=relax.TensorType((batch, vocab), "int32")))
            out = builder.emit_output(relax.Tuple([probs, indices]))
        builder.emit_func_output(out)

    probs, indices = tensor("sorted_probs", (batch, vocab), "float32"), tensor("sorted_indices", (batch, vocab), "int32")
    uniform, rows = tensor("uniform_samples", (samples,), "float32"), tensor("sample_indices", (samples,), "int32")
    top_p = tensor("top_p", (batch,), "float32")
    maxima = builder.add_func(part_maxima(vocab, parts), "part_maxima")
    select = builder.add_func(nucleus(vocab, parts), "nucleus")
    with builder.function("sample_with_top_p", [probs, indices, uniform, rows, top_p]):
        with builder.dataflow():
            pair = [relax.TensorType((parts,), "float32"), relax.TensorType((parts,), "int32")]
            found = builder.emit(relax.call_tir(maxima, [probs], out_ty=pair))
            arguments = [probs, indices, uniform, rows, top_p, found[0], found[1]]
            out = builder.emit_output(relax.call_tir(select, arguments, out_ty=relax.TensorType((samples,), "int32")))
        builder.emit_func_output(out)
