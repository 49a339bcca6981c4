"""Which tokens of a target decide the ranking, and what else would have been right there.

A list has some hundred target tokens and few decisions: the first passage named, then the next. Plain cross-entropy spends itself on copied
quotes, so decisions weigh more; and where several passages are right, each of them is, as in FIRST's ranking loss (arXiv 2406.15657).
"""

import re
from collections.abc import Sequence

from models.prompt_format import template

FIRST, NEXT, COPIED, QUOTED, PLAIN = 2.5, 1.2, 0.4, 0.3, 0.5

_IDENTIFIER_OR_QUOTE = re.compile(r'"[^"]*"|\[(\d+)\]')


def decisions(target: str, grades: Sequence[int], offsets: Sequence[tuple[int, int]]) -> list[tuple[float, int]]:
    """(weight, bits) a token of `target`; `offsets`: its [from, to) in it. Bit d of `bits`: digit d begins a right identifier not yet named.

    Identifiers of an answer that follows a thought are copies of it. The token that closes an empty thought weighs nothing, or every
    thought would begin with the question whether to think.
    """
    close = str(template()["thoughtClose"])
    thought = target.index(close)
    found = [(PLAIN, 0)] * len(offsets)
    named: set[int] = set()
    for match in _IDENTIFIER_OR_QUOTE.finditer(target):
        inside = [place for place, (start, end) in enumerate(offsets) if start < match.end() and end > match.start()]
        if match[1] is None:
            for place in inside:
                found[place] = (QUOTED, 0)
            continue
        copied = thought > 0 and match.start() > thought
        left = {place + 1 for place, grade in enumerate(grades) if grade and place + 1 not in named}
        bits = 0 if copied else sum({1 << int(str(identifier)[0]) for identifier in left})
        weight = COPIED if copied else NEXT if named else FIRST
        digits = [place for place in inside if offsets[place][0] >= match.start(1) and offsets[place][1] <= match.end(1)]
        for number, place in enumerate(digits):
            found[place] = (weight, 0 if number else bits)
        named.add(int(match[1]))
    if thought == 0:
        found = [(0.0, 0) if start < len(close) else value for value, (start, _) in zip(found, offsets, strict=True)]
    return found
