"""What the weights were asked to reach, beside what was measured."""

from collections.abc import Mapping
from typing import Any

ABOVE_FIRST_STAGE, ABOVE_BM25 = 0.03, 0.06  # nDCG@10, held-out questions, depth 10
VERBATIM, CHANGED = 0.95, 0.5
ZERO_SHOT = ("scifact", "cranfield")


def targets(table: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """(asked, measured, met) over the rows at depth 10 that think; only what has been measured."""
    rows = {part["set"]: part["rows"]["think"] for part in table["sets"] if part["depth"] == 10 and "think" in part["rows"]}
    found: list[tuple[str, str, bool]] = []
    if "test" in rows:
        asked = (("fusion", "BM25 and MiniLM fused by rank", ABOVE_FIRST_STAGE), ("first-stage", "the first stage that is shipped", ABOVE_FIRST_STAGE),
                 ("bm25", "BM25", ABOVE_BM25))
        for name, title, wanted in asked:
            seen = rows["test"]["against"][name]["difference"]
            found.append((f"test questions: {wanted} above {title}", f"{seen:+.4f}", seen >= wanted))
    for name in ZERO_SHOT:
        for other, title in (("fusion", "fusion by rank"), ("first-stage", "the first stage that is shipped")):
            if name in rows:
                against = rows[name]["against"][other]
                found.append((f"{name}: not below {title}", f"{against['difference']:+.4f}, p {against['p']:.4f}", against["difference"] >= 0))
    if not rows:
        return found
    names = ("quotes", "quotes_verbatim", "citations", "citations_existing", "could_change", "did_change")
    total = {name: sum(row[name] for row in rows.values()) for name in names}
    shares = (("quotes verbatim", "quotes_verbatim", "quotes", VERBATIM), ("citations of passages that exist", "citations_existing", "citations", 1.0),
              ("orders changed where the oracle differs", "did_change", "could_change", CHANGED))
    for title, part, whole, wanted in shares:
        if total[whole]:
            seen = f"{total[part]} of {total[whole]} ({total[part] / total[whole]:.1%})"
            found.append((f"{title}: at least {wanted:.0%}", seen, total[part] >= wanted * total[whole]))
    return found
