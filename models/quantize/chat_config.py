"""mlc-chat-config.json: what WebLLM reads besides weights and library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.compile.architecture import Architecture, read_rope_scaling
from models.files import BadInput


@dataclass(frozen=True)
class TokenIds:
    """Ids of the tokens that begin a text, end a turn, and fill: None where there is none to begin with."""

    begin: int | None
    end: Sequence[int]
    pad: int


@dataclass(frozen=True)
class TokenizerKind:
    """How tokens become text: `postproc` is byte_level or byte_fallback; `prepend_space` and `strip_space` as SentencePiece models do."""

    postproc: str = "byte_level"
    prepend_space: bool = False
    strip_space: bool = False


def chat_config(architecture: Architecture, *, quantization: str, context: int, conversation: Mapping[str, Any], ids: TokenIds,
                tokenizer: TokenizerKind | None = None) -> dict[str, Any]:
    """The whole file. `context` in tokens; `conversation`: its conv_template. The prefill chunk is a property of each library and comes from there."""
    a, tokenizer = architecture, tokenizer or TokenizerKind()
    end = list(ids.end)
    return {
        "version": "0.1.0",
        "model_type": a.model_type,
        "quantization": quantization,
        "model_config": {
            "hidden_size": a.hidden,
            "num_hidden_layers": a.layers,
            "num_attention_heads": a.heads,
            "num_key_value_heads": a.kv_heads,
            "head_dim": a.head_dim,
            "intermediate_size": a.intermediate,
            "vocab_size": a.vocab,
            "rms_norm_eps": a.rms_norm_eps,
            "rope_theta": a.rope_theta,
            **({"rope_scaling": a.rope_scaling.to_json()} if a.rope_scaling else {}),
            "tie_word_embeddings": a.tied,
            "context_window_size": context,
        },
        "vocab_size": a.vocab,
        "context_window_size": context,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "tensor_parallel_shards": 1,
        "temperature": 0.0,
        "top_p": 1.0,
        "presence_penalty": 0.0,
        "frequency_penalty": 0.0,
        "repetition_penalty": 1.0,
        "tokenizer_files": ["tokenizer.json"],
        "tokenizer_info": {
            "token_postproc_method": tokenizer.postproc,
            "prepend_space_in_encode": tokenizer.prepend_space,
            "strip_space_in_decode": tokenizer.strip_space,
        },
        "conv_template": dict(conversation),
        **({} if ids.begin is None else {"bos_token_id": ids.begin}),
        "eos_token_id": end[0] if len(end) == 1 else end,
        "pad_token_id": ids.pad,
    }


def architecture_of(config: Mapping[str, Any], path: Path) -> Architecture:
    """The shape that an mlc-chat-config.json tells. BadInput (which names `path`) where a number is missing."""
    about = config.get("model_config") or {}
    names = {"hidden": "hidden_size", "layers": "num_hidden_layers", "heads": "num_attention_heads", "kv_heads": "num_key_value_heads", "head_dim": "head_dim",
             "intermediate": "intermediate_size", "vocab": "vocab_size", "rms_norm_eps": "rms_norm_eps", "rope_theta": "rope_theta"}
    missing = [name for name in names.values() if not isinstance(about.get(name), int | float)]
    if missing:
        raise BadInput(f"{path}: model_config has no {', '.join(missing)}; it is read as models.convert writes it")
    scaling = read_rope_scaling(about.get("rope_scaling") or {}, path)
    return Architecture(model_type=config["model_type"], tied=about.get("tie_word_embeddings") is True, rope_scaling=scaling,
                        **{own: about[name] for own, name in names.items()})
