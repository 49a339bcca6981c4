"""Where to train and in which number format: a GPU when there is one, else what a timed matmul says of this CPU."""

import time

import torch


def choose_device(wanted: str | None = None) -> tuple[torch.device, torch.dtype, str]:
    """(device, dtype of the working weights, what was seen). Some CPUs have fast bf16, on others it runs at a quarter of float32."""
    if torch.cuda.is_available() and wanted in (None, "bfloat16"):
        return torch.device("cuda"), torch.bfloat16, torch.cuda.get_device_name()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if wanted is not None:
        return device, getattr(torch, wanted), f"{wanted} as asked"
    speeds = {dtype: _gflops(dtype) for dtype in (torch.float32, torch.bfloat16)}
    best = max(speeds, key=lambda dtype: speeds[dtype])
    seen = ", ".join(f"{str(dtype).removeprefix('torch.')} {speed:.0f} GFLOP/s" for dtype, speed in speeds.items())
    return device, best, f"{torch.get_num_threads()} CPU threads: {seen}"


def _gflops(dtype: torch.dtype, seconds: float = 0.5) -> float:
    """Of a matmul in the shape of a feed-forward layer: [2048, 576] × [576, 1536]."""
    left, right = torch.randn(2048, 576).to(dtype), torch.randn(1536, 576).to(dtype)
    torch.nn.functional.linear(left, right)
    started, runs = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        torch.nn.functional.linear(left, right)
        runs += 1
    return 2 * 2048 * 576 * 1536 * runs / (time.perf_counter() - started) / 1e9
