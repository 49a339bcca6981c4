"""The same words in one spelling, as `src/core/text/fold.ts` has it in the page; test/fixtures/text/folded-terms.json holds both to it.

What training shares with the page is the first version of the rule, `query_terms` in `models/prompt_format.py`; this is the second, for search.
"""

import re
import sys
import unicodedata

# of a character class: what is not seen
UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_WIDE = re.compile("[\u3000\uff01-\uff60\uffe0-\uffe6]")
_BREAKS = re.compile("[\u0600-\u06ff\u0750-\u077f\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff].*[\u200b\u200c]", re.DOTALL)
_VOWEL_SIGNS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
_PERSIAN = str.maketrans({"\u0643": "\u06a9", "\u0649": "\u06cc", "\u064a": "\u06cc"})
_JAMO = re.compile(
    f"[\u1100-\u1112][{UNSEEN}]*[\u1161-\u1175](?:[{UNSEEN}]*[\u11a8-\u11c2])?|[\uac00-\ud7a3][{UNSEEN}]*[\u11a8-\u11c2]"
)


def _ranges(*categories: str) -> str:
    """Of a character class: all code points of these general categories."""
    found, start = [], None
    for point in range(sys.maxunicode + 2):
        inside = point <= sys.maxunicode and unicodedata.category(chr(point)) in categories
        if inside and start is None:
            start = point
        elif not inside and start is not None:
            found.append(f"{chr(start)}-{chr(point - 1)}")
            start = None
    return "".join(found)


MARKS = _ranges("Mn", "Mc")  # vowel signs and accents that stand by themselves: they belong to the word


def fold_terms(text: str) -> str:
    """NFC, ligatures and full-width forms as what they stand for, small letters, digits 0–9, nothing that is not seen; see `foldTerms`."""
    if text.isascii():
        return text.lower()
    return "".join(_folded(cluster) for cluster in _clusters(text))


def folded_terms(text: str) -> list[str]:
    """Words with their marks, in one spelling; a final "s" dropped from those of more than 3 characters that do not end in "ss"."""
    words, open_word = [], ""
    for sign in fold_terms(text):
        kind = unicodedata.category(sign)
        if kind[0] in "LN" or (open_word and kind in ("Mn", "Mc")):
            open_word += sign
            continue
        if open_word:
            words.append(open_word)
        open_word = ""
    if open_word:
        words.append(open_word)
    return [word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word for word in words]


def _clusters(text: str) -> list[str]:
    """Each character with the marks behind it and what is not seen between and behind; the jamo of one syllable together."""
    clusters: list[str] = []
    at = 0
    while at < len(text):
        jamo = _JAMO.match(text, at)
        end = jamo.end() if jamo else at + 1
        joins = text[at] >= "\x80" and not _follows(text[at])
        while end < len(text) and (_follows(text[end]) or (joins and not jamo and text[end] in "\uff9e\uff9f")):
            end += 1
        clusters.append(text[at:end])
        at = end
    return clusters


def _follows(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or _UNSEEN.fullmatch(sign) is not None


def _spelled(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", cluster))
    wide = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), composed)
    plain = unicodedata.normalize("NFKC", wide)
    return plain if wide != plain and _letters(wide) and _letters(plain) else wide


def _letters(text: str) -> bool:
    return text != "" and all(unicodedata.category(sign)[0] in "LNM" for sign in text)


def _folded(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower()
    small = unicodedata.normalize("NFD", "".join(sign.upper().lower() for sign in _spelled(cluster))).replace("i\u0307", "i")
    bare = unicodedata.normalize("NFC", _VOWEL_SIGNS.sub("", small)).translate(_PERSIAN)
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in bare)
    return digits + (" " if _BREAKS.match(cluster) else "")
