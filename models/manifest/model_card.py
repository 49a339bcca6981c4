"""MODEL_CARD.md and NOTICE out of `cards/<model id>.md` and `.notice`, with the measured figures filled in."""

from pathlib import Path

from models.atomic import BadInput

CARDS = Path(__file__).parent / "cards"


def evaluation_table(evaluations: list[dict]) -> str:
    """A Markdown table. Each evaluation: {set, queries, depth, before, after, note?}, nDCG@10 between 0 and 1."""
    if not evaluations:
        return "Not measured yet."
    lines = ["| set | queries | candidates | nDCG@10 first stage | nDCG@10 reranked | change |", "|---|---|---|---|---|---|"]
    for one in evaluations:
        try:
            before, after = float(one["before"]), float(one["after"])
            name = one["set"] + (f" ({one['note']})" if one.get("note") else "")
            lines.append(f"| {name} | {one['queries']} | {one['depth']} | {before:.4f} | {after:.4f} | {after - before:+.4f} |")
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(f"figures: an evaluation needs set, queries, depth, before, after ({error!r} in {one})") from error
    worse = [one["set"] for one in evaluations if float(one["after"]) < float(one["before"])]
    if worse:
        lines += ["", f"On {', '.join(worse)} the model is below the first-stage order it was given: do not use it to improve such lists."]
    return "\n".join(lines)


def training_list(training: dict) -> str:
    """`name: value` lines, in the order given."""
    return "\n".join(f"- {name}: {value}" for name, value in training.items()) or "- untrained: the base model as it is"


def model_card(model_id: str, figures: dict) -> tuple[str, str]:
    """(MODEL_CARD.md, NOTICE). `figures`: {training: {name: value}, evaluations: [...]}; both may be missing."""
    card, notice = CARDS / f"{model_id}.md", CARDS / f"{model_id}.notice"
    if not card.is_file() or not notice.is_file():
        raise BadInput(f"no model card template {card.name} and {notice.name} in {CARDS}")
    text = card.read_text(encoding="utf-8")
    text = text.replace("{{training}}", training_list(figures.get("training", {})))
    text = text.replace("{{evaluations}}", evaluation_table(figures.get("evaluations", [])))
    return text, notice.read_text(encoding="utf-8")
