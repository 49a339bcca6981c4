"""A byte-level BPE tokenizer like SmolLM2's (single digits, GPT-2 splitting), trained on toy lists: 768 tokens."""

import random

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from models.tiny.toy_lists import toy_list

SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
VOCAB = 768


def train_tokenizer() -> Tokenizer:
    """The same tokenizer at every call. Ids 0–2 are the special tokens in SmolLM2's order."""
    rng = random.Random(1)
    lists = [toy_list(rng) for _ in range(2000)]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True, use_regex=True),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB,
        special_tokens=[AddedToken(text, special=True) for text in SPECIAL],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((text for one in lists for text in (one.prompt, one.output)), trainer)
    return tokenizer
