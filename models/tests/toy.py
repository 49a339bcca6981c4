"""A two-layer base model with a byte tokenizer, made in milliseconds, and data for it: no weights are needed to test the steps."""

from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM

from models.base.check_folder import check_tokenizer
from models.data.examples import Example, tokenize, write_examples
from models.files import sha256_of, write_json
from models.prompt_format import READING_TOKENS, conversation, listwise_prompt, output

SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", *READING_TOKENS)


def write_toy_base(folder: Path, seed: int = 0) -> Path:
    """config.json, model.safetensors, tokenizer.json in `folder`."""
    torch.manual_seed(seed)
    tokenizer = Tokenizer(models.BPE({token: place for place, token in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()), len(SPECIAL))}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    vocabulary = {**{token: place for place, token in enumerate(SPECIAL)}, **tokenizer.get_vocab()}
    tokenizer.model = models.BPE(vocabulary, [])
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in SPECIAL])
    config = LlamaConfig(vocab_size=264, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=2, num_key_value_heads=1,
                         head_dim=32, max_position_embeddings=2048, tie_word_embeddings=True, bos_token_id=1, eos_token_id=2, pad_token_id=2)
    LlamaForCausalLM(config).save_pretrained(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def write_toy_examples(folder: Path, base: Path, count: int = 12) -> Path:
    """A data folder of `count` examples, tokenized for the toy base."""
    folder.mkdir(parents=True)
    examples = []
    for number in range(count):
        prompt = listwise_prompt(f"word {number}", [("", f"the word is {number}"), ("", "no")], [9, 0], 8)
        examples.append(Example("toy", conversation(prompt.user), output(' [1] says it. [2] says less.', [1, 2]), (1, 0)))
    tokenizer = check_tokenizer(base)
    write_examples(folder, examples, tokenize(examples, tokenizer), tokenizer)
    write_json(folder / "data.json", {"tokenizerSha256": sha256_of(base / "tokenizer.json")})
    return folder
