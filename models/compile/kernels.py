"""What a schedule may write by hand: the decoder asks for each product, and uses TVM's operators where it gets None.

The gpu schedule's kernels are here too: what they take, and when DLight's stay.
"""

from dataclasses import dataclass
from typing import Protocol

from tvm.relax.frontend.nn import Parameter, Tensor, op

from models.compile.architecture import GROUP
from models.compile.gpu_product import MOST_THREADS, ProductShape, product_kernel


class Kernels(Protocol):
    """Hand-written kernels of one schedule."""

    def product(
        self,
        x: Tensor,
        q_weight: Parameter,
        q_scale: Parameter,
        *,
        norm: tuple[Parameter, float] | None = None,
        residual: Tensor | None = None,
        swiglu: bool = False,
        out_dtype: str,
    ) -> Tensor | None:
        """y [1, length, rows] of `out_dtype` = n(x) W^T + residual, or None where it has no kernel for this.

        x is [1, length, columns], length 1 in decode and a variable in prefill. W [rows, columns] is 4-bit: uint32 [rows, columns / 8]
        and scales [rows, columns / 32]. `norm` is the weight and epsilon of an RMSNorm n in front. With `swiglu` the rows are
        [gate; up] of 2 I and y = silu(gate) * up is I wide (no residual then).
        """


class NoKernels:
    """Everything by TVM's operators."""

    def product(self, *_, **__) -> None:
        return None


@dataclass(frozen=True)
class GpuKernels:
    """Decode products are ours; prefill stays with DLight's tiled matmul. `subgroups`: for adapters that have this feature."""

    subgroups: bool

    def product(
        self,
        x: Tensor,
        q_weight: Parameter,
        q_scale: Parameter,
        *,
        norm: tuple[Parameter, float] | None = None,
        residual: Tensor | None = None,
        swiglu: bool = False,
        out_dtype: str,
    ) -> Tensor | None:
        columns = int(x.shape[2])
        if x.shape[1] != 1 or columns // GROUP > MOST_THREADS:
            return None
        outputs = int(q_weight.shape[0]) // (2 if swiglu else 1)
        shape = ProductShape(
            columns, outputs, computed=x.dtype, stored=q_scale.dtype, out=out_dtype, norm_eps=norm[1] if norm else None,
            residual=residual is not None, swiglu=swiglu, subgroups=self.subgroups)
        found = {"x": x, "q_weight": q_weight, "q_scale": q_scale, "norm": norm and norm[0], "residual": residual}
        arguments = [found[role] for role in shape.roles[:-1]]
        name = "_".join(["product", *(word for word, used in (("norm", norm), ("swiglu", swiglu), ("add", residual is not None)) if used)])
        return op.tensor_ir_op(product_kernel(shape), name, arguments, Tensor.placeholder((1, 1, outputs), out_dtype))
