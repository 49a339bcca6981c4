"""The GPU kernels' own text, run thread by thread in numpy: sums, half precision, and subgroups of every size, without an adapter."""

import inspect
import math
import re
import textwrap
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("tvm")

from models.compile import gpu_attention  # noqa: E402
from models.compile.gpu_product import MOST_THREADS, ProductShape, product_source, team_of, workgroup  # noqa: E402
from models.compile.gpu_text import own_kernel, with_own_kernels  # noqa: E402

SHAPES = [(18, 576), (18, 960), (18, 1536), (48, 576), (18, 49152), (4, 256), (4, 512), (8, 128), (28, 1152), (1, 7), (192, 64)]


def thread_program(text: str):
    """Python of one thread: the text inside the block, a barrier or a shuffle being a yield."""
    body = textwrap.dedent(text[text.index("with T.sblock(") :].split("\n", 1)[1].split("\n    return ")[0])
    body = body.replace('T.tvm_storage_sync("shared")', "yield")
    body = re.sub(r"T\.webgpu\.subgroup_shuffle_down\((.+?), T\.uint32\((\d+)\)\)", r"(yield (\1, \2))", body)
    return "def thread(bx, tx, T):\n" + textwrap.indent(body, "    ") + "\n    yield\n"


def script(shared: dict):
    """What the text calls T. Memory of the workgroup is allocated once, and is not zero."""

    def allocate(shape, dtype, scope):
        made = np.full(shape, np.nan if dtype.startswith("float") else 77, dtype)
        if scope == "local":
            return made
        shared.setdefault("turn", 0)
        shared["turn"] += 1
        return shared.setdefault(("memory", shared["turn"]), made)

    ranges = {name: lambda stop: range(int(stop)) for name in ("serial", "unroll", "vectorized")}
    return SimpleNamespace(
        **ranges, sblock_alloc_buffer=allocate, reads=lambda *_: None, writes=lambda *_: None,
        cast=lambda v, dtype: np.dtype(dtype).type(v), float32=np.float32, uint32=np.uint32, rsqrt=lambda v: np.float32(1) / np.sqrt(v), exp=np.exp, exp2=np.exp2, log2=np.log2,
        max=max, min=min, if_then_else=lambda condition, a, b: a if condition else b)


def run_workgroups(text: str, names: dict, workgroups: int, threads: int, subgroup: int = 4) -> None:
    """All threads of a workgroup in step. A value from outside the subgroup is NaN."""
    program = compile(thread_program(text), "kernel", "exec")
    for bx in range(workgroups):
        shared: dict = {}
        running = []
        for tx in range(threads):
            space = dict(names)
            exec(program, space)
            running.append((space["thread"], script(shared)))
        steps = []
        for tx, (thread, language) in enumerate(running):
            # the memory of a workgroup is told apart by the order in which a thread asks for it
            shared["turn"] = 0
            generator = thread(bx, tx, language)
            steps.append((generator, next(generator, "end")))
        while any(asked != "end" for _, asked in steps):
            asked = [value for _, value in steps]
            following = []
            for tx, (generator, value) in enumerate(steps):
                answer = None
                if isinstance(value, tuple):
                    other = tx + value[1]
                    answer = asked[other][0] if other < threads and other // subgroup == tx // subgroup else np.float32(np.nan)
                try:
                    following.append((generator, generator.send(answer)))
                except StopIteration:
                    following.append((generator, "end"))
            steps = following


def quantized(rows, columns, dtype, random):
    nibbles = random.integers(0, 16, (rows, columns)).astype(np.uint32)
    words = np.zeros((rows, columns // 8), np.uint32)
    for place in range(8):
        words |= nibbles[:, place::8] << np.uint32(4 * place)
    scales = (random.random((rows, columns // 32)) * 0.1 + 0.01).astype(dtype)
    return words, scales, (nibbles.astype(np.float64) - 7) * np.repeat(scales.astype(np.float64), 32, axis=1)


@pytest.mark.parametrize("subgroup", [0, 4, 8, 32, 128])
@pytest.mark.parametrize("options", [
    {"norm_eps": 1e-5}, {"norm_eps": 1e-5, "swiglu": True}, {"residual": True}, {"norm_eps": 1e-5, "out": "float32"}])
@pytest.mark.parametrize("computed", ["float32", "float16"])
@pytest.mark.parametrize("columns, outputs", [(128, 48), (192, 12)])
def test_a_product_is_right_in_either_precision_and_for_subgroups_of_any_size(columns, outputs, computed, options, subgroup):
    random = np.random.default_rng(columns)
    common = {"computed": computed, "stored": "float32", "out": computed, "subgroups": subgroup > 0}
    shape = ProductShape(columns, outputs, **{**common, **options})
    rows = outputs * (2 if shape.swiglu else 1)
    words, scales, weights = quantized(rows, columns, "float32", random)
    x = random.normal(size=(1, 1, columns)).astype(computed)
    norm, residual = random.random(columns).astype("float32"), random.normal(size=(1, 1, outputs)).astype(computed)
    y = np.full((1, 1, outputs), np.nan, shape.out)
    across, steps = workgroup(shape.groups, outputs)
    names = {"x": x, "q_weight": words, "q_scale": scales, "norm": norm, "residual": residual, "y": y}
    run_workgroups(product_source(shape), names, outputs // (across * steps), shape.groups * across, subgroup or 4)

    wanted = x[0, 0].astype(np.float64)
    if shape.norm_eps is not None:
        wanted = wanted / np.sqrt(np.mean(wanted**2) + shape.norm_eps) * norm
    wanted = weights @ wanted
    if shape.swiglu:
        gate, up = wanted[:outputs], wanted[outputs:]
        wanted = gate / (1 + np.exp(-gate)) * up
    if shape.residual:
        wanted = wanted + residual[0, 0]
    # float16 enters with x and leaves with y: one rounding, no sums in half precision
    np.testing.assert_allclose(y[0, 0], wanted, rtol=1e-3 if shape.out == "float16" else 2e-5, atol=2e-5)


@pytest.mark.parametrize("dtype", ["float32", "float16"])
@pytest.mark.parametrize("positions", [1, 16, 17, 63, 64, 65, 150])
def test_decode_attention_is_softmax_over_all_positions_and_no_more(positions, dtype, monkeypatch):
    heads, kv_heads, dim, page = 2, 1, 16, 16
    random = np.random.default_rng(positions)
    count = -(-positions // page)
    pages = np.full((count + 3, 2, kv_heads, page, dim), np.nan, dtype)
    values = random.permutation(count + 3)[:count].astype(np.int32)
    for position in range(positions):
        pages[values[position // page], :, :, position % page] = random.normal(size=(2, kv_heads, dim)).astype(dtype)
    q = (random.normal(size=(1, heads, dim)) * 3).astype(dtype)
    out, lse = np.full((1, heads, dim), np.nan, dtype), np.full((1, heads), np.nan, "float32")
    threads, members = 64, dim // 4
    names = {
        "B": 1, "h_q": heads, "dim": dim, "dtype": dtype, "page_size": page, "members": members, "teams": threads // members,
        "threads": threads, "group": heads // kv_heads, "Q": q, "pages": pages, "values": values,
        "indptr": np.array([0, count], np.int32), "out": out, "lse": lse, "length": np.array([positions - page * (count - 1)], np.int32), "sm_scale": np.float32(dim**-0.5),
        "LOG2E": gpu_attention.LOG2E, "NOTHING": gpu_attention.NOTHING}
    run_workgroups(inspect.getsource(gpu_attention.decode), names, heads, threads)
    keys = np.stack([pages[values[p // page], 0, 0, p % page] for p in range(positions)]).astype(np.float64)
    rows = np.stack([pages[values[p // page], 1, 0, p % page] for p in range(positions)]).astype(np.float64)
    for head in range(heads):
        scores = keys @ q[0, head].astype(np.float64) / math.sqrt(dim)
        weights = np.exp(scores - scores.max())
        rounding = 1e-3 if dtype == "float16" else 2e-5
        np.testing.assert_allclose(out[0, head], weights @ rows / weights.sum(), rtol=rounding, atol=rounding)
        wanted = (scores.max() + np.log(weights.sum())) / math.log(2)
        assert lse[0, head] == pytest.approx(wanted, rel=1e-5, abs=1e-4)


@pytest.mark.parametrize("groups, outputs", SHAPES)
def test_a_workgroup_covers_the_rows_exactly_and_fits_every_adapter(groups, outputs):
    across, steps = workgroup(groups, outputs)
    assert outputs % (across * steps) == 0
    assert groups * across <= MOST_THREADS <= 256
    assert across * steps <= groups * across, "each row needs a thread that adds it up"
    assert groups % team_of(groups) == 0


def kernel_text(body: str) -> bytes:
    return f"""// Function: product_norm_kernel
//----------------------------------------
@group(0) @binding(0) var<storage, read> q_ptr : array<u32>;
@group(0) @binding(1) var<storage, read> s_ptr : array<f32>;

struct PODArgs {{
  packGridDimX: u32
}}
fn product_norm_kernel() {{
{body}
}}

""".encode()


def test_reads_by_fours_become_vector_reads_at_the_same_length():
    kernel = kernel_text("  w = vec4<u32>(q_ptr[v__1 + 0], q_ptr[v__1 + 1], q_ptr[v__1 + 2], q_ptr[v__1 + 3]);\n  t = s_ptr[i];")
    changed = own_kernel(kernel)
    assert len(changed) == len(kernel)
    assert b"q_ptr : array<vec4<u32>>" in changed and b"w = q_ptr[v__1 >> 2u];" in changed
    assert b"s_ptr : array<f32>" in changed
    assert with_own_kernels(b"\0asm" + kernel + b"rest") == b"\0asm" + changed + b"rest"


def test_only_kernels_that_shuffle_enable_subgroups():
    plain = kernel_text("  t = s_ptr[i];")
    changed = own_kernel(kernel_text("  t = subgroupShuffleDown(t, 1u);"))
    assert own_kernel(plain) == plain
    assert changed.index(b"enable subgroups;") < changed.index(b"@group") and len(changed) == len(kernel_text("  t = subgroupShuffleDown(t, 1u);"))


def test_a_buffer_that_is_also_read_singly_stays_an_array_of_scalars():
    kernel = kernel_text("  w = vec4<u32>(q_ptr[v__1 + 0], q_ptr[v__1 + 1], q_ptr[v__1 + 2], q_ptr[v__1 + 3]);\n  t = q_ptr[i];")
    assert own_kernel(kernel) == kernel


def test_kernels_that_are_not_ours_are_left_alone():
    ours = kernel_text("  w = vec4<u32>(q_ptr[v__1 + 0], q_ptr[v__1 + 1], q_ptr[v__1 + 2], q_ptr[v__1 + 3]);")
    other = ours.replace(b"product", b"matmul")
    assert with_own_kernels(ours) != ours
    assert with_own_kernels(other) == other
