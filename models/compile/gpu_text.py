"""Two changes to the WGSL text of our GPU kernels in a linked library: real vector reads, and the line that enables subgroups.

TVM enables subgroups by a trait of its target, but then it also reduces in its own kernels by shuffles over 32 lanes, whatever the
size of the adapter's subgroups: wrong sums on every other size (SwiftShader: 4). So the trait stays off, and kernels that use
shuffles get the line in place of the dashes of their heading.

TVM 0.27 declares every storage buffer as an array of scalars and writes a vector read as vec4(p[i + 0], … p[i + 3]): four reads,
each with its bounds check, which no driver may join. Its PointerValueTypeRewrite would change the array to vec4, but no longer sees
through the buffer declarations inside a kernel. A kernel's text lies in the library with its length in front, so the changed text
is filled up with spaces to the same length.

Only for kernels of gpu_product and gpu_attention: there each such index is a multiple of 4 by construction.
"""

import re

OURS = re.compile(rb"// Function: (?:product|decode_attention)\w*_kernel\n.*?\n}\n\n", re.S)
RULER = b"//" + b"-" * 40
ENABLE = b"enable subgroups;".ljust(len(RULER))
DECLARED = re.compile(rb"var<storage, read> (\w+) : array<(f32|f16|u32)>;")


def own_kernel(kernel: bytes) -> bytes:
    """One kernel, of the same length: subgroups enabled where used, and buffers read by fours only declared as arrays of vec4."""
    changed = kernel.replace(RULER, ENABLE, 1) if b"subgroupShuffle" in kernel else kernel
    for name, dtype in DECLARED.findall(kernel):
        four = rb"vec4<%s>\(%s\[(\w+) \+ 0\], %s\[\1 \+ 1\], %s\[\1 \+ 2\], %s\[\1 \+ 3\]\)" % (dtype, name, name, name, name)
        uses = len(re.findall(four, changed))
        if uses == 0 or 4 * uses != len(re.findall(rb"\b%s\[" % name, changed)):
            continue
        changed = re.sub(four, lambda found: b"%s[%s >> 2u]" % (name, found[1]), changed)
        changed = changed.replace(b"%s : array<%s>;" % (name, dtype), b"%s : array<vec4<%s>>;" % (name, dtype))
    assert len(changed) <= len(kernel)
    return changed + b" " * (len(kernel) - len(changed))


def with_own_kernels(library: bytes) -> bytes:
    """The library (.wasm) with both changes made to every kernel of ours; the same length."""
    return OURS.sub(lambda found: own_kernel(found[0]), library)
