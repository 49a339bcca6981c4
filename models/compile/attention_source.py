"""Attention in two kernels without barriers, as TVMScript text: scores into a workspace, then softmax times values.

    scores   a quad owns TILE query rows and 4 x KEYS keys, each thread KEYS of them; the rows' values are shared by broadcast
    weigh    a quad owns TILE query rows and `dims` columns of the values, each thread a quarter of them; it walks the scores twice
             (greatest, then exponentials in base 2), four keys a step, one exponential a thread

Keys lie either in one array [keys, kv head, dim] or in pages [page, 2, kv head, 16, dim] reached by a page table. One sequence, RoPE
already applied, no sliding window: what WebLLM asks of a library with max_batch_size 1.
"""

from dataclasses import dataclass

from models.compile.quad import THREADS, Source, broadcast, swap

PAGE = 16
STEP = 8
LOG2E = 1.4426950408889634
NOTHING = -5e4


@dataclass(frozen=True)
class Shape:
    """`rows`: query rows of a tile. `keys`: keys of a thread in `scores`, a divisor of PAGE. `dims`: value columns of a quad."""

    heads: int
    kv_heads: int
    dim: int
    paged: bool
    decode: bool
    rows: int
    keys: int
    dims: int

    @property
    def group(self) -> int:
        return self.heads // self.kv_heads


def _total(shape: Shape) -> str:
    """Keys of the sequence."""
    if shape.paged:
        return f"(indptr[1] - indptr[0] - 1) * {PAGE} + length[0]"
    return "kv_indptr[1] - kv_indptr[0]"


def _from(shape: Shape, part: int, key: str) -> str:
    """Where key (part 0) or value (part 1) number `key` begins in its flat array."""
    if shape.paged:
        page = f"values[indptr[0] + ({key}) // {PAGE}]"
        return f"(({page} * 2 + {part}) * {shape.kv_heads} + kv_head[0]) * {PAGE * shape.dim} + ({key}) % {PAGE} * {shape.dim}"
    return f"(({key}) * {shape.kv_heads} + kv_head[0]) * {shape.dim}"


def _tile(source: Source, shape: Shape) -> None:
    """Of the tile `by`: kv head, keys in all, and for each row its place in q and out, in S, in lse, and how many keys it may see."""
    add, rows = source.add, range(shape.rows)
    for name, size in (("kv_head", 1), ("total", 1), ("row", 1), ("in_q", shape.rows), ("in_s", shape.rows), ("limit", shape.rows)):
        add(5, f'{name} = T.sblock_alloc_buffer(({size},), "int32", scope="local")')
    add(5, f"total[0] = {_total(shape)}")
    add(5, f"kv_head[0] = by % {shape.kv_heads}" if shape.decode else f"kv_head[0] = by % {shape.heads} // {shape.group}")
    for i in rows:
        head = f"(kv_head[0] * {shape.group} + {i})" if shape.decode else f"(by % {shape.heads})"
        # a row past the end is the last one again: it is stored twice with the same values, which spares a branch
        add(5, "row[0] = 0" if shape.decode else f"row[0] = T.min(by // {shape.heads} * {shape.rows} + {i}, n - 1)")
        add(5, f"in_q[{i}] = (row[0] * {shape.heads} + {head}) * {shape.dim}", f"in_s[{i}] = ({head} * n + row[0]) * width")
        add(5, f"limit[{i}] = total[0]" + ("" if shape.decode else " - T.if_then_else(causal > 0, n - 1 - row[0], 0)"))


def add_scores(source: Source, shape: Shape, tiles: str, key_count: str) -> None:
    """S[head, row, key] = q . k * sm_scale * log2(e) for every key that a row of the tile may see; the rest stays unwritten."""
    add, keys = source.add, THREADS * shape.keys
    add(1, f'for by in T.thread_binding({tiles}, thread="blockIdx.y"):')
    add(2, f'for bx in T.thread_binding(({key_count} + {keys - 1}) // {keys}, thread="blockIdx.x"):')
    add(3, f'for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):', '    with T.sblock("scores"):')
    add(5, "T.reads()", f"T.writes(S[0:{shape.heads} * n * width])")
    _tile(source, shape)
    add(5, f'in_k = T.sblock_alloc_buffer(({shape.keys},), "int32", scope="local")')
    add(5, 'first = T.sblock_alloc_buffer((1,), "int32", scope="local")')
    for i in range(shape.rows):
        add(5, f'sum{i} = T.sblock_alloc_buffer(({shape.keys},), "float32", scope="local")')
    add(5, f"first[0] = bx * {keys} + tx * {shape.keys}", f"if bx * {keys} < limit[{shape.rows - 1}]:")
    for j in range(shape.keys):
        # past the last key the last one is read; nobody reads that score
        add(6, f"in_k[{j}] = {_from(shape, 0, f'T.min(first[0] + {j}, total[0] - 1)')}")
    for i in range(shape.rows):
        add(6, *(f"sum{i}[{j}] = T.float32(0)" for j in range(shape.keys)))
    add(6, f"for step in T.serial({shape.dim // STEP}):")
    for i in range(shape.rows):
        for half in (0, 1):
            add(7, f"q{i}_{half}: T.let[T.float32] = flat_q[in_q[{i}] + step * {STEP} + ({4 * half} + tx)]")
            add(7, *(f"x{i}_{4 * half + lane}: T.let[T.float32] = {broadcast(f'q{i}_{half}', lane)}" for lane in range(4)))
    array = "flat_pages" if shape.paged else "flat_k"
    for j in range(shape.keys):
        add(7, *(f"k{j}_{d}: T.let[T.float32] = {array}[in_k[{j}] + step * {STEP} + {d}]" for d in range(STEP)))
        for i in range(shape.rows):
            product = " + ".join(f"x{i}_{d} * k{j}_{d}" for d in range(STEP))
            add(7, f"sum{i}[{j}] = sum{i}[{j}] + ({product})")
    for i in range(shape.rows):
        add(6, *(f"S[in_s[{i}] + first[0] + {j}] = sum{i}[{j}] * (sm_scale * T.float32({LOG2E}))" for j in range(shape.keys)))


def add_weigh(source: Source, shape: Shape, tiles: str) -> None:
    """out = softmax(S) V, lse = log2 of the sum of 2^S: what the merge of two parts of a context needs."""
    add, own, rows = source.add, shape.dims // THREADS, range(shape.rows)
    add(1, f'for by in T.thread_binding({tiles}, thread="blockIdx.y"):')
    add(2, f'for bx in T.thread_binding({shape.dim // shape.dims}, thread="blockIdx.x"):')
    add(3, f'for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):', '    with T.sblock("weigh"):')
    add(5, "T.reads()", f"T.writes(out[0:n, 0:{shape.heads}, 0:{shape.dim}], lse[0:n, 0:{shape.heads}])")
    _tile(source, shape)
    add(5, f'in_v = T.sblock_alloc_buffer(({THREADS},), "int32", scope="local")')
    add(5, 'key = T.sblock_alloc_buffer((1,), "int32", scope="local")')
    for name in ("most", "sum"):
        add(5, f'{name} = T.sblock_alloc_buffer(({shape.rows},), "float32", scope="local")')
    for i in rows:
        add(5, f'o{i} = T.sblock_alloc_buffer(({own},), "float32", scope="local")')
        add(5, f"most[{i}] = T.float32({NOTHING})", f"sum[{i}] = T.float32(0)", *(f"o{i}[{e}] = T.float32(0)" for e in range(own)))
    blocks = f"for block in T.serial((limit[{shape.rows - 1}] + {THREADS - 1}) // {THREADS}):"
    add(5, blocks, f"    key[0] = block * {THREADS} + tx")
    for i in rows:
        add(6, f"s{i}: T.let[T.float32] = S[in_s[{i}] + key[0]]")
        add(6, f"most[{i}] = T.max(most[{i}], T.Select(key[0] < limit[{i}], s{i}, T.float32({NOTHING})))")
    for i in rows:
        for axis in "XY":
            add(5, f"beside{i}{axis}: T.let[T.float32] = {swap(f'most[{i}]', axis)}", f"most[{i}] = T.max(most[{i}], beside{i}{axis})")
    add(5, blocks, f"    key[0] = block * {THREADS} + tx")
    array = "flat_pages" if shape.paged else "flat_v"
    for key in range(THREADS):
        # past the last key the last one is read: its weight is 0, but what lies in an unused place may be no number
        add(6, f"in_v[{key}] = {_from(shape, 1, f'T.min(block * {THREADS} + {key}, total[0] - 1)')} + (bx * {shape.dims} + tx * {own})")
        add(6, *(f"v{key}_{e}: T.let[T.float32] = {array}[in_v[{key}] + {e}]" for e in range(own)))
    for i in rows:
        add(6, f"t{i}: T.let[T.float32] = S[in_s[{i}] + key[0]]")
        add(6, f"p{i}: T.let[T.float32] = T.Select(key[0] < limit[{i}], T.exp2(T.min(t{i} - most[{i}], T.float32(0))), T.float32(0))")
        add(6, f"sum[{i}] = sum[{i}] + p{i}")
        add(6, *(f"p{i}_{key}: T.let[T.float32] = {broadcast(f'p{i}', key)}" for key in range(THREADS)))
        for e in range(own):
            add(6, f"o{i}[{e}] = o{i}[{e}] + (" + " + ".join(f"p{i}_{key} * v{key}_{e}" for key in range(THREADS)) + ")")
    for i in rows:
        for axis in "XY":
            add(5, f"more{i}{axis}: T.let[T.float32] = {swap(f'sum[{i}]', axis)}", f"sum[{i}] = sum[{i}] + more{i}{axis}")
        add(5, f"key[0] = in_q[{i}] + (bx * {shape.dims} + tx * {own})")
        add(5, *(f"flat_out[key[0] + {e}] = o{i}[{e}] / sum[{i}]" for e in range(own)))
        add(5, f"flat_lse[in_q[{i}] // {shape.dim}] = most[{i}] + T.log2(sum[{i}])")


ARGUMENTS = {
    "decode": "q pages indptr values length k_rope q_rope out lse",
    "paged": "q q_indptr pages indptr values length k_rope q_rope out lse",
    "ragged": "q q_indptr k v kv_indptr q_rope k_rope out lse",
}


def attention_source(kind: str, name: str, shape: Shape) -> str:
    """TVMScript of one attention function. `kind`: decode, paged or ragged, with the arguments of tvm's kernels of that kind."""
    source = Source()
    add, heads, dim = source.add, shape.heads, shape.dim
    names = ARGUMENTS[kind].split()
    numbers = ["rotary_mode: T.int32", "rope_scale: T.float32", "rope_theta: T.float32", "sm_scale: T.float32"]
    if kind != "decode":
        numbers.insert(0, "causal: T.int32")
    add(0, "@T.prim_func(s_tir=True)")
    add(0, f"def attention({', '.join([f'var_{x}: T.handle' for x in names] + numbers)}):")
    add(1, f'T.func_attr({{"tirx.is_scheduled": True, "global_symbol": "{name}"}})')
    offsets = {x: f"from_{x}" for x in names if x in ("q_indptr", "indptr", "values", "length", "k_rope", "q_rope", "kv_indptr")}
    add(1, *(f"{x} = T.int32()" for x in ("n", "B", *offsets.values())))
    add(1, *(f"{x} = T.int32()" for x in (("nnz", "n_pages") if shape.paged else ("nk",))))
    shapes = {
        "q": (f"(n, {heads}, {dim})", "float32"), "out": (f"(n, {heads}, {dim})", "float32"), "lse": (f"(n, {heads})", "float32"),
        "pages": (f"(n_pages, 2, {shape.kv_heads}, {PAGE}, {dim})", "float32"), "values": ("(nnz,)", "int32"),
        "k": (f"(nk, {shape.kv_heads}, {dim})", "float32"), "v": (f"(nk, {shape.kv_heads}, {dim})", "float32"),
        "q_indptr": ("(B + 1,)", "int32"), "indptr": ("(B + 1,)", "int32"), "kv_indptr": ("(B + 1,)", "int32"),
        "length": ("(B,)", "int32"), "k_rope": ("(B,)", "int32"), "q_rope": ("(n,)", "int32"),
    }
    own_names = {"q": "Q", "k": "K", "v": "V"}
    for x in names:
        size, dtype = shapes[x]
        offset = f", elem_offset={offsets[x]}" if x in offsets else ""
        add(1, f'{own_names.get(x, x)} = T.match_buffer(var_{x}, {size}, "{dtype}"{offset})')
    keys = f"nnz * {PAGE}" if shape.paged else "nk"
    step = THREADS * shape.keys
    width = f"(({keys} + {step - 1}) // {step} * {step})"
    sizes = {"q": f"n * {heads * dim}", "out": f"n * {heads * dim}", "lse": f"n * {heads}", "k": f"nk * {shape.kv_heads * dim}",
             "v": f"nk * {shape.kv_heads * dim}", "pages": f"n_pages * {2 * shape.kv_heads * PAGE * dim}"}
    add(1, *(f'flat_{x} = T.decl_buffer(({sizes[x]},), "float32", data={own_names.get(x, x)}.data)' for x in names if x in sizes))
    add(1, f'S = T.sblock_alloc_buffer(({heads} * n * {width},), "float32")')
    tiles = str(shape.kv_heads) if shape.decode else f"(n + {shape.rows - 1}) // {shape.rows} * {heads}"
    add_scores(source, shape, tiles, keys)
    add_weigh(source, shape, tiles)
    return source.text().replace("width", width)
