"""The thought that a training example writes before its answer: in rank order, evidence first, each passage named once.

It quotes what answers, compares a passage with the ones named before it, says what a near one lacks, and so implies its order;
`contradiction` holds it to that (ReasonRank's self-consistency filter at our size).
"""

import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.prompt_format import normal_words, query_terms, words

LONGEST_QUOTE = 12  # words
UNQUOTABLE = set('"“”«»„[]<>')
EDGES = ".,;:"
QUOTED = 3  # right passages that are quoted; further ones are only named
QUOTE = re.compile(r'"([^"]*)"')
MENTION = re.compile(r"\[(\d+)\]")
FIRST = ('[{i}] answers it: "{q}".', '[{i}] says it: "{q}".', 'The answer is in [{i}]: "{q}".', '[{i}] has the answer: "{q}".')
ALSO = ('[{i}] too: "{q}".', '[{i}] also answers it: "{q}".', 'So does [{i}]: "{q}".', '[{i}] says the same: "{q}".', '[{i}] confirms it: "{q}".')
LIKELY = ('[{i}] may hold it: "{q}".', '[{i}] is the likeliest: "{q}".', '[{i}] is right on the subject: "{q}".')
MORE = ("{l} answers it as well.", "{l} answer it as well.")
NEAR = ('[{i}] is close: "{q}".', '[{i}] comes near: "{q}".', '[{i}] is on the subject: "{q}".', '[{i}] is nearer than the rest: "{q}".')
LACKS = ('[{i}] is close but gives no {k}: "{q}".', '[{i}] is on the subject, without a {k}: "{q}".', '[{i}] comes nearest, but no {k}: "{q}".')
REST = (("{l} says less.", "{l} say less."), ("{l} does not answer.", "{l} do not answer."), ("{l} is about something else.", "{l} are about something else."),
        ("{l} only shares words.", "{l} only share words."))
REST_LACKS = (("{l} gives no {k}.", "{l} give no {k}."), ("There is no {k} in {l}.", "There is no {k} in {l}."))
_KINDS = (
    (re.compile(r"\b(who|whose|whom)\b"), "name"),
    (re.compile(r"\b(when|what year|which year|what date)\b"), "date"),
    (re.compile(r"\b(where|what country|what city|what state|which country|which city)\b"), "place"),
    (re.compile(r"\bhow (many|much|old|long|far|tall|big)\b"), "number"),
    (re.compile(r"\b(why)\b"), "reason"),
)


@dataclass(frozen=True)
class Evidence:
    """Of the right places (0-based) of one list: `shown` → the answer string that the prompt shows (None: not a matter of one string)."""

    shown: Mapping[int, str | None]
    unseen: frozenset[int] = frozenset()

    @property
    def right(self) -> frozenset[int]:
        return frozenset(self.shown) | self.unseen


def rank(evidence: Evidence, scores: Sequence[float]) -> tuple[list[int], list[int], list[int]]:
    """Places that show an answer, right ones that do not, and the others, each by first-stage score: together the order to be learnt."""
    by_score = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return ([place for place in by_score if place in evidence.shown], [place for place in by_score if place in evidence.unseen],
            [place for place in by_score if place not in evidence.right])


def write_thought(query: str, passages: Sequence[str], evidence: Evidence, scores: Sequence[float], rng: random.Random) -> str | None:
    """The thought, beginning with a space; None when a passage that shows an answer has nothing quotable."""
    shown, unseen, other = rank(evidence, scores)
    terms, kind = set(query_terms(query)), asked_for(query)
    said = []
    for number, place in enumerate(shown[:QUOTED]):
        text = quote(passages[place], evidence.shown[place], terms, 4, rng)
        if not text:
            return None
        said.append(rng.choice(ALSO if number else FIRST).format(i=place + 1, q=text))
    if len(shown) > QUOTED:
        said.append(MORE[len(shown) > QUOTED + 1].format(l=named(shown[QUOTED:])))
    if unseen:
        _close(unseen, LIKELY, said, passages, terms, rng)
    if unseen:
        said.append(f"{named(unseen)} may hold it too.")
    if other and rng.random() < 0.5:
        forms = tuple(form.replace("{k}", kind) for form in LACKS) if kind and evidence.shown and rng.random() < 0.6 else NEAR
        _close(other, forms, said, passages, terms, rng)
    if other:
        lacking = kind is not None and not evidence.unseen and rng.random() < 0.3
        forms = rng.choice(REST_LACKS if lacking else REST)
        said.append(forms[len(other) > 1].format(l=named(other), k=kind))
    return " " + " ".join(said)


def named(places: Sequence[int]) -> str:
    """[0, 2, 3] → "[1], [3] and [4]"."""
    marks = [f"[{place + 1}]" for place in places]
    return marks[0] if len(marks) == 1 else f"{', '.join(marks[:-1])} and {marks[-1]}"


def _close(places: list[int], forms: Sequence[str], said: list[str], passages: Sequence[str], terms: Collection[str], rng: random.Random) -> None:
    """Says the first of `places` with a quote and takes it from the list, if anything of it can be quoted."""
    text = quote(passages[places[0]], None, terms, 3, rng)
    if text:
        said.append(rng.choice(forms).format(i=places.pop(0) + 1, q=text))


def quote(passage: str, answer: str | None, terms: Collection[str], shortest: int, rng: random.Random) -> str | None:
    """`shortest`–12 neighbouring words of `passage` that hold `answer` (if any) and as many query `terms` as can be; verbatim.

    None when no such run is free of quotation marks and brackets, which would break the thought's own marks.
    """
    parts = words(passage)
    count = min(len(parts), rng.randint(shortest, LONGEST_QUOTE if answer else LONGEST_QUOTE - 3))
    first, last = 0, len(parts)
    if answer is not None:
        place = _find(parts, normal_words(answer))
        if place is None or place[1] - place[0] > LONGEST_QUOTE:
            return None
        first, last = place
        count = min(len(parts), max(count, last - first))
        starts = range(max(0, last - count), min(first, len(parts) - count) + 1)
    else:
        starts = range(len(parts) - count + 1)
    best: tuple[int, str] | None = None
    for start in starts:
        text = " ".join(parts[start : start + count])
        covered = len({term for term in query_terms(text) if term in terms})
        if not UNQUOTABLE & set(text) and (best is None or covered > best[0]):
            best = (covered, text)
    return None if best is None else best[1].rstrip(EDGES)


def _find(parts: list[str], wanted: list[str]) -> tuple[int, int] | None:
    """[from, to) of the words in which the run `wanted` of normal words first stands."""
    flat = [(place, word) for place, part in enumerate(parts) for word in normal_words(part)]
    for start in range(len(flat) - len(wanted) + 1):
        if [word for _, word in flat[start : start + len(wanted)]] == wanted:
            return flat[start][0], flat[start + len(wanted) - 1][0] + 1
    return None


def asked_for(query: str) -> str | None:
    """What kind of thing a question asks for, said when a passage lacks it: "name", "date", "place", "number", "reason".

    None when the words do not tell. The first sign in the question decides.
    """
    found = [(match.start(), kind) for pattern, kind in _KINDS if (match := pattern.search(query.lower()))]
    return min(found)[1] if found else None


def contains(text: str, part: str) -> bool:
    """Does `part` stand in `text` as a run of whole words? An empty part does not."""
    wanted = " ".join(normal_words(part))
    return wanted != "" and f" {wanted} " in f" {' '.join(normal_words(text))} "


def mention_order(thought: str) -> list[int]:
    """1-based identifiers in order of first mention, quotes aside."""
    return list(dict.fromkeys(int(found) for found in MENTION.findall(QUOTE.sub("", thought))))


def quotes_of(thought: str) -> list[tuple[int, str]]:
    """(1-based identifier, text) of every quote: the identifier is the last one mentioned before it."""
    found, last, at = [], 0, 0
    for match in QUOTE.finditer(thought):
        before = MENTION.findall(thought[at : match.start()])
        last = int(before[-1]) if before else last
        found.append((last, match[1]))
        at = match.end()
    return found


def contradiction(thought: str, order: Sequence[int], passages: Sequence[str], evidence: Mapping[int, str | None]) -> str | None:
    """Why the example must be dropped, or None. `order`: 1-based; `passages`: as shown; `evidence`: right 0-based place → answer or None."""
    if mention_order(thought) != list(order) or sorted(order) != list(range(1, len(passages) + 1)):
        return "the thought does not imply its order"
    if set(order[: len(evidence)]) != {place + 1 for place in evidence}:
        return "a passage without evidence stands above one with it"
    for identifier, text in quotes_of(thought):
        if text == "" or not 1 <= identifier <= len(passages) or text not in passages[identifier - 1]:
            return "a quote is not verbatim"
        answer = evidence.get(identifier - 1)
        if answer is not None and not contains(text, answer):
            return "a quote does not show the answer"
    return None
