"""What computes: a GPU when there is one, else the CPU, and in which number format."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import torch


@dataclass(frozen=True)
class Device:
    """`dtype`: of the working weights. `seen`: why it was chosen, in words."""

    device: torch.device
    dtype: torch.dtype
    seen: str

    @property
    def dtype_name(self) -> str:
        """float32 or bfloat16."""
        return str(self.dtype).removeprefix("torch.")


def choose_device(wanted: str | None = None) -> Device:
    """`wanted`: float32, bfloat16, or None: timed. Some CPUs have fast bf16, on others it runs at a quarter of float32."""
    if torch.cuda.is_available() and wanted in (None, "bfloat16"):
        return Device(torch.device("cuda"), torch.bfloat16, torch.cuda.get_device_name())
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if wanted is not None:
        return Device(device, getattr(torch, wanted), f"{wanted} as asked")
    speeds = {dtype: _gflops(dtype) for dtype in (torch.float32, torch.bfloat16)}
    best = max(speeds, key=lambda dtype: speeds[dtype])
    seen = ", ".join(f"{str(dtype).removeprefix('torch.')} {speed:.0f} GFLOP/s" for dtype, speed in speeds.items())
    return Device(device, best, f"{torch.get_num_threads()} CPU threads: {seen}")


def _gflops(dtype: torch.dtype, seconds: float = 0.5) -> float:
    """Of a matmul in the shape of a feed-forward layer: [2048, 576] × [576, 1536]."""
    left, right = torch.randn(2048, 576).to(dtype), torch.randn(1536, 576).to(dtype)
    torch.nn.functional.linear(left, right)
    started, runs = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        torch.nn.functional.linear(left, right)
        runs += 1
    return 2 * 2048 * 576 * 1536 * runs / (time.perf_counter() - started) / 1e9


def hardware() -> str:
    """The GPU's name, else the CPU's with the number of cores."""
    if torch.cuda.is_available():
        return torch.cuda.get_device_name()
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "CPU")
    return f"{name}, {os.cpu_count()} cores, no GPU"
