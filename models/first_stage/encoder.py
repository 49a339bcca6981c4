"""all-MiniLM-L6-v2 (int8 ONNX), as the page runs it with transformers.js: mean pooling, L2 norm."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from models.files import BadInput

LONGEST = 256  # word pieces, [CLS] and [SEP] counted


@dataclass(frozen=True)
class Reading:
    """What the encoder made of a text. `vector`: float32 [384] of length 1. `rows`: int8 [pieces, 384], a vector for each word piece that was read but [CLS]
    and [SEP]; only a row's direction says something. `spans`: [from, to) of each piece in the text.
    """

    vector: np.ndarray
    rows: np.ndarray
    spans: list[tuple[int, int]]


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
        self._tokenizer.encode_special_tokens = True  # a text that writes [CLS] has written six characters; the page: src/instant/word-pieces.ts
        self._tokenizer.enable_truncation(LONGEST)

    def pieces(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        """The word pieces that are read of a text, [CLS] and [SEP] left out, and where each stands in it."""
        encoded = self._tokenizer.encode(text)
        return encoded.tokens[1:-1], encoded.offsets[1:-1]

    def embed(self, texts: Sequence[str], batch: int = 1) -> np.ndarray:
        """One vector a text: float32 [n, 384], each of length 1. See `read` for `batch`."""
        return np.stack([reading.vector for reading in self.read(texts, batch)]) if texts else np.zeros((0, 384), np.float32)

    def read(self, texts: Sequence[str], batch: int = 1) -> list[Reading]:
        """Each text as the page reads it. The page reads one text at a time: 8-bit products scale by the largest number in a batch, so in batches (of like length,
        twice as fast) cosines move by up to 0.03.
        """
        encoded = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(encoded)), key=lambda place: -len(encoded[place].ids))
        readings: dict[int, Reading] = {}
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            ids = np.zeros((len(places), len(encoded[places[0]].ids)), np.int64)
            mask = np.zeros_like(ids)
            for row, place in enumerate(places):
                ids[row, : len(encoded[place].ids)] = encoded[place].ids
                mask[row, : len(encoded[place].ids)] = 1
            hidden = self._session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
            mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
            for row, place in enumerate(places):
                last = len(encoded[place].ids) - 1
                readings[place] = Reading(vectors[row], round_rows(hidden[row, 1:last]), encoded[place].offsets[1:last])
        return [readings[place] for place in range(len(encoded))]


def round_rows(rows: np.ndarray) -> np.ndarray:
    """Rows of any numbers as int8, as `src/core/text/token-vectors.ts`: each stretched until its largest number is ±127, halves rounded up."""
    wide = rows.astype(np.float64)
    most = np.abs(wide).max(1, keepdims=True, initial=0.0)
    scale = np.divide(127.0, most, out=np.zeros_like(most), where=most > 0)
    return np.floor(wide * scale + 0.5).astype(np.int8)
