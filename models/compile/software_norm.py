"""RMSNorm for adapters that run shaders on a CPU: the four threads of a quad share a row, for one row (decode) as for many (prefill)."""

from tvm import s_tir, tirx
from tvm.s_tir.dlight.gpu.base import GPUScheduleRule
from tvm.script import tirx as T
from tvm.script.parser import parse

from models.compile.quad import THREADS, Source, swap

STEP = 8


def norm_source(width: int, epsilon: float, dynamic: bool) -> str:
    """TVMScript of y = x / sqrt(mean(x^2) + epsilon) * weight for rows of `width` columns, a multiple of 32."""
    source = Source()
    add, rows = source.add, "n" if dynamic else "1"
    add(0, "@T.prim_func(s_tir=True)", "def norm(var_x: T.handle, var_weight: T.handle, var_y: T.handle):")
    add(1, 'T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1})', *(["n = T.int32()"] if dynamic else []))
    for name, shape in (("x", f"(1, {rows}, {width})"), ("weight", f"({width},)"), ("y", f"(1, {rows}, {width})")):
        add(1, f'{name} = T.match_buffer(var_{name}, {shape}, "float32")')
    add(1, *(f'flat_{name} = T.decl_buffer(({rows} * {width},), "float32", data={name}.data)' for name in "xy"))
    add(1, f'for bx in T.thread_binding({rows}, thread="blockIdx.x"):')
    add(2, f'for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):', '    with T.sblock("norm"):')
    add(4, "T.reads()", f"T.writes(y[0, 0:{rows}, 0:{width}])")
    add(4, 'at = T.sblock_alloc_buffer((2,), "int32", scope="local")', 'total = T.sblock_alloc_buffer((1,), "float32", scope="local")')
    add(4, f"at[0] = bx * {width} + tx", "total[0] = T.float32(0)")
    # in steps of the quad: neighbours read what lies side by side
    add(4, f"for step in T.serial({width // (THREADS * STEP)}):", f"    at[1] = at[0] + step * {THREADS * STEP}")
    add(5, *(f"x{k}: T.let[T.float32] = flat_x[at[1] + {k * THREADS}]" for k in range(STEP)))
    add(5, "total[0] = total[0] + (" + " + ".join(f"x{k} * x{k}" for k in range(STEP)) + ")")
    for axis in "XY":
        add(4, f"more{axis}: T.let[T.float32] = {swap('total[0]', axis)}", f"total[0] = total[0] + more{axis}")
    add(4, f"total[0] = T.rsqrt(total[0] / T.float32({width}) + T.float32({epsilon}))")
    add(4, f"for step in T.serial({width // (THREADS * STEP)}):", f"    at[1] = step * {THREADS * STEP}")
    for k in range(STEP):
        add(5, f"flat_y[at[0] + at[1] + {k * THREADS}] = total[0] * flat_x[at[0] + at[1] + {k * THREADS}] * weight[tx + at[1] + {k * THREADS}]")
    return source.text()


class SoftwareNorm(GPUScheduleRule):
    """Replaces every norm of whole rows: the fallback schedule walks a row in one thread, with its sum in a buffer."""

    def __init__(self, epsilon: float):
        self.epsilon = epsilon

    def apply(self, func, target, _):
        if not isinstance(func, tirx.PrimFunc) or not self.is_target_available(target) or len(func.params) != 3:
            return None
        schedule = s_tir.Schedule(func)
        names = {schedule.get(b).name_hint for b in schedule.get_child_blocks(schedule.get_sblock("root"))}
        if "T_rms_norm" not in names:
            return None
        x, weight, y = func.params
        if any(not hasattr(buffer, "shape") or str(buffer.dtype) != "float32" for buffer in func.params):
            return None
        if len(x.shape) != 3 or len(weight.shape) != 1 or not isinstance(x.shape[0], tirx.IntImm) or int(x.shape[0]) != 1:
            return None
        width, dynamic = int(x.shape[2]), not isinstance(x.shape[1], tirx.IntImm)
        if width % (THREADS * STEP) or (not dynamic and int(x.shape[1]) != 1):
            return None
        made = parse(norm_source(width, self.epsilon, dynamic), {"T": T})
        for key, value in func.attrs.items():
            made = made.with_attr(key, value)
        return s_tir.Schedule(made)
