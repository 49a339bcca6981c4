"""python -m models.train BASE DATA OUT --minutes M: teach the reading score, thoughts and answers; run it again to go on.

One command for one GPU (full fine-tune: --frozen 0) and for a CPU (lower layers frozen).
Stop it with SIGINT, SIGTERM or a file OUT/stop: it finishes its step, saves and writes OUT/model.
"""

import argparse
from pathlib import Path

from models.files import run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="folder written by models.base, or a Hugging Face folder to go on from")
    parser.add_argument("data", type=Path, help="folder written by models.data")
    parser.add_argument("out", type=Path, help="folder for state.pt, cache/ and model/")
    parser.add_argument("--minutes", type=float, default=75, help="training time in all, over all runs of this OUT (default 75)")
    parser.add_argument("--epochs", type=int, default=2, help="at most (default 2)")
    parser.add_argument("--lesson", choices=("reading", "writing", "both"), default="both",
                        help="reading: the score at each passage's end; writing: thoughts and answers; both (default), as often as the data holds of either")
    parser.add_argument("--frozen", type=int, metavar="N", help="lower layers left as they are (default: 0 on a GPU, two fifths on a CPU)")
    parser.add_argument("--rate", type=float, default=3e-4, help="highest learning rate (default 3e-4)")
    parser.add_argument("--warmup", type=int, default=40, help="steps of rising learning rate (default 40)")
    parser.add_argument("--batch-tokens", type=int, help="tokens a step, padding included (default 2600 on a CPU, 65536 on a GPU)")
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), help="of the working weights (default: timed)")
    parser.add_argument("--quantize-from", type=float, default=0.6, metavar="SHARE", help="learn through 4-bit rounding after this share of the run (default 0.6; 1: never)")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--no-cache", action="store_true", help="compute the frozen layers anew each epoch instead of keeping their outputs on disk (writing)")
    parser.add_argument("--dev-lists", type=int, default=80, help="held-out lists per check (default 80; 0: none)")
    parser.add_argument("--encoder", type=Path, default=Path("public/models/all-minilm-l6-v2-int8"), help="folder written by models.first_stage, for the held-out lists")
    parser.add_argument("--check-minutes", type=float, default=15, help="between checks (default 15)")
    parser.add_argument("--save-minutes", type=float, default=4, help="between saved states (default 4)")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def main() -> None:
    """Parse the command line, then train or go on training."""
    given = arguments().parse_args()
    from models.train.fine_tune import Options, fine_tune  # only now: --help needs no torch

    fine_tune(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
