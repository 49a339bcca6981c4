"""The thought that a training example writes before its answer: in rank order, evidence first, each passage named once.

It quotes what answers, compares a passage with the ones named before it, says what a near one lacks, and so implies its order.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.data.asked_for import asked_for
from models.data.quote import quote
from models.prompt_format import query_terms

FIRST = ('[{i}] answers it: "{q}".', '[{i}] says it: "{q}".', 'The answer is in [{i}]: "{q}".', '[{i}] has the answer: "{q}".')
ALSO = ('[{i}] too: "{q}".', '[{i}] also answers it: "{q}".', 'So does [{i}]: "{q}".', '[{i}] says the same: "{q}".', '[{i}] confirms it: "{q}".')
LIKELY = ('[{i}] may hold it: "{q}".', '[{i}] is the likeliest: "{q}".', '[{i}] is right on the subject: "{q}".')
MORE = ("{l} answers it as well.", "{l} answer it as well.")
NEAR = ('[{i}] is close: "{q}".', '[{i}] comes near: "{q}".', '[{i}] is on the subject: "{q}".', '[{i}] is nearer than the rest: "{q}".')
LACKS = ('[{i}] is close but gives no {k}: "{q}".', '[{i}] is on the subject, without a {k}: "{q}".', '[{i}] comes nearest, but no {k}: "{q}".')
REST = (("{l} says less.", "{l} say less."), ("{l} does not answer.", "{l} do not answer."), ("{l} is about something else.", "{l} are about something else."),
        ("{l} only shares words.", "{l} only share words."))
REST_LACKS = (("{l} gives no {k}.", "{l} give no {k}."), ("There is no {k} in {l}.", "There is no {k} in {l}."))
QUOTED = 3  # right passages that are quoted; further ones are only named


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
