"""all-MiniLM-L6-v2 (int8 ONNX), as the page runs it with transformers.js: mean pooling, L2 norm."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from models.files import BadInput

LONGEST = 256  # word pieces, [CLS] and [SEP] counted


class Encoder:
    """`folder`: as written by models.first_stage (tokenizer.json, onnx/model_quantized.onnx)."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        for name in ("tokenizer.json", "onnx/model_quantized.onnx"):
            if not (folder / name).is_file():
                raise BadInput(f"{folder / name} is missing; make the folder with python -m models.first_stage {folder}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session: Any = onnxruntime.InferenceSession(str(folder / "onnx" / "model_quantized.onnx"), options)
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def embed(self, texts: Sequence[str], batch: int = 1) -> np.ndarray:
        """One vector a text: float32 [n, 384], each of length 1. The page embeds one text at a time: 8-bit products scale by the largest number in a batch, so in
        batches (of like length, twice as fast) cosines move by up to 0.03.
        """
        encoded = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(encoded)), key=lambda place: -len(encoded[place].ids))
        vectors = np.zeros((len(encoded), 384), np.float32)
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            ids = np.zeros((len(places), len(encoded[places[0]].ids)), np.int64)
            mask = np.zeros_like(ids)
            for row, place in enumerate(places):
                ids[row, : len(encoded[place].ids)] = encoded[place].ids
                mask[row, : len(encoded[place].ids)] = 1
            hidden = self._session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
            mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            vectors[places] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return vectors
