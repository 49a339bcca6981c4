"""What kind of thing a question asks for: said by a thought when a passage lacks it."""

import re

_KINDS = (
    (re.compile(r"\b(who|whose|whom)\b"), "name"),
    (re.compile(r"\b(when|what year|which year|what date)\b"), "date"),
    (re.compile(r"\b(where|what country|what city|what state|which country|which city)\b"), "place"),
    (re.compile(r"\bhow (many|much|old|long|far|tall|big)\b"), "number"),
    (re.compile(r"\b(why)\b"), "reason"),
)


def asked_for(query: str) -> str | None:
    """"name", "date", "place", "number", "reason"; None when the words do not tell. The first sign in the question decides."""
    found = [(match.start(), kind) for pattern, kind in _KINDS if (match := pattern.search(query.lower()))]
    return min(found)[1] if found else None
