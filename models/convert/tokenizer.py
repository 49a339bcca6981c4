"""tokenizer.json of a Hugging Face folder: does it belong to the model, and how do its tokens become text?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.files import BadInput, read_json
from models.quantize.chat_config import TokenizerKind

# A vocabulary is padded to a round number of rows; what is missing beyond this is another model's tokenizer.
LEAST_KNOWN = 0.9


@dataclass(frozen=True)
class TokenizerFile:
    """`tokens`: text → id, added ones included; `compact`: the same file without line breaks, half the bytes to download."""

    path: Path
    tokens: Mapping[str, int]
    kind: TokenizerKind
    compact: bytes

    @property
    def size(self) -> int:
        """One more than the greatest id."""
        return max(self.tokens.values(), default=-1) + 1


def read_tokenizer(folder: Path, vocab: int) -> TokenizerFile:
    """BadInput where it is missing, is none, or is another model's. `vocab`: rows of the model's embedding."""
    path = folder / "tokenizer.json"
    if not path.is_file():
        others = [name for name in ("tokenizer.model", "vocab.json", "vocab.txt") if (folder / name).is_file()]
        found = f", only {', '.join(others)}" if others else ""
        raise BadInput(f"{folder}: no tokenizer.json{found}; write it with transformers: AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER)")
    value = read_json(path)
    tokens = _tokens(value, path)
    made = TokenizerFile(path, tokens, _kind(value, path), json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
    if made.size > vocab:
        raise BadInput(f"{path}: has token ids up to {made.size - 1:,}, the model's vocabulary has {vocab:,} rows: another model's tokenizer. "
                       "Take tokenizer.json from where the weights come from")
    if made.size < LEAST_KNOWN * vocab:
        raise BadInput(f"{path}: knows {made.size:,} tokens, the model's vocabulary has {vocab:,} rows: another model's tokenizer. "
                       "Take tokenizer.json from where the weights come from")
    return made


def _tokens(value: Mapping[str, Any], path: Path) -> dict[str, int]:
    model = value.get("model")
    vocabulary = model.get("vocab") if isinstance(model, dict) else None
    if isinstance(vocabulary, list):  # Unigram: [[text, score], …]
        vocabulary = {entry[0]: number for number, entry in enumerate(vocabulary)}
    if not isinstance(vocabulary, dict) or not vocabulary:
        raise BadInput(f"{path}: is not a tokenizer (it has no model.vocab); download it again")
    added = {token["content"]: token["id"] for token in value.get("added_tokens") or []}
    return {**vocabulary, **added}


def _kind(value: Mapping[str, Any], path: Path) -> TokenizerKind:
    """Out of the decoder and what stands before it."""
    parts = {part.get("type") for part in _parts(value.get("decoder"), "decoders")}
    if "ByteLevel" in parts:
        return TokenizerKind("byte_level")
    if "ByteFallback" in parts:
        before = [*_parts(value.get("normalizer"), "normalizers"), *_parts(value.get("pre_tokenizer"), "pretokenizers")]
        prepends = any(part.get("type") == "Prepend" or (part.get("type") == "Metaspace" and part.get("prepend_scheme") != "never") for part in before)
        return TokenizerKind("byte_fallback", prepends, "Strip" in parts)
    raise BadInput(f"{path}: its decoder is {', '.join(sorted(filter(None, parts))) or 'missing'}; supported are byte-level and byte-fallback tokenizers")


def _parts(value: Any, inside: str) -> list[dict[str, Any]]:
    if not isinstance(value, dict):
        return []
    return [value, *(part for part in value.get(inside) or [] if isinstance(part, dict))]
