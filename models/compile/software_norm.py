"""RMSNorm for adapters that run shaders on a CPU: partial sums of squares side by side, not one long walk in one thread."""

from tvm import s_tir, tirx
from tvm.s_tir.dlight.gpu.base import GPUScheduleRule
from tvm.script import tirx as T

PARTS, COLUMNS, THREADS = 32, 8, 4


def norm_one_row(width: int, epsilon: float):
    size = width // PARTS

    @T.prim_func(s_tir=True)
    def norm(x: T.Buffer((1, 1, width), "float32"), weight: T.Buffer((width,), "float32"), y: T.Buffer((1, 1, width), "float32")):
        T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": 1})
        partial = T.sblock_alloc_buffer((PARTS,), "float32")
        for bx in T.thread_binding(PARTS // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("squares"):
                    T.reads()
                    T.writes(partial[0:PARTS])
                    total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    total[0] = T.float32(0)
                    for k in T.serial(size):
                        value: T.let[T.float32] = x[0, 0, (bx * THREADS + tx) * size + k]
                        total[0] = total[0] + value * value
                    partial[bx * THREADS + tx] = total[0]
        for bx in T.thread_binding(width // (COLUMNS * THREADS), thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("scale"):
                    T.reads()
                    T.writes(y[0, 0, 0:width])
                    total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    total[0] = T.float32(0)
                    for part in T.serial(PARTS):
                        total[0] = total[0] + partial[part]
                    factor: T.let[T.float32] = T.rsqrt(total[0] / T.float32(width) + T.float32(epsilon))
                    for k in T.unroll(COLUMNS):
                        y[0, 0, (bx * THREADS + tx) * COLUMNS + k] = (
                            factor * x[0, 0, (bx * THREADS + tx) * COLUMNS + k] * weight[(bx * THREADS + tx) * COLUMNS + k])

    return norm


class SoftwareNorm(GPUScheduleRule):
    """Replaces the norm of a single row (decode), which the fallback schedule walks in one thread with its sum in a buffer."""

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
        if len(x.shape) != 3 or any(not isinstance(extent, tirx.IntImm) or int(extent) != 1 for extent in x.shape[:2]):
            return None
        width = int(x.shape[2])
        if width % PARTS or any(str(buffer.dtype) != "float32" for buffer in func.params) or len(weight.shape) != 1:
            return None
        made = norm_one_row(width, self.epsilon)
        for key, value in func.attrs.items():
            made = made.with_attr(key, value)
        return s_tir.Schedule(made)
