"""What a Hugging Face folder must hold before any later step may read it."""

from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from models.compile.architecture import MODEL_TYPES
from models.files import BadInput, read_json

FILES = ("config.json", "model.safetensors", "tokenizer.json")
CHAT_TOKENS = ("<|im_start|>", "<|im_end|>")


def check_folder(folder: Path) -> dict[str, Any]:
    """Return config.json of `folder`; BadInput where a file is missing, the type is not known, or a shape does not fit the config."""
    if not folder.is_dir():
        raise BadInput(f"{folder} is not a folder")
    for name in FILES:
        if not (folder / name).is_file():
            hint = "; a sharded model must be saved as one model.safetensors first" if name.startswith("model") else ""
            raise BadInput(f"{folder / name} is missing{hint}")
    config = read_json(folder / "config.json")
    if config.get("model_type") not in MODEL_TYPES:
        raise BadInput(f"{folder}: model_type is {config.get('model_type')!r}; known are {', '.join(MODEL_TYPES)}")
    _check_shapes(folder, config)
    tokenizer = check_tokenizer(folder)
    if tokenizer.get_vocab_size() > config["vocab_size"]:
        raise BadInput(f"{folder}: the tokenizer has {tokenizer.get_vocab_size()} tokens, the model only {config['vocab_size']} rows: another model's tokenizer")
    return config


def _check_shapes(folder: Path, config: dict[str, Any]) -> None:
    try:
        with safe_open(str(folder / "model.safetensors"), "pt") as tensors:
            shapes = {name: tuple(tensors.get_slice(name).get_shape()) for name in tensors.keys()}
    except SafetensorError as problem:
        raise BadInput(f"{folder / 'model.safetensors'} is not a whole safetensors file: {problem}") from None
    hidden, heads = config["hidden_size"], config["num_attention_heads"]
    head = config.get("head_dim") or hidden // heads
    wanted = {
        "model.embed_tokens.weight": (config["vocab_size"], hidden),
        "model.norm.weight": (hidden,),
    }
    for layer in range(config["num_hidden_layers"]):
        at = f"model.layers.{layer}."
        wanted[at + "self_attn.q_proj.weight"] = (heads * head, hidden)
        wanted[at + "self_attn.k_proj.weight"] = (config["num_key_value_heads"] * head, hidden)
        wanted[at + "mlp.down_proj.weight"] = (hidden, config["intermediate_size"])
    for name, shape in wanted.items():
        if shapes.get(name) != shape:
            found = "missing" if name not in shapes else f"of shape {shapes[name]}"
            raise BadInput(f"{folder}: {name} is {found}, config.json says {shape}: weights and config belong to different models")


def check_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of `folder`; BadInput where it cannot be read or knows no ChatML."""
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise BadInput(f"{path} is missing; make the folder with python -m models.base")
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as problem:  # tokenizers raises bare Exception
        raise BadInput(f"{path} cannot be read: {problem}") from None
    for token in CHAT_TOKENS:
        if tokenizer.token_to_id(token) is None:
            raise BadInput(f"{path} lacks {token}; Glassrank's conversation is ChatML")
    return tokenizer
