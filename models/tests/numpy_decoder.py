"""A decoder in float64 over the bytes that a browser loads: fused projections as the library's, written apart from models/compile and from torch."""

import json
from pathlib import Path

import numpy as np


def read_records(folder: Path) -> dict[str, np.ndarray]:
    """By MLC's names: matrices [rows, columns] out of nibbles and scales, vectors as they are."""
    raw = {}
    for shard in json.loads((folder / "tensor-cache.json").read_text())["records"]:
        data = (folder / shard["dataPath"]).read_bytes()
        for record in shard["records"]:
            part = data[record["byteOffset"] : record["byteOffset"] + record["nbytes"]]
            if record["dtype"] == "uint32":
                values = np.frombuffer(part, "<u4")
            elif record["format"] == "f32-to-bf16":
                values = (np.frombuffer(part, "<u2").astype("<u4") << 16).view("<f4")
            else:
                values = np.frombuffer(part, "<f2")
            raw[record["name"]] = values.reshape(record["shape"])
    found = {}
    for name, values in raw.items():
        if name.endswith(".q_weight"):
            scales = raw[name.replace("q_weight", "q_scale")].astype(np.float64)
            nibbles = np.stack([(values >> (4 * place)) & 15 for place in range(8)], axis=-1).reshape(len(values), -1)
            found[name.removesuffix(".q_weight")] = (nibbles.astype(np.float64) - 7) * np.repeat(scales, 32, axis=1)
        elif not name.endswith(".q_scale"):
            found[name] = values.astype(np.float64)
    return found


class NumpyDecoder:
    """The model of a converted folder."""

    def __init__(self, folder: Path):
        self.weights = read_records(folder)
        self.config = json.loads((folder / "mlc-chat-config.json").read_text())["model_config"]

    def norm(self, x: np.ndarray, weight: np.ndarray) -> np.ndarray:
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.config["rms_norm_eps"]) * weight

    def stretched(self, frequencies: np.ndarray) -> np.ndarray:
        """As Llama 3.1 does it: by how many turns a wave makes in the original context."""
        scaling = self.config.get("rope_scaling")
        if scaling is None:
            return frequencies
        turns = scaling["original_max_position_embeddings"] * frequencies / (2 * np.pi)
        low, high = scaling["low_freq_factor"], scaling["high_freq_factor"]
        share = np.select([turns > high, turns < low], [1.0, 0.0], (turns - low) / (high - low))
        return frequencies * (share + (1 - share) / scaling["factor"])

    def rotate(self, x: np.ndarray) -> np.ndarray:
        """RoPE of [length, heads, dim], halves together."""
        half = x.shape[-1] // 2
        angles = np.arange(len(x))[:, None] * self.stretched(self.config["rope_theta"] ** (-np.arange(half) / half))
        cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
        first, second = x[..., :half], x[..., half:]
        return np.concatenate([first * cos - second * sin, second * cos + first * sin], axis=-1)

    def attention(self, x: np.ndarray, here: str) -> np.ndarray:
        w, heads, kv, dim = self.weights, self.config["num_attention_heads"], self.config["num_key_value_heads"], self.config["head_dim"]
        qkv = x @ w[f"{here}.qkv_proj"].T + w.get(f"{here}.qkv_proj.bias", 0.0)
        q, k, v = np.split(qkv.reshape(len(x), heads + 2 * kv, dim), [heads, heads + kv], axis=1)
        if f"{here}.q_norm.weight" in w:
            q, k = self.norm(q, w[f"{here}.q_norm.weight"]), self.norm(k, w[f"{here}.k_norm.weight"])
        q, k = self.rotate(q), self.rotate(k)
        k, v = np.repeat(k, heads // kv, axis=1), np.repeat(v, heads // kv, axis=1)
        scores = np.einsum("qhd,khd->hqk", q, k) / dim**0.5 + np.triu(np.full((len(x), len(x)), -np.inf), 1)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = np.einsum("hqk,khd->qhd", weights / weights.sum(-1, keepdims=True), v)
        return mixed.reshape(len(x), -1) @ w[f"{here}.o_proj"].T

    def logits(self, ids: list[int]) -> np.ndarray:
        """Of the last position."""
        w = self.weights
        x = w["model.embed_tokens"][ids]
        for layer in range(self.config["num_hidden_layers"]):
            here = f"model.layers.{layer}"
            x = x + self.attention(self.norm(x, w[f"{here}.input_layernorm.weight"]), f"{here}.self_attn")
            gate, up = np.split(self.norm(x, w[f"{here}.post_attention_layernorm.weight"]) @ w[f"{here}.mlp.gate_up_proj"].T, 2, axis=-1)
            x = x + (gate / (1 + np.exp(-gate)) * up) @ w[f"{here}.mlp.down_proj"].T
        head = w["model.embed_tokens" if self.config["tie_word_embeddings"] else "lm_head"]
        return self.norm(x[-1:], w["model.norm.weight"])[0] @ head.T

    def greedy(self, ids: list[int], count: int) -> list[int]:
        """The tokens after `ids`."""
        written: list[int] = []
        for _ in range(count):
            written.append(int(self.logits([*ids, *written]).argmax()))
        return written
