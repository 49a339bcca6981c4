"""A two-layer base model with a byte tokenizer, made in milliseconds: no weights are needed to test the steps."""

from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM


def write_toy_base(folder: Path, seed: int = 0) -> Path:
    """config.json, model.safetensors, tokenizer.json in `folder`."""
    torch.manual_seed(seed)
    tokenizer = Tokenizer(models.BPE({token: place for place, token in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()), 3)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    vocabulary = {"<|endoftext|>": 0, "<|im_start|>": 1, "<|im_end|>": 2, **tokenizer.get_vocab()}
    tokenizer.model = models.BPE(vocabulary, [])
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in ("<|endoftext|>", "<|im_start|>", "<|im_end|>")])
    config = LlamaConfig(vocab_size=260, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=2, num_key_value_heads=1,
                         head_dim=32, max_position_embeddings=2048, tie_word_embeddings=True, bos_token_id=1, eos_token_id=2, pad_token_id=2)
    LlamaForCausalLM(config).save_pretrained(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
