"""MODEL_CARD.md and NOTICE out of `cards/<model id>.md` and `.notice`, with the measured figures filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.files import BadInput, read_json

CARDS = Path(__file__).parent / "cards"


@dataclass(frozen=True)
class Evaluation:
    """One set measured: `queries` of `depth` candidates; `before` and `after` are nDCG@10, 0 to 1, of the first stage and reranked."""

    set: str
    queries: int
    depth: int
    before: float
    after: float
    note: str = ""

    @classmethod
    def from_json(cls, one: Mapping[str, Any]) -> Evaluation:
        """BadInput where something is missing or no number."""
        try:
            before, after = float(one["before"]), float(one["after"])
            return cls(one["set"], one["queries"], one["depth"], before, after, one.get("note") or "")
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(f"figures: an evaluation needs set, queries, depth, before, after ({error!r} in {one})") from error


@dataclass(frozen=True)
class Figures:
    """What a card tells. `training`: name → value, in the order given; empty: untrained."""

    training: Mapping[str, Any] = field(default_factory=dict)
    evaluations: Sequence[Evaluation] = ()

    @classmethod
    def read(cls, path: Path) -> Figures:
        """Of a file {training: {name: value}, evaluations: [...]}; both may be missing."""
        value = read_json(path)
        return cls(value.get("training", {}), [Evaluation.from_json(one) for one in value.get("evaluations", [])])


def evaluation_table(evaluations: Sequence[Evaluation]) -> str:
    """A Markdown table; sets below their first stage are named under it."""
    if not evaluations:
        return "Not measured yet."
    lines = ["| set | queries | candidates | nDCG@10 first stage | nDCG@10 reranked | change |", "|---|---|---|---|---|---|"]
    for one in evaluations:
        name = one.set + (f" ({one.note})" if one.note else "")
        lines.append(f"| {name} | {one.queries} | {one.depth} | {one.before:.4f} | {one.after:.4f} | {one.after - one.before:+.4f} |")
    worse = [one.set for one in evaluations if one.after < one.before]
    if worse:
        lines += ["", f"On {', '.join(worse)} the model is below the first-stage order it was given: do not use it to improve such lists."]
    return "\n".join(lines)


def training_list(training: Mapping[str, Any]) -> str:
    """`name: value` lines, in the order given."""
    return "\n".join(f"- {name}: {value}" for name, value in training.items()) or "- untrained: the base model as it is"


def model_card(model_id: str, figures: Figures) -> tuple[str, str]:
    """(MODEL_CARD.md, NOTICE). BadInput where there is no template for the model."""
    card, notice = CARDS / f"{model_id}.md", CARDS / f"{model_id}.notice"
    if not card.is_file() or not notice.is_file():
        raise BadInput(f"no model card template {card.name} and {notice.name} in {CARDS}")
    text = card.read_text(encoding="utf-8")
    text = text.replace("{{training}}", training_list(figures.training))
    text = text.replace("{{evaluations}}", evaluation_table(figures.evaluations))
    return text, notice.read_text(encoding="utf-8")
