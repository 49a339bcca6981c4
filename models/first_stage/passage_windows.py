"""A passage in windows of whole sentences, as `src/core/text/windows.ts`; test/fixtures/first-stage/windows.json holds both to it."""

import re

from models.prompt_format import word_spans

WINDOW_WORDS = 40
_ENDS_SENTENCE = re.compile("[.!?][\"'”’)\\]]*$")


def passage_windows(text: str, words: int = WINDOW_WORDS) -> list[tuple[int, int]]:
    """Spans [from, to) of at most `words` words that hold every word once, in order. Sentences stay whole where they fit."""
    spans = word_spans(text)
    if not spans:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []  # [first word, past the last word)
    opened = first = 0
    for place, (start, end) in enumerate(spans):
        if not (_ENDS_SENTENCE.search(text[start:end]) or place == len(spans) - 1):
            continue
        following = place + 1  # the sentence is words [first, following)
        if following - opened > words and first > opened:
            windows.append((opened, first))
            opened = first
        while following - opened > words:
            windows.append((opened, opened + words))
            opened += words
        first = following
    if opened < len(spans):
        windows.append((opened, len(spans)))
    return [(spans[a][0], spans[b - 1][1]) for a, b in windows]
