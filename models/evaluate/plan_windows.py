"""Windows over a list, back to front, as RankLLM and `src/core/ranking.ts`."""


def plan_windows(count: int, size: int, stride: int) -> list[tuple[int, int]]:
    """Half-open [from, to) windows; the last one begins at 0. A list that fits is one window."""
    if not 1 <= stride <= size:
        raise ValueError(f"stride must be 1 to {size}, got {stride}")
    windows, end = [], count
    while end > 0:
        start = max(0, end - size)
        windows.append((start, end))
        if start == 0:
            break
        end -= stride
    return windows
