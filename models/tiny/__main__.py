"""`python -m models.tiny`: a toy model of the shipped shape as a Hugging Face folder, for the same steps that follow."""

import argparse
import json
from pathlib import Path

from models.atomic import BadInput, atomic_folder, run_step


def main() -> None:
    """Writes OUT whole or not at all: config.json, model.safetensors, tokenizer.json, figures.json."""
    parser = argparse.ArgumentParser(prog="python -m models.tiny", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--steps", type=int, default=1000, help="training steps of 16 lists (default 1000); 0 leaves random weights")
    options = parser.parse_args()
    if options.steps < 0:
        raise BadInput(f"--steps {options.steps} is negative")
    import torch

    from models.tiny.tiny_model import tiny_model
    from models.tiny.tiny_tokenizer import train_tokenizer
    from models.tiny.train import train

    torch.manual_seed(0)
    model, tokenizer = tiny_model(), train_tokenizer()
    loss = train(model, tokenizer, options.steps) if options.steps else None
    with atomic_folder(options.out) as folder:
        model.save_pretrained(folder)
        tokenizer.save(str(folder / "tokenizer.json"))
        training = {"steps": f"{options.steps} of 16 lists, on a CPU", "loss at the end": f"{loss:.3f}"} if options.steps else {}
        (folder / "figures.json").write_text(json.dumps({"training": training}, indent=1) + "\n", encoding="utf-8")
    print(f"{options.out}: {sum(p.numel() for p in model.parameters()):,} weights" + (f", loss {loss:.3f}" if options.steps else ", random"))


if __name__ == "__main__":
    run_step(main)
