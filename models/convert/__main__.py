"""python -m models.convert HF_FOLDER OUT: a Llama, Qwen2 or Qwen3 model → a folder that the page loads. Killed, the same command goes on."""

import argparse
import datetime
from pathlib import Path

from models.compile.architecture import QUANTIZATIONS
from models.compile.emcc import LEVELS
from models.files import BadInput, run_step
from models.manifest.__main__ import template_ids


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.convert", description=__doc__)
    parser.add_argument("source", type=Path, help="Hugging Face folder: config.json, safetensors (one file or shards), tokenizer.json, chat template")
    parser.add_argument("out", type=Path, help="model folder to write; its name is the model's id")
    parser.add_argument("--quantization", choices=tuple(QUANTIZATIONS), default="q4f32_1",
                        help="q4f32_1 (default) runs everywhere; q4f16_1 is 0.5 bit a weight smaller in GPU memory and needs shader-f16")
    parser.add_argument("--context", type=int, help="tokens (default 8192, or the model's own where that is less)")
    parser.add_argument("--conversation", choices=("chatml", "llama-3"), help="take this instead of the model's own chat template")
    parser.add_argument("--libraries", help="of gpu, gpu-subgroups, gpu-f16, software, joined by commas, or none (default: all that fit)")
    parser.add_argument("--runtime", type=Path, help="folder of `models.compile runtime` (default: one of its own in .cache, built once)")
    parser.add_argument("--optimize", choices=LEVELS, help="link level of the libraries (default O3, software Oz; O1 takes seconds and is twice as large)")
    parser.add_argument("--template", default="instruct-think", help="id of the preset that the page begins with (docs/MODELS.md)")
    parser.add_argument("--title", help="name shown to the user (default: the folder's)")
    parser.add_argument("--licence", help="SPDX identifier of the weights")
    parser.add_argument("--created", default=datetime.date.today().isoformat(), help="date (default today)")
    parser.add_argument("--catalog", type=Path, help="also write its entry into this catalog")
    return parser


def main() -> None:
    """Parse the command line, then convert."""
    given = arguments().parse_args()
    if given.template not in template_ids():
        raise BadInput(f"--template {given.template}: there are {', '.join(sorted(filter(None, template_ids())))}")
    from models.convert.convert_model import Options, convert_model  # only now: --help needs no jinja2

    convert_model(Options(**vars(given)))


if __name__ == "__main__":
    run_step(main)
