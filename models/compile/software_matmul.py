"""4-bit matrix products for adapters that run shaders on a CPU, written out as straight-line code.

Measured on SwiftShader: a read is a gather with a bounds check in every lane, a conversion of u32 to f32 takes several
instructions, shifts are slow, and each write to a variable inside a loop is masked. So every thread
- keeps a tile of tokens x outputs in sums, each updated once for eight columns (one packed word);
- makes a float out of a nibble without shift or conversion: ORed into the mantissa of 2^23 it reads 2^23 + nibble * 16^p,
  p = 0, 1, 2, and the activation is divided by 16^p instead (powers of two: exact). Two shifts a word reach all eight.
Sums of an unrolled row stay below 100 array elements, the most that the SPIR-V optimizer turns into registers.
"""

from tvm import s_tir, tirx
from tvm.s_tir.dlight.gpu.base import GPUScheduleRule
from tvm.script import tirx as T
from tvm.script.parser import parse

DECODE_OUTPUTS = 8
TWO_23 = 8388608
# (bits to shift the word by, power of 16 left in the nibble) of the eight columns of a word
PLACES = tuple((12 * (step // 3), step % 3) for step in range(8))


def divisor(number: int, largest: int) -> int:
    return next(d for d in (16, 8, 4, 2, 1) if d <= largest and number % d == 0)


def matmul_source(names: list[str], rows: int, columns: int, tile: tuple[int, int] | None, residual: bool) -> str:
    """TVMScript of y = x W^T (+ residual). `names`: roles in the order of the function that it replaces. No tile: one token."""
    dynamic = tile is not None
    tokens, wide = tile or (1, DECODE_OUTPUTS)
    outputs = divisor(rows, wide)
    threads = divisor(rows // outputs, 4)
    out: list[str] = []

    def line(depth: int, text: str) -> None:
        out.append("    " * depth + text)

    line(0, "@T.prim_func(s_tir=True)")
    line(0, f"def matmul({', '.join(f'var_{name}: T.handle' for name in names)}):")
    line(1, 'T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1})')
    if dynamic:
        line(1, "n = T.int32()")
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
        line(1, f'{name} = T.match_buffer(var_{name}, {shape}, "{dtype}")')
    tiles = f"(n + {tokens - 1}) // {tokens}" if dynamic else "1"
    line(1, f'for by in T.thread_binding({tiles}, thread="blockIdx.y"):')
    line(2, f'for bx in T.thread_binding({rows // (outputs * threads)}, thread="blockIdx.x"):')
    line(3, f'for tx in T.thread_binding({threads}, thread="threadIdx.x"):')
    line(4, 'with T.sblock("matmul"):')
    line(5, "T.reads()")
    line(5, f"T.writes(y[0, 0:{length}, 0:{rows}])")
    for i in range(tokens):
        line(5, f'sum{i} = T.sblock_alloc_buffer(({outputs},), "float32", scope="local")')
    line(5, f"first: T.let[T.int32] = (bx * {threads} + tx) * {outputs}")
    for i in range(tokens):
        # rows past the end repeat the last one and are not stored
        line(5, f"row{i}: T.let[T.int32] = " + (f"T.min(by * {tokens} + {i}, n - 1)" if dynamic else "0"))
        for j in range(outputs):
            line(5, f"sum{i}[{j}] = T.float32(0)")
    line(5, f"for word in T.serial({columns // 8}):")
    for j in range(outputs):
        line(6, f"q{j}_0: T.let[T.uint32] = q_weight[first + {j}, word]")
        line(6, f"q{j}_12: T.let[T.uint32] = q{j}_0 >> T.uint32(12)")
        line(6, f"q{j}_24: T.let[T.uint32] = q{j}_0 >> T.uint32(24)")
        line(6, f"scale{j}: T.let[T.float32] = q_scale[first + {j}, word // 4]")
        for step, (shift, power) in enumerate(PLACES):
            bits = f"(q{j}_{shift} & T.uint32({15 * 16**power})) | T.uint32({0x4B000000})"
            value = f'(T.reinterpret("float32", {bits}) - T.float32({TWO_23 + 7 * 16**power}))'
            line(6, f"w{j}_{step}: T.let[T.float32] = {value}" + (f" * scale{j}" if dynamic else ""))
    for i in range(tokens):
        for step, (_, power) in enumerate(PLACES):
            scaled = f" * T.float32({16.0**-power})" if power else ""
            line(6, f"x{i}_{step}: T.let[T.float32] = x[0, row{i}, word * 8 + {step}]{scaled}")
        for j in range(outputs):
            product = " + ".join(f"x{i}_{step} * w{j}_{step}" for step in range(8))
            line(6, f"sum{i}[{j}] = sum{i}[{j}] + " + (f"({product})" if dynamic else f"({product}) * scale{j}"))
    for i in range(tokens):
        depth = 5
        if dynamic:
            line(5, f"if by * {tokens} + {i} < n:")
            depth = 6
        for j in range(outputs):
            at = f"[0, row{i}, first + {j}]"
            line(depth, f"y{at} = sum{i}[{j}]" + (f" + residual{at}" if residual else ""))
    return "\n".join(out) + "\n"


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

    `tile`: tokens x outputs of a thread in prefill. A larger one is faster (16 x 16 over 16 x 8: 1.4 times) and takes longer to
    load: shader text and compile time grow with its area.
    """

    def __init__(self, tile: tuple[int, int]):
        self.tile = tile

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
        made = parse(matmul_source(roles, rows, words * 8, self.tile if dynamic else None, "residual" in roles), {"T": T})
        for key, value in func.attrs.items():
            made = made.with_attr(key, value)
        return s_tir.Schedule(made)
