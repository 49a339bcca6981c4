"""What a schedule may write by hand: the decoder asks for each product, and uses TVM's operators where it gets None."""

from typing import Protocol

from tvm.relax.frontend.nn import Parameter, Tensor


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
