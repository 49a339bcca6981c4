"""A model folder, checked, and once loaded a function that writes outputs for prompts."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM

from models.base.check_folder import check_folder, check_tokenizer
from models.evaluate.generate import answer_tokens, generate, generate_guided, token_texts
from models.evaluate.rerank import Mode, Output, Write
from models.files import BadInput, sha256_of


class Ranker:
    """`sha256`: of model.safetensors. `config`, `vocabulary`: for comparing two folders."""

    def __init__(self, folder: Path) -> None:
        """Checks without loading. BadInput where the folder is no model that can be asked."""
        self.folder = folder
        self.config = check_folder(folder)
        self._tokenizer = check_tokenizer(folder)
        self.vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        self.sha256 = sha256_of(folder / "model.safetensors")
        self._model: Any = None
        self._texts: list[str | None] = []

    def load(self, device: torch.device, dtype: torch.dtype) -> None:
        """Loads the weights, once."""
        if self._model is None:
            try:
                self._model = AutoModelForCausalLM.from_pretrained(self.folder, dtype=dtype).to(device).eval()
            except (RuntimeError, ValueError) as problem:
                raise BadInput(f"{self.folder}: the weights do not fit config.json ({str(problem).splitlines()[0]}); take both from one model") from None

    def writer(self, mode: Mode, thought_tokens: int) -> Write:
        """After load(). With `thought_tokens` 0 the thought is closed at once, which is then nobody's force."""
        if mode == "free":
            return lambda prompts, passages, priors: self._free(prompts, passages, thought_tokens)
        self._texts = self._texts or token_texts(self.folder / "tokenizer.json")
        answering = answer_tokens(self._texts)

        def guided(prompts: Sequence[str], passages: Sequence[Sequence[str]], priors: Sequence[Sequence[float] | None]) -> list[Output]:
            outputs = generate_guided(self._model, self._tokenizer, self._texts, answering, prompts, passages, thought_tokens, mode == "locked",
                                      priors=priors)
            return outputs if thought_tokens else [replace(output, forced=False) for output in outputs]

        return guided

    def _free(self, prompts: Sequence[str], passages: Sequence[Sequence[str]], thought_tokens: int) -> list[Output]:
        started = time.monotonic()
        written = generate(self._model, self._tokenizer, prompts, thought_tokens + 16 + 6 * max(map(len, passages)))
        seconds = (time.monotonic() - started) / len(prompts)
        lengths = [len(encoded.ids) for encoded in self._tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
        return [Output(text, False, length, tokens, seconds) for (text, tokens), length in zip(written, lengths, strict=True)]
