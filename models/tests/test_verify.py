"""Verification prompts: ten, in the shipped template, two of them longer than a prefill chunk."""

import pytest

from models.atomic import BadInput
from models.tiny.tiny_tokenizer import train_tokenizer
from models.verify.__main__ import prefill_chunk
from models.verify.prompts import verification_prompts


@pytest.mark.parametrize("chunk", [64, 128, 512])
def test_the_last_two_prompts_are_longer_than_the_chunk(chunk):
    tokenizer = train_tokenizer()

    def count(message):
        return len(tokenizer.encode(message).ids)

    prompts = verification_prompts(count, chunk)
    assert len(prompts) == len(set(prompts)) == 10
    assert count(prompts[8]) > chunk and count(prompts[9]) >= chunk * 3 // 2
    assert all(p.startswith("Query: ") and "[1] (9) " in p for p in prompts)


def test_the_prefill_chunk_is_read_out_of_the_library(tmp_path):
    library = tmp_path / "gpu.wasm"
    library.write_bytes(b'\0asm...{"prefill_chunk_size": 512, "x": 1}...')
    assert prefill_chunk(library) == 512
    library.write_bytes(b"\0asm")
    with pytest.raises(BadInput, match="metadata"):
        prefill_chunk(library)
