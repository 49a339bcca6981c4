"""Values shared by the four threads of a quad, as TVMScript text.

SwiftShader runs four threads in the lanes of one SIMD register. A read is a gather with a bounds check in every lane, a broadcast
between lanes a handful of instructions: so where four threads need the same four values, each reads one and all broadcast.
Workgroups of four threads make the quad the workgroup, which holds on any adapter with subgroups of four or more.
"""

THREADS = 4


def broadcast(value: str, lane: int) -> str:
    """`value` as lane `lane` of the quad has it. call_extern, not call_pure_extern: a pure call is repeated at every use."""
    return f'T.call_extern("float32", "quadBroadcast", {value}, T.uint32({lane}))'


def swap(value: str, axis: str) -> str:
    """`value` of the lane beside (axis X) or across (axis Y)."""
    return f'T.call_extern("float32", "quadSwap{axis}", {value})'


class Source:
    """Lines of TVMScript, indented by depth."""

    def __init__(self):
        self.lines: list[str] = []

    def add(self, depth: int, *texts: str) -> None:
        self.lines.extend("    " * depth + text for text in texts)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"
