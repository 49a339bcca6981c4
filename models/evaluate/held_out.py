"""What models.evaluate.reading measures, with the model loaded."""

from pathlib import Path

import torch

from models.data.taught_lists import read_lists
from models.device import choose_device
from models.evaluate.generate import Ranker
from models.evaluate.read import HeldOut, held_out_figures
from models.files import BadInput


def held_out_command(model: Path, held_out: Path, count: int | None, batch: int, dtype: str | None, threads: int | None) -> tuple[HeldOut, str]:
    """The figures, and sha256 of the weights."""
    if batch < 1 or (count is not None and count < 1):
        raise BadInput("--batch and --lists must be at least 1")
    if threads:
        torch.set_num_threads(threads)
    lists = read_lists(held_out)[:count]
    ranker = Ranker(model)
    machine = choose_device(dtype)
    print(f"{len(lists)} lists, {machine.dtype_name} ({machine.seen})", flush=True)
    ranker.load(machine.device, machine.dtype)
    return held_out_figures(lists, ranker.reader(batch)), ranker.sha256
