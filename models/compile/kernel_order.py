"""When a kernel is needed, written into its text: the page compiles those of a prompt first, and those that no run uses not at all.

A kernel's text begins with a ruler, its name, and a ruler. The first ruler is replaced by `// when: prompt`, `later` or `rarely`, filled up with spaces:
a text lies in the library with its length in front. A library without these words works as before: all is compiled before the first prompt.

    prompt   what reading a prompt dispatches, and the head: the page waits for these
    later    one token (decode), and the tiles for a few tokens: compiled behind those
    rarely   sampling on the GPU, moving pages, debugging: compiled when one is dispatched
"""

import re
from collections.abc import Mapping

# tokens x outputs of the kernels for a few tokens: what the form decides is read in such chunks
SHORT_TILES = ((2, 8), (4, 16))
RULER = b"//" + b"-" * 40
HEADING = re.compile(re.escape(RULER) + rb"(?=\n// Function: (\w+)\n)")
KERNEL = re.compile(r"(\w+?)_kernel(?:_(\d+))?")
# What the KV cache calls for a prompt; its other functions belong to one token or to nothing that runs here.
CACHE_PROMPT = re.compile(r"tir_(attention_prefill\w*|attention_merge_state|split_rotary|kv_cache_transpose_append)|software_prefill\w*|fused_rope|batch_prefill\w*|merge_state\w*")
CACHE_DECODE = re.compile(r"tir_attention_decode|software_decode|decode_attention\w*|batch_decode\w*")


def when_needed(kernel: str, uses: Mapping[str, set[str]], kernels: set[str]) -> str:
    """`prompt`, `later` or `rarely` for a kernel's name. `kernels`: all names, since a function's tiles are told apart by how many it has."""
    name, number = KERNEL.fullmatch(kernel).groups()
    last = f"{name}_kernel_{len(SHORT_TILES)}"
    if "NT_matmul" in name and last in kernels and int(number or 0) < len(SHORT_TILES):
        return "later"
    if name in uses.get("prefill", ()) or name in uses.get("embed", ()) or CACHE_PROMPT.fullmatch(name):
        return "prompt"
    return "later" if name in uses.get("decode", ()) or CACHE_DECODE.fullmatch(name) else "rarely"


def with_order(library: bytes, uses: Mapping[str, set[str]]) -> bytes:
    """The library (.wasm) with the words in every kernel's text; the same length."""
    kernels = {found[1].decode() for found in HEADING.finditer(library)}
    return HEADING.sub(lambda found: f"// when: {when_needed(found[1].decode(), uses, kernels)}".encode().ljust(len(RULER)), library)
