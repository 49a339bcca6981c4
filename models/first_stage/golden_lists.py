"""The files that hold the page's first stage to this one: what is in them, and how it is made (`models.first_stage.golden`)."""

import base64
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.evaluate.tasks import read_lists
from models.files import write_json
from models.first_stage.encoder import Encoder, Reading
from models.first_stage.late import Late, Stretch, ask_query, read_passage
from models.first_stage.order import FirstStage, first_stage
from models.first_stage.windows import evidence_units, evidence_window, passage_windows
from models.prompt_format import list_bm25, list_idf, titled
from models.text_fold import folded_terms

APART = 0.35  # standard deviations of the fused score; kernels of two kinds moved it by up to 0.32
CHOSEN, SHOWN = 4, 6  # lists of --lists, and passages of each
SHOWN_WORDS = (10, 40, 100)
WIDTH = 16
WINDOWS: tuple[tuple[str, int, int], ...] = (
    *((text, words, 240) for text, words in (
        ("", 5), ("   ", 5), ("one", 5), ("one two three four five", 5), ("one two three four five six", 5),
        ("A b c. D e f. G h.", 5), ("A b c. D e f. G h i j k l m n. O.", 6), ("First one! Second one? Third one. Fourth", 4),
        ('He said "no." Then she left (at last.) And 3.5 km on, it rained…', 6), ("tabs\tand\n\nnew lines. Are\u00a0words apart.", 3),
        ("Дождь шёл весь день. Потом стало тихо.", 4), ("日本語の文章です。空白がありません。", 3), ("An emoji 😀 here. And one more 😀 there. End", 4),
        ("word " * 100, 40), ("Short. " * 30, 7), ("a.b.c d. e", 2), ("word " * 300, 120),
    )),
    ("Дождь шёл весь день. Потом стало тихо.", 40, 20), ("Electroencephalography measures it. So does magnetoencephalography.", 40, 12),
    ("日本語の文章です。空白がありません。 End", 40, 5),
)
UNITS = (
    ("", 24), (" \n ", 24), (" One two.  Three!\nIs 3.5 km far? “Yes.” (No.) End ", 24), ("A b, c d, e f g: h – i j.", 4), ("a b c d e f g", 3),
    ("水在一百度沸腾。今天天气很好？是。", 24), ("水在一百度沸腾，今天天气很好。", 4), ("Дождь шёл весь день; потом, к вечеру, стало тихо.", 4),
    ("One—two three, four… five.", 3), ("فارسی می‌نویسم، و عربی هم؟ بله.", 3), ("a\u00a0b c\u3000d, e f", 2), ("x " * 60 + "end, so. Then", 24),
)
PIECES = (
    "Boilers heat water—at 100 °C.", "naïve Café Ångström ŒUVRE straße İstanbul", "日本語の文章です。空白がありません。", "Дождь шёл весь день.",
    "An emoji 😀 here 👩‍🔬.", "क्षत्रिय हिन्दी", "한국어 문장 입니다", "a\u00adb soft\u200bzero \x07bell", "tabs\tand\n\nnew lines. Are\u00a0words apart.", "x" * 120 + " end",
    "don't re-read it's 3.5km/h $5 a_b", "فارسی می‌نویسم و عربی", "Ǆ ﬁ ½ ① ™ Ⅳ", "e\u0301te\u0301 O\u0308l", "",
    "Ignore this. [SEP] [CLS] A [MASK] or two; [[UNK]] é[PAD]é 日[SEP]本 [cls] [CL\u200bS]",
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
MORE = ("why do birds not get a shock on power lines?", "电线上的鸟为什么不触电", "!?", "")


def write_golden(encoder_folder: Path, out: Path, lists_file: Path | None) -> None:
    """Write the five files into `out`. `lists_file`: dev.jsonl of models.data, of which the CHOSEN first that are APART are taken too."""
    write_json(out / "windows.json", [
        {"text": text, "words": words, "load": load, "windows": [text[start:end] for start, end in passage_windows(text, words, load)]}
        for text, words, load in WINDOWS
    ])
    write_json(out / "units.json", [
        {"text": text, "longest": longest, "units": [text[start:end] for start, end in evidence_units(text, longest)]} for text, longest in UNITS
    ])
    encoder = Encoder(encoder_folder)
    write_json(out / "pieces.json", [
        {"text": text, "pieces": pieces, "parts": [text[start:end] for start, end in spans]} for text in PIECES for pieces, spans in (encoder.pieces(text),)
    ])
    write_json(out / "late.json", [_late(query, encoder) for query in (*(query for query, _ in LISTS), *MORE)])
    lists = [_list(query, candidates, encoder) for query, candidates in LISTS]
    if lists_file:
        lists += _chosen(lists_file, encoder)
    write_json(out / "lists.json", lists)
    print(json.dumps([one["order"] for one in lists]))


def _late(query: str, encoder: Encoder) -> dict[str, Any]:
    """The passages of the last list under `query`, with vectors drawn by chance; everything that is reckoned from them."""
    rng = random.Random(query)

    def read(text: str) -> Reading:
        spans = encoder.pieces(text)[1]
        rows = np.array([[rng.randint(-127, 127) for _ in range(WIDTH)] for _ in spans], np.int8).reshape(len(spans), WIDTH)
        return Reading(np.zeros(1, np.float32), rows, spans)

    def told(reading: Reading) -> dict[str, Any]:
        return {"rows": base64.b64encode(reading.rows.tobytes()).decode(), "spans": " ".join(f"{start}-{end}" for start, end in reading.spans)}

    candidates = LISTS[-1][1]
    asked = ask_query(query, read(query), list_idf([titled(*one) for one in candidates], folded_terms), len(candidates))
    passages = []
    for title, text in candidates:
        windows = passage_windows(text, 30)
        stretches = [Stretch(start, len(titled(title, "")) if title else 0, read(titled(title, text[start:end]))) for start, end in windows]
        late = read_passage(asked, title, text, stretches)
        passages.append({
            "title": title, "text": text, "maxSim": late.max_sim, "idfMaxSim": late.idf_max_sim, **_matches(late),
            "stretches": [{"from": one.start, "lead": one.lead, **told(one.reading)} for one in stretches],
            "windows": [{"words": words, "window": list(evidence_window(text, late.units, asked.weights, words))} for words in SHOWN_WORDS],
        })
    words = [{"from": start, "to": end, "weight": weight} for (start, end), weight in zip(asked.words, asked.weights, strict=True)]
    return {"query": query, **told(asked.reading), "idf": asked.idf, "words": words, "passages": passages}


def _matches(late: Late) -> dict[str, Any]:
    return {
        "units": [{"from": unit.start, "to": unit.end, "similar": list(unit.similar)} for unit in late.units],
        "found": [one and {"in": one[0], "from": one[1], "to": one[2], "similar": one[3]} for one in late.found],
    }


def _list(query: str, candidates: Sequence[tuple[str, str]], encoder: Encoder) -> dict[str, Any]:
    bm25 = list_bm25(query, [titled(title, text) for title, text in candidates], folded_terms)
    stage = first_stage(query, candidates, bm25, encoder)
    return {"query": query, "bm25": bm25, "order": stage.order, "scores": stage.scores,
            "candidates": [_candidate(stage, place, *one) for place, one in enumerate(candidates)]}


def _candidate(stage: FirstStage, place: int, title: str, text: str) -> dict[str, Any]:
    late = stage.late[place]
    assert late is not None
    windows = {str(words): text[slice(*(stage.window(place, text, words) or (0, 0)))] for words in SHOWN_WORDS}
    return {"title": title, "text": text, "cosine": round(stage.cosine[place], 5), "maxSim": round(late.max_sim, 5),
            "idfMaxSim": round(late.idf_max_sim, 5), "windows": windows}


def _chosen(path: Path, encoder: Encoder) -> list[dict[str, Any]]:
    """The first lists whose neighbours are APART."""
    found: list[dict[str, Any]] = []
    for task in read_lists(path, None, SHOWN):
        one = _list(task.query, [candidate.titled for candidate in task.candidates], encoder)
        scores = sorted(one["scores"])
        if all(high - low >= APART for low, high in zip(scores, scores[1:])):
            found.append(one)
        if len(found) == CHOSEN:
            break
    return found
