"""The software schedule: what it promises of its text. That it computes the right thing is shown by the guard, in the browser."""

import re

import pytest

pytest.importorskip("tvm")

from models.compile.software_attention import Shape, attention_source, prefill_ragged
from models.compile.software_matmul import PLACES, lane_power, matmul_source

PREFILL = Shape(heads=9, kv_heads=3, dim=64, paged=True, decode=False, rows=8, keys=8, dims=64)
ROLES = ["x", "q_weight", "q_scale", "y"]


def arrays(source: str) -> list[int]:
    return [int(size) for size in re.findall(r'sblock_alloc_buffer\(\((\d+),\), "float32", scope="local"\)', source)]


@pytest.mark.parametrize("source", [
    matmul_source(ROLES, 3072, 576, (8, 16), residual=False),
    matmul_source(ROLES, 576, 1536, None, residual=False),
    attention_source("paged", "a", PREFILL),
    attention_source("ragged", "a", Shape(9, 3, 64, False, False, 8, 8, 64)),
    attention_source("decode", "a", Shape(9, 3, 64, True, True, 3, 4, 16)),
])
def test_no_barrier_and_no_array_that_would_stay_in_memory(source):
    assert "storage_sync" not in source
    assert arrays(source) and max(arrays(source)) < 100


def test_a_tile_reads_each_activation_once_for_a_quad():
    source = matmul_source(ROLES, 3072, 576, (8, 16), residual=False)
    assert len(re.findall(r"= flat_x\[", source)) == 8 * 8 // 4
    assert len(re.findall(r"quadBroadcast", source)) == 8 * 8


def test_a_lane_divides_by_the_power_its_column_has():
    for half in (0, 1):
        text = lane_power(half)
        for lane in range(3):
            assert f"tx == {lane}, T.float32({16.0 ** -PLACES[4 * half + lane][1]})" in text
        assert text.count(")" * 4) and f"T.float32({16.0 ** -PLACES[4 * half + 3][1]})" in text


def test_the_residual_is_added_where_the_function_has_one_and_nowhere_else():
    assert "flat_residual[to[0] + 0]" in matmul_source([*ROLES[:3], "residual", "y"], 576, 576, (8, 16), residual=True)
    assert "residual" not in matmul_source(ROLES, 576, 576, (8, 16), residual=False)


def test_what_the_kernels_do_not_cover_is_refused_not_computed():
    with pytest.raises(NotImplementedError, match="float16"):
        prefill_ragged(3, 9, 64, 64, "float16", {}, None)
    with pytest.raises(NotImplementedError, match="60"):
        prefill_ragged(3, 9, 60, 60, "float32", {}, None)
