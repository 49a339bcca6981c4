"""results.jsonl: one line a query, added to as queries are done, so that a stopped evaluation goes on where it was; and the figures of all lines."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from models.evaluate.measures import bootstrap_interval, randomization_p
from models.files import BadInput, write_json


@dataclass(frozen=True)
class QueryResult:
    """One query reranked. Counts are over its windows (windows to unparsed) and their outputs; `seconds` is its share of its batches' time.

    `outputs`: what was written, a text a window; `order`: documents, best first. nDCG@10, 0 to 1: `given` as handed over, `before` of the first
    stage's order, `after` of `order`; `changed`: `order` is not the first stage's.
    """

    qid: str
    windows: int
    complete: int
    forced: int
    repaired: int
    unparsed: int
    quotes: int
    quotes_verbatim: int
    citations: int
    citations_existing: int
    prompt_tokens: int
    tokens: int
    seconds: float
    outputs: list[str]
    order: list[str]
    given: float
    before: float
    after: float
    changed: bool

    def to_json(self) -> dict[str, Any]:
        """The line of results.jsonl."""
        return asdict(self)

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> "QueryResult":
        """Of a line of results.jsonl; what else it holds is left out."""
        return cls(**{field.name: line[field.name] for field in fields(cls)})


@dataclass(frozen=True)
class Summary:
    """Means over queries, shares (0 to 1) over all quotes and citations, counts of windows; `difference_95`: interval of `difference`."""

    queries: int
    ndcg_10_given: float
    ndcg_10_before: float
    ndcg_10_after: float
    difference: float
    difference_95: tuple[float, float]
    p: float
    better: int
    worse: int
    changed: float
    windows: int
    complete: int
    forced: int
    repaired: int
    unparsed: int
    quotes: int
    quotes_verbatim: float
    citations: int
    citations_existing: float
    prompt_tokens_per_query: float
    tokens_per_query: float
    seconds_per_query: float

    def __str__(self) -> str:
        low, high = self.difference_95
        return "\n".join((
            f"nDCG@10  {self.ndcg_10_given:.4f} as handed over, {self.ndcg_10_before:.4f} first stage → {self.ndcg_10_after:.4f} reranked, "
            f"difference {self.difference:+.4f} [{low:+.4f}, {high:+.4f}], p {self.p:.4f}; {self.queries} queries, {self.better} better, {self.worse} worse",
            f"order changed {self.changed:.0%}; of {self.windows} windows {self.complete} complete, {self.forced} with the thought closed by force, "
            f"{self.repaired} repaired, {self.unparsed} unparsed",
            f"quotes verbatim {self.quotes_verbatim:.0%} of {self.quotes}; "
            f"citations of passages that exist {self.citations_existing:.0%} of {self.citations}",
            f"{self.prompt_tokens_per_query:.0f} tokens read, {self.tokens_per_query:.0f} written, {self.seconds_per_query:.1f} s a query",
        ))


def summarise(results: Sequence[QueryResult]) -> Summary:
    """The figures of at least one result."""
    count = len(results)
    gains = [result.after - result.before for result in results]

    def total(name: str) -> Any:
        return sum(getattr(result, name) for result in results)

    return Summary(
        queries=count, ndcg_10_given=total("given") / count, ndcg_10_before=total("before") / count, ndcg_10_after=total("after") / count,
        difference=sum(gains) / count, difference_95=bootstrap_interval(gains), p=randomization_p(gains),
        better=sum(gain > 1e-9 for gain in gains), worse=sum(gain < -1e-9 for gain in gains), changed=total("changed") / count,
        windows=total("windows"), complete=total("complete"), forced=total("forced"), repaired=total("repaired"), unparsed=total("unparsed"),
        quotes=total("quotes"), quotes_verbatim=total("quotes_verbatim") / max(1, total("quotes")),
        citations=total("citations"), citations_existing=total("citations_existing") / max(1, total("citations")),
        prompt_tokens_per_query=total("prompt_tokens") / count, tokens_per_query=total("tokens") / count, seconds_per_query=total("seconds") / count,
    )


def open_results(out: Path, settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The lines of an earlier run with the same settings; a line that was cut short is taken away. BadInput for other settings."""
    out.mkdir(parents=True, exist_ok=True)
    path, about = out / "results.jsonl", out / "settings.json"
    if not about.is_file():
        write_json(about, settings)
    earlier = json.loads(about.read_text(encoding="utf-8"))
    different = [name for name in settings if earlier.get(name) != settings[name]]
    if different:
        name = different[0]
        raise BadInput(f"{out} holds results of another run ({name} {earlier.get(name)!r}, now {settings[name]!r}); remove that folder or give another --out")
    if not path.is_file():
        return []
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        with open(path, "r+b") as stream:
            stream.truncate(whole)
    return [json.loads(line) for line in data[:whole].decode("utf-8").splitlines()]


def add_results(out: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """Adds lines and has them on the disk before it returns."""
    with open(out / "results.jsonl", "a", encoding="utf-8") as stream:
        stream.write("".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines))
        stream.flush()
        os.fsync(stream.fileno())
