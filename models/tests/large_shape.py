"""python -m models.tests.large_shape OUT: a Hugging Face folder with a 7B's widths and few layers, to measure a conversion's memory (3.1 GB, bf16).

Of ReasonRank-7B (Qwen2.5-7B): hidden 3,584, intermediate 18,944, 28 heads over 4, 152,064 tokens, a head of its own. What a conversion holds at
once is one matrix; more layers take longer and no more memory.
"""

import argparse
import json
import struct
from math import prod
from pathlib import Path

import numpy as np

from models.compile.architecture import read_architecture
from models.convert.dequantize import tensor_shapes
from models.files import atomic_folder, run_step
from models.tests.random_model import CHATML, write_tokenizer

CONFIG = {"model_type": "qwen2", "hidden_act": "silu", "hidden_size": 3584, "intermediate_size": 18944, "num_attention_heads": 28, "num_key_value_heads": 4,
          "vocab_size": 152064, "rms_norm_eps": 1e-6, "rope_theta": 1e6, "tie_word_embeddings": False, "max_position_embeddings": 32768,
          "bos_token_id": 256, "eos_token_id": 151643}
BLOCK = 16 << 20  # values that are drawn once and written again and again


def write_large_shape(out: Path, layers: int) -> None:
    """Writes `out`: as many shards as layers, and one for the rest."""
    with atomic_folder(out) as part:
        (part / "config.json").write_text(json.dumps({**CONFIG, "num_hidden_layers": layers}))
        # as many tokens as the vocabulary: the last three are the conversation's
        special = (*(f"<{number}>" for number in range(256, 151642)), "<|im_start|>", "<|im_end|>")
        write_tokenizer(part, special, CHATML)
        noise = np.random.default_rng(0).standard_normal(BLOCK, np.float32) * 0.02
        data = (noise.view("<u4") >> 16).astype("<u2").tobytes()
        table: dict[str, str] = {}
        shapes = tensor_shapes(read_architecture(part / "config.json"), "q4f32_1")
        for name in shapes:
            layer = name.split(".")[2] if name.startswith("model.layers.") else "rest"
            table[name] = f"model-{layer}.safetensors"
        for file in sorted(set(table.values())):
            header, at = {}, 0
            for name in (name for name in shapes if table[name] == file):
                size = 2 * prod(shapes[name])
                header[name] = {"dtype": "BF16", "shape": list(shapes[name]), "data_offsets": [at, at + size]}
                at += size
            text = json.dumps(header).encode()
            with (part / file).open("wb") as handle:
                handle.write(struct.pack("<Q", len(text)) + text)
                while at > 0:
                    handle.write(data[:at])
                    at -= min(at, len(data))
        (part / "model.safetensors.index.json").write_text(json.dumps({"weight_map": table}))


def main() -> None:
    """Parse the command line, then write."""
    parser = argparse.ArgumentParser(prog="python -m models.tests.large_shape", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=2)
    given = parser.parse_args()
    write_large_shape(given.out, given.layers)


if __name__ == "__main__":
    run_step(main)
