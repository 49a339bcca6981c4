"""The decoder as TVM sees it: embed, prefill (last position's logits) and decode (one token), over MLC's paged KV cache."""

from dataclasses import dataclass

from tvm import te, tirx
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache

from models.compile.architecture import GROUP, PER_WORD, Architecture
from models.compile.kernels import Kernels


def dequantized(q_weight, q_scale, row, column, dtype):
    """One weight: (nibble - 7) * scale, eight nibbles a word, lowest bits first."""
    nibble = (q_weight[row, column // PER_WORD] >> ((column % PER_WORD) * 4).astype("uint32")) & tirx.const(15, "uint32")
    return (nibble.astype(dtype) - tirx.const(7, dtype)) * q_scale[row, column // GROUP].astype(dtype)


@dataclass(frozen=True)
class Types:
    """`stored`: scales, norms and biases as the weights come; `computed`: activations and KV cache."""

    stored: str
    computed: str


class Norm(nn.RMSNorm):
    def __init__(self, length: int, a: Architecture, types: Types):
        super().__init__(length, -1, a.rms_norm_eps, bias=False, dtype=types.stored)
        self.types = types

    def forward(self, x: Tensor) -> Tensor:
        if self.types.stored == self.types.computed:
            return super().forward(x)
        return super().forward(x.astype(self.types.stored)).astype(self.types.computed)


class Linear(nn.Module):
    """y = x W^T (+ bias) with W [rows, columns] held in 4 bits, summed in float32.

    The names `dequantize` and `NT_matmul` are what schedules look for.
    """

    def __init__(self, columns, rows, types: Types, kernels: Kernels, bias=False, out_dtype=None):
        self.columns, self.rows, self.types, self.kernels = columns, rows, types, kernels
        self.out_dtype = out_dtype or types.computed
        self.q_weight = nn.Parameter((rows, columns // PER_WORD), "uint32")
        self.q_scale = nn.Parameter((rows, columns // GROUP), types.stored)
        self.bias = nn.Parameter((rows,), types.stored) if bias else None

    def forward(self, x: Tensor, norm: Norm | None = None, residual: Tensor | None = None, swiglu: bool = False) -> Tensor:
        """The product of norm(x), then silu(gate) * up or the residual: one kernel where the schedule has it, operators elsewhere."""
        if self.bias is None:
            in_front = norm and (norm.weight, norm.epsilon)
            y = self.kernels.product(
                x, self.q_weight, self.q_scale, norm=in_front, residual=residual, swiglu=swiglu, out_dtype=self.out_dtype)
            if y is not None:
                return y
        y = self.product(norm(x) if norm else x)
        if self.bias is not None:
            y = y + self.bias.astype(self.out_dtype)
        if swiglu:
            gate, up = op.split(y, 2, axis=-1)
            y = op.silu(gate) * up
        return y if residual is None else residual + y

    def product(self, x: Tensor) -> Tensor:
        rows, columns, dtype = self.rows, self.columns, self.types.computed

        def product(x: te.Tensor, q_weight: te.Tensor, q_scale: te.Tensor):
            weight = te.compute(
                (rows, columns), lambda n, k: dequantized(q_weight, q_scale, n, k, dtype), name="dequantize"
            )
            k = te.reduce_axis((0, columns), name="k")
            return te.compute(
                (x.shape[0], x.shape[1], rows),
                lambda b, i, j: te.sum(x[b, i, k].astype("float32") * weight[j, k].astype("float32"), axis=k),
                name="NT_matmul",
            )

        y = op.tensor_expr_op(product, "dequantize_NT_matmul", [x, self.q_weight, self.q_scale])
        return y if self.out_dtype == "float32" else y.astype(self.out_dtype)


class Embedding(Linear):
    """A quantized table that can be read by rows and, where the head is tied, multiplied with."""

    def take(self, ids: Tensor) -> Tensor:
        columns, dtype = self.columns, self.types.computed

        def gather(ids: te.Tensor, q_weight: te.Tensor, q_scale: te.Tensor):
            return te.compute(
                (ids.shape[0], columns), lambda i, k: dequantized(q_weight, q_scale, ids[i], k, dtype), name="embedding"
            )

        return op.tensor_expr_op(gather, "dequantize_take", [ids, self.q_weight, self.q_scale])


class Attention(nn.Module):
    """Grouped-query attention; RoPE and the cache are inside `attention_with_fused_qkv`."""

    def __init__(self, a: Architecture, types: Types, kernels: Kernels):
        self.a = a
        self.qkv_proj = Linear(a.hidden, a.qkv_rows, types, kernels, bias=a.qkv_bias)
        self.o_proj = Linear(a.heads * a.head_dim, a.hidden, types, kernels)
        if a.qk_norm:
            self.q_norm, self.k_norm = Norm(a.head_dim, a, types), Norm(a.head_dim, a, types)

    def forward(self, x: Tensor, norm: Norm, cache: PagedKVCache, layer: int) -> Tensor:
        a = self.a
        batch, length, _ = x.shape
        qkv = op.reshape(self.qkv_proj(x, norm=norm), (batch, length, a.heads + 2 * a.kv_heads, a.head_dim))
        if a.qk_norm:
            q, k, v = op.split(qkv, [a.heads, a.heads + a.kv_heads], axis=2)
            qkv = op.concat([self.q_norm(q), self.k_norm(k), v], dim=2)
        y = cache.attention_with_fused_qkv(layer, qkv, a.heads, sm_scale=a.head_dim**-0.5)
        return self.o_proj(op.reshape(y, (batch, length, a.heads * a.head_dim)), residual=x)


class FeedForward(nn.Module):
    def __init__(self, a: Architecture, types: Types, kernels: Kernels):
        self.gate_up_proj = Linear(a.hidden, 2 * a.intermediate, types, kernels)
        self.down_proj = Linear(a.intermediate, a.hidden, types, kernels)

    def forward(self, x: Tensor, norm: Norm) -> Tensor:
        return self.down_proj(self.gate_up_proj(x, norm=norm, swiglu=True), residual=x)


class Layer(nn.Module):
    """Each half reads x through its norm and adds to x: both are handed down, so that a kernel may do all of it."""

    def __init__(self, a: Architecture, types: Types, kernels: Kernels):
        self.self_attn, self.mlp = Attention(a, types, kernels), FeedForward(a, types, kernels)
        self.input_layernorm, self.post_attention_layernorm = Norm(a.hidden, a, types), Norm(a.hidden, a, types)

    def forward(self, x: Tensor, cache: PagedKVCache, layer: int) -> Tensor:
        return self.mlp(self.self_attn(x, self.input_layernorm, cache, layer), self.post_attention_layernorm)


class Stack(nn.Module):
    """All layers; the last norm is left to the head."""

    def __init__(self, a: Architecture, types: Types, kernels: Kernels):
        self.embed_tokens = Embedding(a.hidden, a.vocab, types, kernels, out_dtype="float32")
        self.layers = nn.ModuleList([Layer(a, types, kernels) for _ in range(a.layers)])
        self.norm = Norm(a.hidden, a, types)

    def forward(self, x: Tensor, cache: PagedKVCache) -> Tensor:
        for index, layer in enumerate(self.layers):
            x = layer(x, cache, index)
        return x


class Decoder(nn.Module):
    """The functions WebLLM calls. Logits are float32 [1, 1, vocab] at every quantization."""

    def __init__(self, a: Architecture, types: Types, kernels: Kernels):
        self.model = Stack(a, types, kernels)
        self.lm_head = None if a.tied else Linear(a.hidden, a.vocab, types, kernels, out_dtype="float32")

    def head(self, hidden: Tensor) -> Tensor:
        return (self.lm_head or self.model.embed_tokens)(hidden, norm=self.model.norm)

    def embed(self, ids: Tensor) -> Tensor:
        return self.model.embed_tokens.take(ids)

    def prefill(self, x: Tensor, cache: PagedKVCache):
        def last(hidden: te.Tensor):
            _, length, width = hidden.shape
            return te.compute((1, 1, width), lambda i, _, k: hidden[i, length - 1, k], name="last")

        hidden = op.tensor_expr_op(last, name_hint="index", args=[self.model(x, cache)])
        return self.head(hidden), cache

    def decode(self, x: Tensor, cache: PagedKVCache):
        return self.head(self.model(x, cache)), cache


def export_decoder(a: Architecture, types: Types, kernels: Kernels):
    """TVM module with embed, prefill and decode, and its named parameters in order."""
    packed = {"param_mode": "packed", "effect_mode": "none"}
    cache = nn.spec.Object(object_type=PagedKVCache)
    spec = {
        "embed": {"ids": nn.spec.Tensor(["seq_len"], "int32"), "$": packed},
        "prefill": {"x": nn.spec.Tensor([1, "seq_len", a.hidden], types.computed), "cache": cache, "$": packed},
        "decode": {"x": nn.spec.Tensor([1, 1, a.hidden], types.computed), "cache": cache, "$": packed},
    }
    module, named, _ = Decoder(a, types, kernels).export_tvm(spec=spec, allow_extern=True)
    return module, named
