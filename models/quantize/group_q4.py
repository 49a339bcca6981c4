"""Symmetric 4-bit groups as MLC stores them: 32 columns a group, weight = (nibble - 7) * scale, eight nibbles a word, lowest first."""

import numpy as np

from models.compile.architecture import GROUP, PER_WORD


def bf16_bits(x: np.ndarray) -> np.ndarray:
    """float32 → the upper 16 bits (uint16), rounded to nearest even."""
    bits = np.ascontiguousarray(x, np.float32).view(np.uint32)
    return ((((bits >> 16) & 1) + 0x7FFF + bits) >> 16).astype(np.uint16)


def bf16_round(x: np.ndarray) -> np.ndarray:
    """float32 → the nearest value that bf16 can hold, as float32."""
    return (bf16_bits(x).astype(np.uint32) << 16).view(np.float32).reshape(np.shape(x))


def pack(weight: np.ndarray, round_scale=bf16_round) -> tuple[np.ndarray, np.ndarray]:
    """float32 [N, K] → words uint32 [N, K/8] and scales float32 [N, K/32]. Nibbles are 0–14; the scale is rounded before it is used."""
    rows, columns = weight.shape
    groups = np.asarray(weight, np.float32).reshape(rows, columns // GROUP, GROUP)
    scale = round_scale(np.abs(groups).max(-1) / np.float32(7))
    steps = np.rint(groups / np.where(scale == 0, np.float32(1), scale)[..., None])
    nibbles = (np.clip(steps, -7, 7) + 7).astype(np.uint32).reshape(rows, columns // PER_WORD, PER_WORD)
    shifts = np.arange(0, 4 * PER_WORD, 4, dtype=np.uint32)
    return np.bitwise_or.reduce(nibbles << shifts, axis=-1), scale


def unpack(words: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """The float32 [N, K] that a library computes with."""
    shifts = np.arange(0, 4 * PER_WORD, 4, dtype=np.uint32)
    nibbles = ((words[..., None] >> shifts) & np.uint32(15)).reshape(words.shape[0], -1, GROUP)
    return ((nibbles.astype(np.float32) - 7) * scales.astype(np.float32)[..., None]).reshape(words.shape[0], -1)


def round_trip(weight: np.ndarray) -> np.ndarray:
    """The weight as it comes back after quantization."""
    return unpack(*pack(weight))
