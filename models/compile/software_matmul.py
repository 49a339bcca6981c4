"""4-bit matrix products for adapters that run shaders on a CPU, written out as straight-line code.

Measured on SwiftShader (docs/KERNELS.md): a read is a gather with a bounds check in every lane, a conversion of u32 to f32 takes
several instructions, shifts are slow, and each write to a variable inside a loop is masked. So
- a thread keeps a tile of tokens x outputs in sums, each updated once for eight columns (one packed word);
- the four threads of a quad share the tokens and own different outputs: each reads a quarter of the activations, all broadcast;
- a float is made out of a nibble without shift or conversion: ORed into the mantissa of 2^23 it reads 2^23 + nibble * 16^p,
  p = 0, 1, 2, and the activation is divided by 16^p instead (powers of two: exact). Two shifts a word reach all eight;
- addresses and unpacked weights are kept in local variables: TVM writes a `T.let` out at every use, which costs more to compile than the arithmetic.
Sums of an unrolled row stay below 100 array elements, the most that the SPIR-V optimizer turns into registers.
"""

from tvm import s_tir, tirx
from tvm.s_tir.dlight.gpu.base import GPUScheduleRule
from tvm.script import tirx as T
from tvm.script.parser import parse

from models.compile.kernel_order import SHORT_TILES
from models.compile.quad import THREADS, Source, broadcast

DECODE_OUTPUTS = 8
TWO_23 = 8388608
# (bits to shift the word by, power of 16 left in the nibble) of the eight columns of a word
PLACES = tuple((12 * (step // 3), step % 3) for step in range(8))


def divisor(number: int, largest: int) -> int:
    return next(d for d in (16, 8, 4, 2, 1) if d <= largest and number % d == 0)


def lane_power(half: int) -> str:
    """16^-p of the column that a thread reads: column `4 * half + tx` of a word."""
    powers = [16.0 ** -PLACES[4 * half + lane][1] for lane in range(4)]
    text = f"T.float32({powers[3]})"
    for lane in (2, 1, 0):
        text = f"T.Select(tx == {lane}, T.float32({powers[lane]}), {text})"
    return text


def matmul_source(names: list[str], rows: int, columns: int, tiles: tuple[tuple[int, int], ...], residual: bool) -> str:
    """TVMScript of y = x W^T (+ residual). `names`: roles in the order of the function that it replaces.

    `tiles`: tokens x outputs of a thread, rising in tokens; none: one token. Of several the host launches the first that holds all tokens at
    once, else the last: a few tokens behind a long context unpack the weights once and compute no row for nothing.
    """
    dynamic = len(tiles) > 0
    source = Source()
    add = source.add
    add(0, "@T.prim_func(s_tir=True)", f"def matmul({', '.join(f'var_{name}: T.handle' for name in names)}):")
    add(1, 'T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1})', *(["n = T.int32()"] if dynamic else []))
    length = "n" if dynamic else "1"
    shapes = {
        "x": (f"(1, {length}, {columns})", "float32"),
        "q_weight": (f"({rows}, {columns // 8})", "uint32"),
        "q_scale": (f"({rows}, {columns // 32})", "float32"),
        "residual": (f"(1, {length}, {rows})", "float32"),
        "y": (f"(1, {length}, {rows})", "float32"),
    }
    for name in names:
        shape, dtype = shapes[name]
        add(1, f'{name} = T.match_buffer(var_{name}, {shape}, "{dtype}")')
    for name, size, dtype in (("x", f"{length} * {columns}", "float32"), ("q_weight", str(rows * columns // 8), "uint32"),
                              ("q_scale", str(rows * columns // 32), "float32"), ("y", f"{length} * {rows}", "float32"),
                              ("residual", f"{length} * {rows}", "float32")):
        if name not in names:
            continue
        add(1, f'flat_{name} = T.decl_buffer(({size},), "{dtype}", data={name}.data)')
    if not dynamic:
        add_product(source, 1, rows, columns, None, residual)
    for place, tile in enumerate(tiles):
        several = len(tiles) > 1
        if several:
            add(1, "else:" if place == len(tiles) - 1 else f"{'el' if place else ''}if n <= {tile[0]}:")
        add_product(source, 2 if several else 1, rows, columns, tile, residual)
    return source.text()


def add_product(source: Source, depth: int, rows: int, columns: int, tile: tuple[int, int] | None, residual: bool) -> None:
    """One kernel with a tile of tokens x outputs; None: one token, not counted at run time."""
    dynamic = tile is not None
    tokens, wide = tile or (1, DECODE_OUTPUTS)
    outputs = divisor(rows // THREADS, wide)
    length = "n" if dynamic else "1"

    def add(at: int, *texts: str) -> None:
        source.add(depth + at - 1, *texts)

    tiles = f"(n + {tokens - 1}) // {tokens}" if dynamic else "1"
    add(1, f'for by in T.thread_binding({tiles}, thread="blockIdx.y"):')
    add(2, f'for bx in T.thread_binding({rows // (outputs * THREADS)}, thread="blockIdx.x"):')
    add(3, f'for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):', '    with T.sblock("matmul"):')
    add(5, "T.reads()", f"T.writes(y[0, 0:{length}, 0:{rows}])")
    for name, size in (("from_x", tokens), ("from_word", outputs), ("from_scale", outputs), ("column", 1), ("to", 1)):
        add(5, f'{name} = T.sblock_alloc_buffer(({size},), "int32", scope="local")')
    for name, size in (("power", 2), ("weight", 8)):
        add(5, f'{name} = T.sblock_alloc_buffer(({size},), "float32", scope="local")')
    for i in range(tokens):
        add(5, f'sum{i} = T.sblock_alloc_buffer(({outputs},), "float32", scope="local")')
    add(5, *(f"power[{half}] = {lane_power(half)}" for half in (0, 1)))
    for j in range(outputs):
        row = f"((bx * {THREADS} + tx) * {outputs} + {j})"
        add(5, f"from_word[{j}] = {row} * {columns // 8}", f"from_scale[{j}] = {row} * {columns // 32}")
    for i in range(tokens):
        add(5, f"from_x[{i}] = " + (f"T.min(by * {tokens} + {i}, n - 1) * {columns} + tx" if dynamic else "tx"))
        add(5, *(f"sum{i}[{j}] = T.float32(0)" for j in range(outputs)))
    add(5, f"for word in T.serial({columns // 8}):", "    column[0] = word * 8")
    for i in range(tokens):
        for half in (0, 1):
            add(6, f"part{i}_{half}: T.let[T.float32] = flat_x[from_x[{i}] + column[0] + {4 * half}] * power[{half}]")
            add(6, *(f"x{i}_{4 * half + lane}: T.let[T.float32] = {broadcast(f'part{i}_{half}', lane)}" for lane in range(4)))
    for j in range(outputs):
        add(6, f"q{j}: T.let[T.uint32] = flat_q_weight[from_word[{j}] + word]", f"scale{j}: T.let[T.float32] = flat_q_scale[from_scale[{j}] + word // 4]")
        for step, (shift, power) in enumerate(PLACES):
            shifted = f"q{j} >> T.uint32({shift})" if shift else f"q{j}"
            bits = f"(({shifted}) & T.uint32({15 * 16**power})) | T.uint32({0x4B000000})"
            add(6, f'weight[{step}] = T.reinterpret("float32", {bits}) - T.float32({TWO_23 + 7 * 16**power})')
        for i in range(tokens):
            product = " + ".join(f"x{i}_{step} * weight[{step}]" for step in range(8))
            add(6, f"sum{i}[{j}] = sum{i}[{j}] + ({product}) * scale{j}")
    for i in range(tokens):
        # a row past the end is the last one again, with the same sums: it is stored twice, which spares a branch
        row = f"T.min(by * {tokens} + {i}, n - 1) * {rows} + " if dynamic else ""
        add(5, f"to[0] = {row}(bx * {THREADS} + tx) * {outputs}")
        for j in range(outputs):
            add(5, f"flat_y[to[0] + {j}] = sum{i}[{j}]" + (f" + flat_residual[to[0] + {j}]" if residual else ""))


def parameter_roles(function: tirx.PrimFunc) -> list[str] | None:
    """Role of each parameter, or None where the function is not a 4-bit product in float32 with at most a residual added."""
    schedule = s_tir.Schedule(function)
    found = {schedule.get(b).name_hint: schedule.get(b) for b in schedule.get_child_blocks(schedule.get_sblock("root"))}
    if not {"dequantize", "NT_matmul"} <= set(found) or set(found) - {"dequantize", "NT_matmul", "T_add"}:
        return None
    buffers = list(function.params)
    if any(not hasattr(buffer, "shape") for buffer in buffers):
        return None
    dequantize = {region.source.name for region in found["dequantize"].reads}
    product = {region.source.name for region in found["NT_matmul"].reads}
    roles = []
    for index, buffer in enumerate(buffers):
        if buffer.name in dequantize:
            roles.append("q_weight" if str(buffer.dtype) == "uint32" else "q_scale")
        elif index == len(buffers) - 1:
            roles.append("y")
        else:
            roles.append("x" if buffer.name in product else "residual")
    by_role = dict(zip(roles, buffers))
    expected = {"x", "q_weight", "q_scale", "y"} | ({"residual"} if "T_add" in found else set())
    if set(roles) != expected or len(roles) != len(expected):
        return None
    if any(str(buffer.dtype) != "float32" for role, buffer in by_role.items() if role != "q_weight"):
        return None
    if "residual" in by_role and len(by_role["residual"].shape) != 3:
        return None
    return roles


class SoftwareMatmul(GPUScheduleRule):
    """Replaces a recognised product by straight-line code of the same signature; leaves anything else to the next rule.

    `tile`: tokens x outputs of a thread in prefill. A larger one is faster and takes longer to load:
    shader text and compile time grow with its area. Chunks of no more tokens than SHORT_TILES hold have kernels of their own.
    """

    def __init__(self, tile: tuple[int, int]):
        self.tiles = (*(short for short in SHORT_TILES if short[0] < tile[0]), tile)

    def apply(self, func, target, _):
        if not isinstance(func, tirx.PrimFunc) or not self.is_target_available(target):
            return None
        schedule = s_tir.Schedule(func)
        names = {schedule.get(b).name_hint for b in schedule.get_child_blocks(schedule.get_sblock("root"))}
        if "NT_matmul" not in names:
            return None
        roles = parameter_roles(func)
        if roles is None:
            return None
        by_role = dict(zip(roles, func.params))
        rows, words = (int(extent) for extent in by_role["q_weight"].shape)
        dynamic = not isinstance(by_role["x"].shape[1], tirx.IntImm)
        if not dynamic and int(by_role["x"].shape[1]) != 1:
            return None
        made = parse(matmul_source(roles, rows, words * 8, self.tiles if dynamic else (), "residual" in roles), {"T": T})
        for key, value in func.attrs.items():
            made = made.with_attr(key, value)
        return s_tir.Schedule(made)
