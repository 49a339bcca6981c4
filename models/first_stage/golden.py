"""python -m models.first_stage.golden ENCODER OUT: windows.json and cosines.json, which hold the page's first stage to this one."""

import argparse
import json
from pathlib import Path

from models.files import run_step, write_json
from models.first_stage.order import first_stage, passage_windows
from models.prompt_format import list_bm25, titled

WINDOWS = (
    ("", 5), ("   ", 5), ("one", 5), ("one two three four five", 5), ("one two three four five six", 5),
    ("A b c. D e f. G h.", 5), ("A b c. D e f. G h i j k l m n. O.", 6), ("First one! Second one? Third one. Fourth", 4),
    ('He said "no." Then she left (at last.) And 3.5 km on, it rained…', 6), ("tabs\tand\n\nnew lines. Are\u00a0words apart.", 3),
    ("Дождь шёл весь день. Потом стало тихо.", 4), ("日本語の文章です。空白がありません。", 3), ("An emoji 😀 here. And one more 😀 there. End", 4),
    ("word " * 100, 40), ("Short. " * 30, 7), ("a.b.c d. e", 2),
)
LISTS = (
    ("how do I get limescale out of a kettle", (
        ("", "A kettle boils water for tea. Most have a lid, a spout and a switch that turns itself off."),
        ("", "White crusts form where hard water is heated. Pour in equal parts of vinegar and water, bring it to the boil, leave it for an hour and rinse."),
        ("Kettle drum", "The kettle drum, or timpani, is tuned by stretching its skin with a pedal."),
        ("", "Limestone is a rock made mostly of calcium carbonate, much of it from shells."),
    )),
    ("why do birds not get a shock on power lines", (
        ("Current", "A current flows only where there is a difference in voltage. A bird with both feet on one wire is all at the same voltage, so nothing flows through it."),
        ("Migration", "Many birds travel thousands of kilometres each autumn. They find their way by stars, by the sun and by the earth's magnetic field."),
        ("", "Power lines are hung high above the ground on pylons, since the air between keeps the voltage from leaping to earth. Where trees grow tall they are cut back each spring by the company that owns the line, and workers go along it by helicopter. Large birds whose wings touch two wires at once do get hurt."),
    )),
)


def main() -> None:
    """Parse the command line, write both files."""
    parser = argparse.ArgumentParser(prog="python -m models.first_stage.golden", description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path, help="test/fixtures/first-stage")
    given = parser.parse_args()
    from models.first_stage.encoder import Encoder  # only now: --help needs no onnxruntime

    write_json(given.out / "windows.json", [
        {"text": text, "words": words, "windows": [text[start:end] for start, end in passage_windows(text, words)]} for text, words in WINDOWS
    ])
    encoder = Encoder(given.encoder)
    lists = []
    for query, candidates in LISTS:
        bm25 = list_bm25(query, [titled(title, text) for title, text in candidates])
        stage = first_stage(query, candidates, bm25, encoder)
        lists.append({
            "query": query, "bm25": bm25, "order": stage.order, "scores": stage.scores,
            "candidates": [{"title": title, "text": text, "cosine": round(cosine, 5), "windowStarts": text[offset:][:20]}
                           for (title, text), cosine, offset in zip(candidates, stage.cosine, stage.window_from)],
        })
    write_json(given.out / "cosines.json", lists)
    print(json.dumps([one["order"] for one in lists]))


if __name__ == "__main__":
    run_step(main)
