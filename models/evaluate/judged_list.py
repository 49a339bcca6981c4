"""One query with its first-stage list and its judgements."""

from dataclasses import dataclass


@dataclass(frozen=True)
class JudgedList:
    """`candidates`: (docid, title, text, first-stage score), best first. `grades`: every judged document, in the list or not."""

    qid: str
    query: str
    candidates: tuple[tuple[str, str, str, float], ...]
    grades: dict[str, float]

    def ranking(self) -> list[str]:
        return [candidate[0] for candidate in self.candidates]
