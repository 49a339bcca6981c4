"""One-token 4-bit product for GPUs: y = n(x) W^T, with the norm in front and what follows (SwiGLU, residual) in the same kernel.

A thread keeps its 32 columns of x in registers and walks down the rows: one vec4 of packed words and one scale a row. Neighbouring
threads read neighbouring words, and the rows of a workgroup lie side by side, so every read of weights is a run without gaps.
(nibble - 7) * scale is summed as scale * (sum of nibble * x - 7 * sum of x): no subtraction in the inner loop.
All sums are float32. One barrier for the norm and one for the sums.
"""

from dataclasses import dataclass
from functools import cache

from tvm import tirx
from tvm.script import tirx as T
from tvm.script.parser import parse

from models.compile.architecture import GROUP

MOST_THREADS = 192
LEAST_WORKGROUPS = 48


@dataclass(frozen=True)
class ProductShape:
    """`outputs`: rows of y (with `swiglu` half of the rows of W). dtypes: of x and residual, of scales and norm, of y."""

    columns: int
    outputs: int
    computed: str
    stored: str
    out: str
    norm_eps: float | None = None
    residual: bool = False
    swiglu: bool = False
    subgroups: bool = False

    @property
    def groups(self) -> int:
        return self.columns // GROUP

    @property
    def roles(self) -> list[str]:
        """Parameters in order."""
        optional = (["norm"] if self.norm_eps is not None else []) + (["residual"] if self.residual else [])
        return ["x", "q_weight", "q_scale", *optional, "y"]


def workgroup(groups: int, outputs: int) -> tuple[int, int]:
    """(rows side by side, rows one below the other) of a workgroup: lanes of subgroups of 32 and 64 threads are filled best."""

    def filled(across: int) -> float:
        threads = groups * across
        return sum(threads / (-(-threads // size) * size) for size in (32, 64))

    fitting = [n for n in range(1, outputs + 1) if outputs % n == 0 and (n == 1 or groups * n <= MOST_THREADS)]
    across = max(fitting, key=lambda n: (filled(n), -n))
    steps = next(n for n in (8, 4, 2, 1) if n == 1 or (
        n <= groups and outputs % (across * n) == 0 and outputs // (across * n) >= LEAST_WORKGROUPS))
    return across, steps


def team_of(groups: int) -> int:
    """Neighbouring lanes that add up by shuffles. No WebGPU subgroup has fewer than 4 lanes, so a team of 4 never spans two."""
    return next(team for team in (4, 2, 1) if groups % team == 0)


def product_source(shape: ProductShape) -> str:
    """TVMScript of the kernel."""
    columns, outputs, groups = shape.columns, shape.outputs, shape.groups
    across, steps = workgroup(groups, outputs)
    threads, rows, halves = groups * across, across * steps, 2 if shape.swiglu else 1
    team = team_of(groups) if shape.subgroups else 1
    parts = groups // team
    # an odd distance between rows: threads that add up a row each read different banks
    stride = parts | 1
    buffers = {
        "x": ((1, 1, columns), shape.computed),
        "q_weight": ((halves * outputs, columns // 8), "uint32"),
        "q_scale": ((halves * outputs, groups), shape.stored),
        "norm": ((columns,), shape.stored),
        "residual": ((1, 1, outputs), shape.computed),
        "y": ((1, 1, outputs), shape.out),
    }
    out: list[str] = []

    def line(depth: int, text: str) -> None:
        out.append("    " * depth + text)

    def local(name: str, size: int, dtype: str = "float32", scope: str = "local") -> None:
        line(4, f'{name} = T.sblock_alloc_buffer(({size},), "{dtype}", scope="{scope}")')

    line(0, "@T.prim_func(s_tir=True)")
    line(0, "def product(" + ", ".join(f'{role}: T.Buffer({buffers[role][0]}, "{buffers[role][1]}")' for role in shape.roles) + "):")
    line(1, 'T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1, "op_pattern": 8})')
    line(1, f'for bx in T.thread_binding({outputs // rows}, thread="blockIdx.x"):')
    line(2, f'for tx in T.thread_binding({threads}, thread="threadIdx.x"):')
    line(3, 'with T.sblock("product"):')
    line(4, "T.reads()")
    line(4, f"T.writes(y[0, 0, 0:{outputs}])")
    squares = halves * rows * stride
    local("sums", squares + (groups if shape.norm_eps is not None else 0), scope="shared")
    for name, size in (("raw", GROUP), ("columns", GROUP), ("part", 4), ("total", 1), ("other", 1), ("offset", 1)):
        local(name, size)
    local("words", 4, "uint32")
    line(4, f"group: T.let[T.int32] = tx % {groups}")
    line(4, "for j in T.unroll(8):")
    line(5, "for c in T.vectorized(4):")
    line(6, f'raw[j * 4 + c] = T.cast(x[0, 0, group * {GROUP} + j * 4 + c], "float32")')
    if shape.norm_eps is not None:
        line(4, "total[0] = T.float32(0)")
        line(4, f"for j in T.unroll({GROUP}):")
        line(5, "total[0] = total[0] + raw[j] * raw[j]")
        line(4, f"if tx < {groups}:")
        line(5, f"sums[{squares} + tx] = total[0]")
        line(4, 'T.tvm_storage_sync("shared")')
        line(4, "total[0] = T.float32(0)")
        line(4, f"for j in T.serial({groups}):")
        line(5, f"total[0] = total[0] + sums[{squares} + j]")
        line(4, f"total[0] = T.rsqrt(total[0] / T.float32({columns}) + T.float32({shape.norm_eps}))")
        line(4, "for j in T.unroll(8):")
        line(5, "for c in T.vectorized(4):")
        line(6, f'raw[j * 4 + c] = raw[j * 4 + c] * (total[0] * T.cast(norm[group * {GROUP} + j * 4 + c], "float32"))')
    line(4, "offset[0] = T.float32(0)")
    line(4, f"for j in T.unroll({GROUP}):")
    line(5, "offset[0] = offset[0] + T.float32(7) * raw[j]")
    # nibble p of the four words of a group belongs to columns p, 8 + p, 16 + p, 24 + p
    line(4, "for p in T.unroll(8):")
    line(5, "for c in T.unroll(4):")
    line(6, "columns[p * 4 + c] = raw[c * 8 + p]")
    line(4, f"for step in T.unroll({steps}):")
    line(5, f"for half in T.unroll({halves}):")
    line(6, f"row: T.let[T.int32] = half * {outputs} + bx * {rows} + step * {across} + tx // {groups}")
    line(6, "for c in T.vectorized(4):")
    line(7, "words[c] = q_weight[row, group * 4 + c]")
    line(6, "for c in T.vectorized(4):")
    line(7, "part[c] = T.float32(0)")
    line(6, "for p in T.unroll(8):")
    line(7, "for c in T.vectorized(4):")
    line(8, "part[c] = part[c] + "
            'T.cast((words[c] >> T.cast(p * 4, "uint32")) & T.uint32(15), "float32") * columns[p * 4 + c]')
    line(6, "total[0] = (part[0] + part[1] + part[2] + part[3] - offset[0]) * "
            'T.cast(q_scale[row, group], "float32")')
    for distance in [d for d in (2, 1) if d < team]:
        line(6, f"total[0] = total[0] + T.webgpu.subgroup_shuffle_down(total[0], T.uint32({distance}))")
    at = f"sums[(half * {rows} + step * {across} + tx // {groups}) * {stride} + group // {team}]"
    if team > 1:
        line(6, f"if tx % {team} == 0:")
        line(7, f"{at} = total[0]")
    else:
        line(6, f"{at} = total[0]")
    line(4, 'T.tvm_storage_sync("shared")')
    line(4, f"if tx < {rows}:")
    line(5, "total[0] = T.float32(0)")
    line(5, f"for i in T.serial({parts}):")
    line(6, f"total[0] = total[0] + sums[tx * {stride} + i]")
    if shape.swiglu:
        line(5, "other[0] = T.float32(0)")
        line(5, f"for i in T.serial({parts}):")
        line(6, f"other[0] = other[0] + sums[({rows} + tx) * {stride} + i]")
        line(5, "total[0] = total[0] / (T.float32(1) + T.exp(T.float32(0) - total[0])) * other[0]")
    added = f' + T.cast(residual[0, 0, bx * {rows} + tx], "float32")' if shape.residual else ""
    line(5, f'y[0, 0, bx * {rows} + tx] = T.cast(total[0]{added}, "{shape.out}")')
    return "\n".join(out) + "\n"


@cache
def product_kernel(shape: ProductShape) -> tirx.PrimFunc:
    """The kernel of a shape; its parameters are `shape.roles` in order. Unnamed: the module gives each shape a name of its own."""
    return parse(product_source(shape), {"T": T}).without_attr("global_symbol")
