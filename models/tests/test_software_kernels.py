"""The software schedule: what it promises of its text. That it computes the right thing is shown by the guard, in the browser."""

import re

import pytest

pytest.importorskip("tvm")

from models.compile.kernel_order import RULER, SHORT_TILES, when_needed, with_order
from models.compile.software_attention import Shape, attention_source, prefill_ragged
from models.compile.software_matmul import PLACES, lane_power, matmul_source
from models.compile.software_norm import norm_source
from models.compile.software_rope import rope, rope_source, stock

PREFILL = Shape(heads=9, kv_heads=3, dim=64, paged=True, decode=False, rows=8, keys=8, dims=64)
ROLES = ["x", "q_weight", "q_scale", "y"]


def arrays(source: str) -> list[int]:
    return [int(size) for size in re.findall(r'sblock_alloc_buffer\(\((\d+),\), "float32", scope="local"\)', source)]


@pytest.mark.parametrize("source", [
    matmul_source(ROLES, 3072, 576, ((8, 16),), residual=False),
    matmul_source(ROLES, 3072, 576, SHORT_TILES, residual=False),
    matmul_source(ROLES, 576, 1536, (), residual=False),
    norm_source(576, 1e-5, dynamic=True),
    rope_source(100000.0, 1.0, 64, 9, 3),
    attention_source("paged", "a", PREFILL),
    attention_source("ragged", "a", Shape(9, 3, 64, False, False, 8, 8, 64)),
    attention_source("decode", "a", Shape(9, 3, 64, True, True, 3, 4, 16)),
])
def test_no_barrier_and_no_array_that_would_stay_in_memory(source):
    assert "storage_sync" not in source
    assert arrays(source) and max(arrays(source)) < 100


def test_a_tile_reads_each_activation_once_for_a_quad():
    source = matmul_source(ROLES, 3072, 576, ((8, 16),), residual=False)
    assert len(re.findall(r"= flat_x\[", source)) == 8 * 8 // 4
    assert len(re.findall(r"quadBroadcast", source)) == 8 * 8


def test_a_lane_divides_by_the_power_its_column_has():
    for half in (0, 1):
        text = lane_power(half)
        for lane in range(3):
            assert f"tx == {lane}, T.float32({16.0 ** -PLACES[4 * half + lane][1]})" in text
        assert text.count(")" * 4) and f"T.float32({16.0 ** -PLACES[4 * half + 3][1]})" in text


def test_the_residual_is_added_where_the_function_has_one_and_nowhere_else():
    assert "flat_residual[to[0] + 0]" in matmul_source([*ROLES[:3], "residual", "y"], 576, 576, ((8, 16),), residual=True)
    assert "residual" not in matmul_source(ROLES, 576, 576, ((8, 16),), residual=False)


def test_what_the_kernels_do_not_cover_is_refused_not_computed():
    with pytest.raises(NotImplementedError, match="float16"):
        prefill_ragged(3, 9, 64, 64, "float16", {}, None)
    with pytest.raises(NotImplementedError, match="60"):
        prefill_ragged(3, 9, 60, 60, "float32", {}, None)


def test_a_few_tokens_have_kernels_of_their_own_and_the_host_takes_the_first_that_holds_them_all():
    source = matmul_source(ROLES, 3072, 576, ((2, 8), (4, 16), (8, 16)), residual=False)
    assert re.findall(r"^    (if n <= 2:|elif n <= 4:|else:)$", source, re.M) == ["if n <= 2:", "elif n <= 4:", "else:"]
    assert [int(tokens) for tokens in re.findall(r"thread_binding\(\(n \+ \d+\) // (\d+)", source)] == [2, 4, 8]
    assert "if n" not in matmul_source(ROLES, 3072, 576, (), residual=False)


def test_a_weight_is_unpacked_once_for_all_tokens_of_a_tile():
    for tiles in ((), ((2, 8),), ((4, 16),), ((8, 16),)):
        source = matmul_source(ROLES, 3072, 576, tiles, residual=False)
        assert len(re.findall(r"T\.reinterpret", source)) == 8 * (tiles[0][1] if tiles else 8)


def test_the_rows_of_a_few_tokens_fill_a_tile_with_the_heads_that_share_keys():
    source = attention_source("paged", "a", PREFILL)
    assert "for by in T.thread_binding((n * 3 + 7) // 8 * 3, " in source


def test_rope_works_out_one_angle_a_thread_and_leaves_stretched_angles_to_tvm():
    source = rope_source(100000.0, 1.0, 64, 9, 3)
    assert [len(re.findall(word, source)) for word in (r"T\.sin", r"T\.cos", r"T\.pow")] == [1, 1, 1]
    scaled = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}
    for arguments in ((5e5, 1, 64, 9, 3, "float32", scaled), (1e5, 1, 64, 9, 3, "float16", {})):
        assert rope(*arguments).script() == stock(*arguments).script()


USES = {"prefill": {"dequantize_NT_matmul", "index"}, "embed": {"take"}, "decode": {"dequantize_NT_matmul1", "index"}}


@pytest.mark.parametrize("kernel,when", [
    ("dequantize_NT_matmul_kernel", "later"), ("dequantize_NT_matmul_kernel_1", "later"), ("dequantize_NT_matmul_kernel_2", "prompt"),
    ("dequantize_NT_matmul1_kernel", "later"), ("index_kernel", "prompt"), ("take_kernel", "prompt"), ("software_prefill_paged_kernel_1", "prompt"),
    ("software_decode_kernel", "later"), ("fused_rope_kernel", "prompt"), ("argsort_kernel", "rarely"), ("software_decode_sliding_window_kernel", "rarely"),
])
def test_a_kernel_says_when_it_is_needed(kernel, when):
    assert when_needed(kernel, USES, {"dequantize_NT_matmul_kernel_2"}) == when


def test_a_library_keeps_its_length_and_all_but_the_first_rulers():
    kernel = RULER + b"\n// Function: index_kernel\n" + RULER + b"\nfn index_kernel() {\n}\n\n"
    library = b"\0asm\x10\0" + kernel + b"\x07" + kernel.replace(b"index", b"other")
    marked = with_order(library, USES)
    assert len(marked) == len(library) and marked.count(RULER) == 2
    assert marked.replace(b"// when: prompt".ljust(len(RULER)), RULER).replace(b"// when: rarely".ljust(len(RULER)), RULER) == library
