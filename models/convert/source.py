"""What a Hugging Face folder must be before anything is made of it: every check that needs no weight to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.compile.architecture import MODEL_TYPES, Architecture, parameter_list, read_architecture
from models.convert.chat_template import conversation_of
from models.convert.tokenizer import TokenizerFile, read_tokenizer
from models.files import BadInput, read_json
from models.quantize.chat_config import TokenIds
from models.quantize.convert import check_sources
from models.quantize.read_weights import BYTES, WeightFiles

# Stored by some savers, computed by every loader.
COMPUTED = ("rotary_emb.inv_freq", "attn.bias", "attn.masked_bias")
# Keys of a matrix that is quantized already, beside or instead of `.weight`.
QUANTIZED = (".qweight", ".weight_packed", ".weight_scale", ".weight_scale_inv", ".absmax", ".scales", ".qzeros", ".quant_map")
DEFAULT_CONTEXT = 8192


@dataclass(frozen=True)
class Source:
    """A checked folder: `conversation` is its conv_template, `context` in tokens."""

    folder: Path
    architecture: Architecture
    weights: WeightFiles
    tokenizer: TokenizerFile
    conversation: dict[str, Any]
    ids: TokenIds
    context: int


def read_source(folder: Path, *, quantization: str, context: int | None, conversation: str | None) -> Source:
    """All of it, or BadInput with what was found, what is supported and what to do. `context` None: 8192, or the model's own where that is less."""
    if folder.is_file():
        raise BadInput(f"{folder}: is a file; give the Hugging Face folder that holds config.json"
                       + (" (a GGUF is read by python -m models.convert.second_model's way, see docs/MODELS.md)" if folder.suffix == ".gguf" else ""))
    if not folder.is_dir():
        raise BadInput(f"{folder}: there is no such folder")
    config = read_config(folder)
    architecture = read_architecture(folder / "config.json")
    weights = WeightFiles(folder)
    check_weights(folder, architecture, quantization, weights)
    tokenizer = read_tokenizer(folder, architecture.vocab)
    made = conversation_of(folder, tokenizer.tokens, conversation)
    ids = token_ids(folder, config, made["stop_token_ids"], tokenizer)
    made["stop_token_ids"] = list(ids.end)
    return Source(folder, architecture, weights, tokenizer, made, ids, context_of(folder, config, context))


def read_config(folder: Path) -> dict[str, Any]:
    """config.json. BadInput for an architecture or a quantization that cannot be converted."""
    path = folder / "config.json"
    if not path.is_file():
        raise BadInput(f"{folder}: no config.json; give the folder of a model as the hub has it")
    config = read_json(path)
    found = config.get("model_type")
    if found == "mistral":
        raise BadInput(f"{path}: a Mistral. Its decoder is Llama's, but its conversation is neither ChatML nor Llama 3's, and WebLLM encodes a conversation piece "
                       "by piece, which a SentencePiece tokenizer does not split as it does the whole: the prompt would be another than the trained one. Ask it "
                       "through a server (docs/SERVER.md)")
    if found not in MODEL_TYPES:
        names = ", ".join(map(str, config.get("architectures") or [])) or "no architectures"
        raise BadInput(f"{path}: model_type is {found!r} ({names}); supported are {', '.join(MODEL_TYPES)}. "
                       "A model of another shape needs a decoder of its own in models/compile/decoder.py")
    quantized = config.get("quantization_config")
    if quantized:
        method = quantized.get("quant_method", "an unknown method") if isinstance(quantized, dict) else quantized
        raise BadInput(f"{path}: the weights are quantized already ({method}); take the model's bf16, f16 or f32 weights, which are quantized here")
    return config


def check_weights(folder: Path, architecture: Architecture, quantization: str, weights: WeightFiles) -> None:
    """BadInput where a tensor is missing, has another shape or kind, or has no place in the architecture."""
    parameters = parameter_list(architecture, quantization)
    needed = {name for parameter in parameters for name in parameter.sources}
    packed = next((name for name in weights if name.endswith(QUANTIZED)), None)
    if packed is not None:
        raise BadInput(f"{folder}: holds {packed}: the weights are quantized already; take the model's bf16, f16 or f32 weights, which are quantized here")
    for parameter in parameters:
        try:
            check_sources(parameter, weights)
        except BadInput as problem:
            tied = " (config.json does not say tie_word_embeddings: if the head is the embedding, set it true)" if parameter.name.startswith("lm_head") else ""
            raise BadInput(f"{folder}: {problem}{tied}") from None
    for name in needed:
        if weights[name].dtype not in BYTES:
            raise BadInput(f"{weights[name].path}: {name} is {weights[name].dtype}; supported are {', '.join(BYTES)}. Take unquantized weights")
    extra = sorted(unknown_tensors(weights, needed, architecture.tied))
    if extra:
        raise BadInput(f"{folder}: holds {extra[0]}{f' and {len(extra) - 1} more' if len(extra) > 1 else ''}, for which a {architecture.model_type} "
                       "has no place: left out, the model would compute something else. It is of another architecture than config.json says")


def unknown_tensors(names: Iterable[str], needed: set[str], tied: bool) -> list[str]:
    """Tensors that the architecture would not read. A tied head may be stored again."""
    return [name for name in names if name not in needed and not name.endswith(COMPUTED) and not (tied and name == "lm_head.weight")]


def token_ids(folder: Path, config: dict[str, Any], stop: list[int], tokenizer: TokenizerFile) -> TokenIds:
    """Ids that end a turn: the conversation's, then the model's own. BadInput for one that the tokenizer does not have."""
    path = folder / "generation_config.json"
    generation = read_json(path) if path.is_file() else {}
    end = list(stop)
    for value in (generation.get("eos_token_id"), config.get("eos_token_id")):
        end += value if isinstance(value, list) else [] if value is None else [value]
    begin = config.get("bos_token_id")
    known = set(tokenizer.tokens.values())
    for number in [*end, *([] if begin is None else [begin])]:
        if number not in known:
            raise BadInput(f"{folder}: config.json or generation_config.json names the token {number}, which tokenizer.json does not have: "
                           "another model's tokenizer")
    pad = config.get("pad_token_id")
    return TokenIds(begin=begin, end=list(dict.fromkeys(end)), pad=pad if isinstance(pad, int) and pad >= 0 else end[0])


def context_of(folder: Path, config: dict[str, Any], asked: int | None) -> int:
    """Tokens. BadInput where more is asked than the model was made for."""
    most = config.get("max_position_embeddings")
    most = most if isinstance(most, int) and most > 0 else None
    if asked is None:
        return min(DEFAULT_CONTEXT, most or DEFAULT_CONTEXT)
    if asked < 1 or (most is not None and asked > most):
        raise BadInput(f"--context {asked}: {folder.name} was made for 1 to {most or 'any number of'} tokens (max_position_embeddings)")
    return asked
