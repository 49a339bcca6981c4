"""The text of every token of a byte-level BPE tokenizer, as `src/engines/webllm/tokens.ts` reads it."""

import json
from pathlib import Path

from models.atomic import BadInput
from models.prompt_format import template


def token_texts(path: Path) -> list[str | None]:
    """By id; None: no text of its own (special tokens, gaps). Bytes that are no whole character become U+FFFD."""
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
    letters = set("".join(str(form[name]) for name in ("thoughtClose", "answerOpen", "answerClose", "answerSeparator")) + "[]0123456789")
    return [token for token, text in enumerate(texts) if text and set(text) <= letters]
