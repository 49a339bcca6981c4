"""`python -m models.tiny`: a toy model of the shipped shape as a Hugging Face folder, for the same steps that follow."""

import argparse
import json
from pathlib import Path

from models.atomic import BadInput, atomic_folder, run_step


def main() -> None:
    """Writes OUT whole or not at all: config.json, model.safetensors, tokenizer.json, figures.json."""
    parser = argparse.ArgumentParser(prog="python -m models.tiny", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--seconds", type=float, default=120, help="training time (default 120); 0 leaves random weights")
    options = parser.parse_args()
    if options.seconds < 0:
        raise BadInput(f"--seconds {options.seconds} is negative")
    import torch

    from models.tiny.tiny_model import tiny_model
    from models.tiny.tiny_tokenizer import train_tokenizer
    from models.tiny.train import train

    torch.manual_seed(0)
    model, tokenizer = tiny_model(), train_tokenizer()
    loss = train(model, tokenizer, options.seconds) if options.seconds else None
    with atomic_folder(options.out) as folder:
        model.save_pretrained(folder)
        tokenizer.save(str(folder / "tokenizer.json"))
        training = {"time": f"{options.seconds:.0f} s on a CPU", "loss at the end": f"{loss:.3f}"} if options.seconds else {}
        (folder / "figures.json").write_text(json.dumps({"training": training}, indent=1) + "\n", encoding="utf-8")
    print(f"{options.out}: {sum(p.numel() for p in model.parameters()):,} weights" + (f", loss {loss:.3f}" if options.seconds else ", random"))


if __name__ == "__main__":
    run_step(main)
