"""mlc-chat-config.json: what WebLLM reads besides weights and library."""

from models.compile.architecture import Architecture


def conversation_template(end_of_turn: str, end_of_turn_id: int) -> dict:
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


def chat_config(architecture: Architecture, quantization: str, context: int, end_of_turn: str, end_of_turn_id: int) -> dict:
    """The whole file. The prefill chunk is a property of each library and comes from there."""
    a = architecture
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
            "token_postproc_method": "byte_level",
            "prepend_space_in_encode": False,
            "strip_space_in_decode": False,
        },
        "conv_template": conversation_template(end_of_turn, end_of_turn_id),
        "bos_token_id": 1,
        "eos_token_id": end_of_turn_id,
        "pad_token_id": end_of_turn_id,
    }
