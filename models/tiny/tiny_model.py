"""A Llama with two layers: the shipped model's head size, grouped queries and tied head, about 1 MB in 4 bits."""

from transformers import LlamaConfig, LlamaForCausalLM

from models.tiny.tiny_tokenizer import VOCAB


def tiny_model() -> LlamaForCausalLM:
    """Random weights; seed torch before."""
    config = LlamaConfig(
        vocab_size=VOCAB, hidden_size=256, intermediate_size=768, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=64, max_position_embeddings=4096, rms_norm_eps=1e-5, rope_theta=10000.0,
        tie_word_embeddings=True, attention_bias=False, mlp_bias=False, bos_token_id=1, eos_token_id=2, pad_token_id=2,
    )
    return LlamaForCausalLM(config)
