"""The decoder as TVM sees it: embed, prefill (last position's logits) and decode (one token), over MLC's paged KV cache."""

from tvm import te, tirx
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache

from models.compile.architecture import GROUP, QUANTIZATIONS, Architecture
from models.compile.parameters import PER_WORD


def dequantized(q_weight, q_scale, row, column, dtype):
    """One weight: (nibble - 7) * scale, eight nibbles a word, lowest bits first."""
    nibble = (q_weight[row, column // PER_WORD] >> ((column % PER_WORD) * 4).astype("uint32")) & tirx.const(15, "uint32")
    return (nibble.astype(dtype) - tirx.const(7, dtype)) * q_scale[row, column // GROUP]


class Linear(nn.Module):
    """y = x W^T (+ bias) with W [rows, columns] held in 4 bits. The names `dequantize` and `NT_matmul` are what schedules look for."""

    def __init__(self, columns, rows, dtype, bias=False, out_dtype=None):
        self.columns, self.rows, self.dtype, self.out_dtype = columns, rows, dtype, out_dtype or dtype
        self.q_weight = nn.Parameter((rows, columns // PER_WORD), "uint32")
        self.q_scale = nn.Parameter((rows, columns // GROUP), dtype)
        self.bias = nn.Parameter((rows,), dtype) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        rows, columns, dtype, out = self.rows, self.columns, self.dtype, self.out_dtype

        def product(x: te.Tensor, q_weight: te.Tensor, q_scale: te.Tensor):
            weight = te.compute(
                (rows, columns), lambda n, k: dequantized(q_weight, q_scale, n, k, dtype), name="dequantize"
            )
            k = te.reduce_axis((0, columns), name="k")
            return te.compute(
                (x.shape[0], x.shape[1], rows),
                lambda b, i, j: te.sum(x[b, i, k].astype(out) * weight[j, k].astype(out), axis=k),
                name="NT_matmul",
            )

        y = op.tensor_expr_op(product, "dequantize_NT_matmul", [x, self.q_weight, self.q_scale])
        return y if self.bias is None else y + self.bias


class Embedding(Linear):
    """A quantized table that can be read by rows and, where the head is tied, multiplied with."""

    def take(self, ids: Tensor) -> Tensor:
        columns, dtype = self.columns, self.dtype

        def gather(ids: te.Tensor, q_weight: te.Tensor, q_scale: te.Tensor):
            return te.compute(
                (ids.shape[0], columns), lambda i, k: dequantized(q_weight, q_scale, ids[i], k, dtype), name="embedding"
            )

        return op.tensor_expr_op(gather, "dequantize_take", [ids, self.q_weight, self.q_scale])


def norm(length, a: Architecture, dtype):
    return nn.RMSNorm(length, -1, a.rms_norm_eps, bias=False, dtype=dtype)


class Attention(nn.Module):
    """Grouped-query attention; RoPE and the cache are inside `attention_with_fused_qkv`."""

    def __init__(self, a: Architecture, dtype):
        self.a = a
        self.qkv_proj = Linear(a.hidden, a.qkv_rows, dtype, bias=a.qkv_bias)
        self.o_proj = Linear(a.heads * a.head_dim, a.hidden, dtype)
        if a.qk_norm:
            self.q_norm, self.k_norm = norm(a.head_dim, a, dtype), norm(a.head_dim, a, dtype)

    def forward(self, x: Tensor, cache: PagedKVCache, layer: int) -> Tensor:
        a = self.a
        batch, length, _ = x.shape
        qkv = op.reshape(self.qkv_proj(x), (batch, length, a.heads + 2 * a.kv_heads, a.head_dim))
        if a.qk_norm:
            q, k, v = op.split(qkv, [a.heads, a.heads + a.kv_heads], axis=2)
            qkv = op.concat([self.q_norm(q), self.k_norm(k), v], dim=2)
        y = cache.attention_with_fused_qkv(layer, qkv, a.heads, sm_scale=a.head_dim**-0.5)
        return self.o_proj(op.reshape(y, (batch, length, a.heads * a.head_dim)))


class FeedForward(nn.Module):
    def __init__(self, a: Architecture, dtype):
        self.gate_up_proj = Linear(a.hidden, 2 * a.intermediate, dtype)
        self.down_proj = Linear(a.intermediate, a.hidden, dtype)

    def forward(self, x: Tensor) -> Tensor:
        gate, up = op.split(self.gate_up_proj(x), 2, axis=-1)
        return self.down_proj(op.silu(gate) * up)


class Layer(nn.Module):
    def __init__(self, a: Architecture, dtype):
        self.self_attn, self.mlp = Attention(a, dtype), FeedForward(a, dtype)
        self.input_layernorm, self.post_attention_layernorm = norm(a.hidden, a, dtype), norm(a.hidden, a, dtype)

    def forward(self, x: Tensor, cache: PagedKVCache, layer: int) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cache, layer)
        return x + self.mlp(self.post_attention_layernorm(x))


class Stack(nn.Module):
    def __init__(self, a: Architecture, dtype):
        self.embed_tokens = Embedding(a.hidden, a.vocab, dtype, out_dtype="float32")
        self.layers = nn.ModuleList([Layer(a, dtype) for _ in range(a.layers)])
        self.norm = norm(a.hidden, a, dtype)

    def forward(self, x: Tensor, cache: PagedKVCache) -> Tensor:
        for index, layer in enumerate(self.layers):
            x = layer(x, cache, index)
        return self.norm(x)


class Decoder(nn.Module):
    """The functions WebLLM calls. Logits are float32 [1, 1, vocab] at every quantization."""

    def __init__(self, a: Architecture, dtype):
        self.model = Stack(a, dtype)
        self.lm_head = None if a.tied else Linear(a.hidden, a.vocab, dtype, out_dtype="float32")

    def head(self, hidden: Tensor) -> Tensor:
        return (self.lm_head or self.model.embed_tokens)(hidden)

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


def export_decoder(a: Architecture, quantization: str):
    """TVM module with embed, prefill and decode, and its named parameters in order."""
    dtype = QUANTIZATIONS[quantization]
    packed = {"param_mode": "packed", "effect_mode": "none"}
    cache = nn.spec.Object(object_type=PagedKVCache)
    spec = {
        "embed": {"ids": nn.spec.Tensor(["seq_len"], "int32"), "$": packed},
        "prefill": {"x": nn.spec.Tensor([1, "seq_len", a.hidden], dtype), "cache": cache, "$": packed},
        "decode": {"x": nn.spec.Tensor([1, 1, a.hidden], dtype), "cache": cache, "$": packed},
    }
    module, named, _ = Decoder(a, dtype).export_tvm(spec=spec, allow_extern=True)
    return module, named
