"""Greedy text of a torch model for several prompts at once, freely or under the page's guide, with a key/value cache.

Attention on a CPU is done here without what torch's kernel wastes there: transformers repeats keys and values for each query head whenever there
is a mask, which is most of a decoding step's time; and torch's kernel works through the whole cache for a masked prompt, keys that no query may
look at among them, which is a third of a short answer's time.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from transformers import AttentionInterface, AttentionMaskInterface, AutoModelForCausalLM, StaticCache
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from models.base.check_folder import check_folder, check_tokenizer
from models.evaluate.output_guide import OutputGuide
from models.evaluate.read import Read, remembered
from models.evaluate.reader import reader
from models.evaluate.rerank import Mode, Output, Write
from models.files import BadInput, sha256_of
from models.prompt_format import READING_TOKENS, template

NAME = "grouped"
BLOCK = 128  # queries at a time


def generate(model: Any, tokenizer: Any, prompts: Sequence[str], longest: int = 256) -> list[tuple[str, int]]:
    """(text, tokens) the model writes after each prompt, without the end of turn; at most `longest` tokens. `tokenizer`: tokenizers.Tokenizer."""
    end = tokenizer.token_to_id("<|im_end|>")
    ids = [encoded.ids for encoded in tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
    width = max(map(len, ids))
    padded = torch.tensor([[end] * (width - len(row)) + row for row in ids], device=model.device)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in ids], device=model.device)
    with torch.inference_mode():
        written = model.generate(input_ids=padded, attention_mask=mask, max_new_tokens=longest, do_sample=False, eos_token_id=end, pad_token_id=end,
                                 temperature=None, top_p=None, top_k=None)
    texts = []
    for row in written[:, width:].tolist():
        kept = row[: row.index(end)] if end in row else row
        texts.append((tokenizer.decode(kept, skip_special_tokens=False), len(kept)))
    return texts


def generate_guided(model: Any, tokenizer: Any, texts: Sequence[str | None], answering: Sequence[int], prompts: Sequence[str],
                    shown: Sequence[Sequence[str]], thought_tokens: int, locked: bool,
                    priors: Sequence[Sequence[float] | None] | None = None) -> list[Output]:
    """One output a prompt. `texts`, `answering`: see token_texts; `shown`: passages of each prompt; prompts are padded on the left.

    `priors`: see OutputGuide, one a prompt.
    """
    started = time.monotonic()
    use_grouped_attention(model)
    ids = [encoded.ids for encoded in tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
    width, pad = max(map(len, ids)), tokenizer.token_to_id("<|im_end|>") or 0
    step = torch.tensor([[pad] * (width - len(row)) + row for row in ids], device=model.device)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in ids], device=model.device)
    places = (mask.cumsum(-1) - 1).clamp(min=0)
    guides = [OutputGuide(len(passages), thought_tokens, passages if locked else None, prior)
              for passages, prior in zip(shown, priors or [None] * len(ids), strict=True)]
    written: list[list[int]] = [[] for _ in ids]
    # A thought's budget, the closing tag and the longest answer: a token is at least one character.
    cache = StaticCache(config=model.config, max_cache_len=width + thought_tokens + 32 + 8 * max(map(len, shown)))
    at = torch.arange(width, device=model.device)
    with torch.inference_mode():
        while not all(guide.complete for guide in guides):
            result = model(step, attention_mask=mask, position_ids=places, past_key_values=cache, use_cache=True, cache_position=at, logits_to_keep=1)
            logits = result.logits[:, -1].float().cpu()
            following = [pad] * len(ids)
            for row, guide in enumerate(guides):
                if guide.complete:
                    continue
                token = guide.best(logits[row], texts, answering)
                guide.push(texts[token] or "")
                written[row].append(token)
                following[row] = token
            step = torch.tensor(following, device=model.device)[:, None]
            mask = torch.cat([mask, mask.new_ones(len(ids), 1)], dim=1)
            places, at = places[:, -1:] + 1, at[-1:] + 1
    seconds = (time.monotonic() - started) / max(1, len(ids))
    decoded = [tokenizer.decode(row, skip_special_tokens=False) for row in written]
    return [Output(decoded[row], guides[row].forced, len(ids[row]), len(written[row]), seconds) for row in range(len(ids))]


def token_texts(path: Path) -> list[str | None]:
    """The text of every token of a byte-level BPE tokenizer (tokenizer.json), by id, as `src/engines/webllm/tokens.ts` reads it.

    None: no text of its own (special tokens, gaps). Bytes that are no whole character become U+FFFD.
    """
    value = json.loads(path.read_text(encoding="utf-8"))
    decoder = value.get("decoder") or {}
    if "ByteLevel" not in [decoder.get("type"), *(part["type"] for part in decoder.get("decoders", ()))]:
        raise BadInput(f"{path}: decodes by {decoder.get('type')}; constrained answers need a byte-level tokenizer (or use --mode free)")
    byte_of, following = {}, 0x100
    for byte in range(256):
        if 0x21 <= byte <= 0x7E or 0xA1 <= byte <= 0xAC or byte >= 0xAE:
            byte_of[chr(byte)] = byte
        else:
            byte_of[chr(following)] = byte
            following += 1
    vocabulary, added = value["model"]["vocab"], value.get("added_tokens", [])
    texts: list[str | None] = [None] * (1 + max([*vocabulary.values(), *(token["id"] for token in added)]))
    for token, place in vocabulary.items():
        known = all(character in byte_of for character in token)
        texts[place] = bytes(byte_of[character] for character in token).decode("utf-8", "replace") if known else token
    for token in added:
        texts[token["id"]] = None if token["special"] else token["content"]
    return texts


def answer_tokens(texts: list[str | None]) -> list[int]:
    """Ids of all tokens that can stand in a closing tag or an answer: few, so that only these are asked of the grammar."""
    form = template()
    letters = set(f"{form.thought_close}{form.answer_open}{form.answer_close}{form.answer_separator}[]0123456789")
    return [token for token, text in enumerate(texts) if text and set(text) <= letters]


def use_grouped_attention(model: Any) -> None:
    """Attention by _attend from now on. Training, GPUs and passes without a mask go through torch's own kernel as before."""
    if model.config._attn_implementation != NAME:
        AttentionInterface.register(NAME, _attend)
        AttentionMaskInterface.register(NAME, sdpa_mask)
        model.config._attn_implementation = NAME


def _attend(module: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, attention_mask: torch.Tensor | None,
            scaling: float | None = None, **rest: Any) -> tuple[torch.Tensor, None]:
    """query [B, H, T, D], key and value [B, K, S, D], mask boolean [B, 1, T, S]: True where a query may look."""
    batch, heads, length, width = query.shape
    factor = width**-0.5 if scaling is None else scaling
    if length > 1:
        if not torch.is_inference_mode_enabled() or query.is_cuda or attention_mask is None or bool(attention_mask[:, :, :, length:].any()):
            return sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **rest)
        return _read(query, key, value, attention_mask, factor), None
    groups = query.reshape(batch, key.shape[1], heads // key.shape[1], width)
    scores = (groups @ key.transpose(-1, -2)).float() * factor
    if attention_mask is not None:
        scores = scores.masked_fill(~attention_mask[:, :, :, : key.shape[2]], float("-inf"))
    found = torch.softmax(scores, dim=-1).to(value.dtype) @ value
    return found.reshape(batch, 1, heads, width), None


def _read(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: torch.Tensor, factor: float) -> torch.Tensor:
    """A prompt from its beginning, causal: [B, T, H, D]. A block of queries meets the keys up to its own end. Padding looks everywhere: never NaN."""
    batch, heads, length, width = query.shape
    shared = key.shape[1]
    found = query.new_empty(batch, length, heads, width)
    for row in range(batch):  # one at a time: the scores stay in the cache
        for begin in range(0, length, BLOCK):
            end = min(length, begin + BLOCK)
            groups = query[row, :, begin:end].reshape(shared, -1, width)
            scores = (groups @ key[row, :, :end].transpose(-1, -2)).float().view(heads, end - begin, end) * factor
            scores = scores.masked_fill(~mask[row, :, begin:end, :end], torch.finfo(torch.float32).min)
            weights = torch.softmax(scores, dim=-1).to(value.dtype).view(shared, -1, end)
            found[row, begin:end] = (weights @ value[row, :, :end]).view(heads, end - begin, width).transpose(0, 1)
    return found


class Ranker:
    """A model folder, checked, and once loaded a function that writes outputs for prompts.

    `sha256`: of model.safetensors. `config`, `vocabulary`: for comparing two folders.
    """

    def __init__(self, folder: Path) -> None:
        """Checks without loading. BadInput where the folder is no model that can be asked."""
        self.folder = folder
        self.config = check_folder(folder)
        self._tokenizer = check_tokenizer(folder)
        self.vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        self.sha256 = sha256_of(folder / "model.safetensors")
        self._model: Any = None
        self._texts: list[str | None] = []
        self._read: dict[tuple[str, ...], Read] = {}

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

    def reader(self, batch: int = 8, tokens: Sequence[str] = READING_TOKENS) -> Read:
        """After load(): reading scores of lists, `batch` of them side by side; a list that was read already is not read again, for the same `tokens`."""
        key = tuple(tokens)
        self._read[key] = self._read.get(key) or remembered(reader(self._model, self._tokenizer, batch, tokens))
        return self._read[key]

    def _free(self, prompts: Sequence[str], passages: Sequence[Sequence[str]], thought_tokens: int) -> list[Output]:
        started = time.monotonic()
        written = generate(self._model, self._tokenizer, prompts, thought_tokens + 16 + 6 * max(map(len, passages)))
        seconds = (time.monotonic() - started) / len(prompts)
        lengths = [len(encoded.ids) for encoded in self._tokenizer.encode_batch(list(prompts), add_special_tokens=False)]
        return [Output(text, False, length, tokens, seconds) for (text, tokens), length in zip(written, lengths, strict=True)]
