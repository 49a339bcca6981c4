"""The files a browser loads: shards, tokenizer, and mlc-chat-config.json (what WebLLM reads besides weights and library)."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

from models.compile.architecture import read_architecture
from models.files import BadInput, read_json
from models.quantize.chat_config import TokenIds, chat_config
from models.quantize.convert import convert, read_back, write_shards
from models.quantize.read_weights import WeightFiles

END_OF_TURN = "<|im_end|>"


@dataclass(frozen=True)
class Options:
    """The command line. `quantization`: q4f32_1 or q4f16_1; `context` in tokens; `dequantized`: folder for what the browser computes with."""

    source: Path
    out: Path
    quantization: str
    context: int
    dequantized: Path | None


def write_model(options: Options) -> None:
    """Writes the model folder `options.out`, all files or none; its libraries and documents are left alone."""
    started = time.monotonic()
    architecture = read_architecture(options.source / "config.json")
    tokenizer = options.source / "tokenizer.json"
    stop = end_of_turn_id(tokenizer)
    weights = WeightFiles(options.source)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{options.out.name}-", dir=options.out.parent) as name:
        made = Path(name)
        cache = write_shards(convert(architecture, options.quantization, weights), made)
        config = chat_config(architecture, quantization=options.quantization, context=options.context,
                             conversation=conversation_template(END_OF_TURN, stop), ids=TokenIds(begin=1, end=[stop], pad=stop))
        (made / "mlc-chat-config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
        # the same tokenizer without line breaks: half the bytes to download
        compact = json.dumps(read_json(tokenizer), ensure_ascii=False, separators=(",", ":"))
        (made / "tokenizer.json").write_text(compact, encoding="utf-8")
        if options.dequantized:
            write_dequantized(options.dequantized, options.source, dict(read_back(made, architecture, options.quantization)))
        options.out.mkdir(exist_ok=True)
        # a manifest of the old weights would be wrong from here on
        for old in [*options.out.glob("params_shard_*.bin"), options.out / "manifest.json"]:
            old.unlink(missing_ok=True)
        for path in made.iterdir():
            os.replace(path, options.out / path.name)
    numbers = cache["metadata"]
    print(f"{options.out}  {numbers['ParamBytes']:,} bytes in {len(cache['records'])} shards, {numbers['BitsPerParam']} bits a weight, "
          f"{time.monotonic() - started:.0f} s")


def end_of_turn_id(tokenizer_path: Path) -> int:
    """The id of END_OF_TURN. BadInput where the file is no tokenizer or does not know it."""
    try:
        found = Tokenizer.from_file(str(tokenizer_path)).token_to_id(END_OF_TURN)
    except Exception as error:  # tokenizers raises bare Exception
        raise BadInput(f"{tokenizer_path}: is not a tokenizer ({error})") from error
    if found is None:
        raise BadInput(f"{tokenizer_path}: has no token {END_OF_TURN}, which the conversation template ends turns with")
    return found


def write_dequantized(folder: Path, source: Path, tensors: Mapping[str, np.ndarray]) -> None:
    """A Hugging Face folder of `tensors` (float32) with the config and tokenizer of `source`."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / "model.safetensors.unfinished"
    save_file({name: torch.from_numpy(array) for name, array in tensors.items()}, unfinished, metadata={"format": "pt"})
    for name in ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        if (source / name).is_file():
            shutil.copy(source / name, folder / name)
    os.replace(unfinished, folder / "model.safetensors")


def conversation_template(end_of_turn: str, end_of_turn_id: int) -> dict[str, Any]:
    """`<|im_start|>user\\n{user}<|im_end|>\\n<|im_start|>assistant\\n<think>`: no system message; the output begins inside the thought.

    There is no role_templates on purpose: WebLLM 0.2.86 would fill it with String.replace, which reads `$&` or `$'` in the
    user's text as patterns. Without it the text is taken as it is.
    """
    return {
        "name": "glassrank",
        "system_template": "",
        "system_message": "",
        "system_prefix_token_ids": None,
        "add_role_after_system_message": True,
        "roles": {"user": "<|im_start|>user", "assistant": "<|im_start|>assistant"},
        "role_content_sep": "\n",
        "role_empty_sep": "\n<think>",
        "messages": [],
        "seps": [f"{end_of_turn}\n"],
        "stop_str": [end_of_turn],
        "stop_token_ids": [end_of_turn_id],
        "function_string": "",
        "use_function_calling": False,
    }
