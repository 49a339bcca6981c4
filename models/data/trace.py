"""The thought that a training example writes before its answer: in rank order, evidence first, each passage named once."""

import random
from collections.abc import Collection, Sequence

from models.data.quote import quote

FIRST = ('[{i}] answers it: "{q}".', '[{i}] says it: "{q}".', 'The answer is in [{i}]: "{q}".', '[{i}] has the answer: "{q}".')
ALSO = ('[{i}] too: "{q}".', '[{i}] also answers it: "{q}".', 'So does [{i}]: "{q}".')
MORE = ("{l} answers it as well.", "{l} answer it as well.")
NEAR = ('[{i}] is close: "{q}".', '[{i}] comes near: "{q}".', '[{i}] is on the subject: "{q}".')
REST = (("{l} says less.", "{l} say less."), ("{l} does not answer.", "{l} do not answer."), ("{l} is about something else.", "{l} are about something else."))
QUOTED = 3  # right passages that are quoted; further ones are only named


def rank(right: Collection[int], buckets: Sequence[int]) -> tuple[list[int], list[int]]:
    """(right, other) 0-based places, each by first-stage bucket, then by place shown: together the order to be learnt."""
    by_score = sorted(range(len(buckets)), key=lambda place: (-buckets[place], place))
    return [place for place in by_score if place in right], [place for place in by_score if place not in right]


def write_thought(passages: Sequence[str], evidence: dict[int, str | None], buckets: Sequence[int], terms: Collection[str],
                  rng: random.Random) -> str | None:
    """The thought, beginning with a space; None when a right passage has nothing quotable. `evidence`: right place → answer string to show."""
    right, other = rank(evidence.keys(), buckets)
    said = []
    for number, place in enumerate(right[:QUOTED]):
        text = quote(passages[place], evidence[place], terms, 4, rng)
        if text is None or text == "":
            return None
        said.append(rng.choice(ALSO if number else FIRST).format(i=place + 1, q=text))
    if len(right) > QUOTED:
        said.append(MORE[len(right) > QUOTED + 1].format(l=named(right[QUOTED:])))
    if other and rng.random() < 0.45:
        text = quote(passages[other[0]], None, terms, 3, rng)
        if text:
            said.append(rng.choice(NEAR).format(i=other.pop(0) + 1, q=text))
    if other:
        said.append(rng.choice(REST)[len(other) > 1].format(l=named(other)))
    return " " + " ".join(said)


def named(places: Sequence[int]) -> str:
    """[0, 2, 3] → "[1], [3] and [4]"."""
    marks = [f"[{place + 1}]" for place in places]
    return marks[0] if len(marks) == 1 else f"{', '.join(marks[:-1])} and {marks[-1]}"
