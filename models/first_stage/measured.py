"""What `models.first_stage.measure` does: the orders that need no language model, set by set, and their table."""

import shlex
from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from models.files import sha256_of, write_json
from models.first_stage.encoder import Encoder
from models.table.figures import Measured, build_table
from models.table.instant import instants
from models.table.sets import read_set, sample
from models.table.table_text import FIRST_STAGE_MARKS, check_markers, first_stage_text, write_between


def measure(given: Namespace, command: Sequence[str]) -> None:
    """Measure, print and write the table. `given`: the options of `models.first_stage.measure`; `command`: how it was called, for the table."""
    if given.write:
        check_markers(given.write, FIRST_STAGE_MARKS)  # now, not after an hour
    encoder, sha256 = Encoder(given.encoder, given.threads), sha256_of(given.encoder / "onnx" / "model_quantized.onnx")
    sets = []
    for name in given.sets.split(","):
        tasks, whole = read_set(name, given.data, given.lists, given.out / "collections", given.depth)
        tasks = sample(tasks, name, given.queries)
        about = {"set": name, "depth": given.depth, "tasks": whole, "encoder": sha256}
        known = instants(tasks, encoder, given.out / f"{name}-{given.depth}", about)
        print(f"{name}: {len(tasks)} queries", flush=True)
        sets.append(Measured(name, given.depth, tasks, known, whole))
    table = build_table(sets, [])
    write_json(given.out / "first-stage.json", {"encoder": sha256, **table.to_json()})
    made = [f"{date.today()} · sha256 of the encoder `{sha256[:12]}`", "", f"    python -m models.first_stage.measure {shlex.join(command)}"]
    text = first_stage_text(table, made)
    print(text, flush=True)
    if given.write:
        write_between(given.write, text, FIRST_STAGE_MARKS)
