"""`python -m models.quantize`: a Hugging Face folder → the files a browser loads, and the same weights dequantized for torch."""

import argparse
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

from models.atomic import BadInput, run_step
from models.compile.architecture import QUANTIZATIONS, read_architecture, read_json
from models.quantize.chat_config import chat_config
from models.quantize.convert import convert, read_weights
from models.quantize.shards import write_shards

END_OF_TURN = "<|im_end|>"


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.quantize", description=__doc__)
    parser.add_argument("source", type=Path, help="Hugging Face folder: config.json, model.safetensors, tokenizer.json")
    parser.add_argument("out", type=Path, help="model folder; its libraries and documents are left alone")
    parser.add_argument("--quantization", choices=tuple(QUANTIZATIONS), default="q4f32_1")
    parser.add_argument("--context", type=int, default=8192, help="tokens (default 8192)")
    parser.add_argument("--dequantized", type=Path, help="also write a Hugging Face folder of what the browser computes with")
    return parser


def end_of_turn_id(tokenizer_path: Path) -> int:
    try:
        from tokenizers import Tokenizer

        found = Tokenizer.from_file(str(tokenizer_path)).token_to_id(END_OF_TURN)
    except Exception as error:
        raise BadInput(f"{tokenizer_path}: is not a tokenizer ({error})") from error
    if found is None:
        raise BadInput(f"{tokenizer_path}: has no token {END_OF_TURN}, which the conversation template ends turns with")
    return found


def write_dequantized(folder: Path, source: Path, tensors: dict, tied: bool) -> None:
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / "model.safetensors.unfinished"
    save_file({name: torch.from_numpy(array) for name, array in tensors.items()}, unfinished, metadata={"format": "pt"})
    for name in ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        if (source / name).is_file():
            shutil.copy(source / name, folder / name)
    os.replace(unfinished, folder / "model.safetensors")


def main() -> None:
    options = arguments().parse_args()
    started = time.monotonic()
    architecture = read_architecture(options.source / "config.json")
    tokenizer = options.source / "tokenizer.json"
    stop = end_of_turn_id(tokenizer)
    weights = read_weights(options.source)
    dequantized: dict = {}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{options.out.name}-", dir=options.out.parent) as name:
        made = Path(name)
        cache = write_shards(convert(architecture, options.quantization, weights, dequantized), made)
        config = chat_config(architecture, options.quantization, options.context, END_OF_TURN, stop)
        (made / "mlc-chat-config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
        # the same tokenizer without line breaks: half the bytes to download
        compact = json.dumps(read_json(tokenizer), ensure_ascii=False, separators=(",", ":"))
        (made / "tokenizer.json").write_text(compact, encoding="utf-8")
        if options.dequantized:
            write_dequantized(options.dequantized, options.source, dequantized, architecture.tied)
        options.out.mkdir(exist_ok=True)
        # a manifest of the old weights would be wrong from here on
        for old in [*options.out.glob("params_shard_*.bin"), options.out / "manifest.json"]:
            old.unlink(missing_ok=True)
        for path in made.iterdir():
            os.replace(path, options.out / path.name)
    numbers = cache["metadata"]
    print(f"{options.out}  {numbers['ParamBytes']:,} bytes in {len(cache['records'])} shards, {numbers['BitsPerParam']} bits a weight, "
          f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    run_step(main)
