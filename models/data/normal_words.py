"""Words for comparing texts: lower case, letters and digits only."""

import re

_WORD = re.compile(r"[^\W_]+")


def normal_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def contains(text: str, part: str) -> bool:
    """Does `part` stand in `text` as a run of whole words? An empty part does not."""
    wanted = " ".join(normal_words(part))
    return wanted != "" and f" {wanted} " in f" {' '.join(normal_words(text))} "
