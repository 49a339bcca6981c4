"""Guard prompts and golden file: twenty for each prefill chunk, of exact lengths, and what torch writes after them."""

import json
from dataclasses import replace

import pytest

from models.files import BadInput, sha256_of
from models.tests.toy import write_toy_base
from models.tiny.tiny_model import train_tokenizer
from models.verify.golden import SPREAD, TOP, TorchModel, golden_lines, golden_of, ids_sha256, prefill_chunk
from models.verify.prompts import GuardPrompt, guard_prompts

TEMPLATE = {"roles": {"user": "<|im_start|>user", "assistant": "<|im_start|>assistant"}, "role_content_sep": "\n", "role_empty_sep": "\n<think>",
            "seps": ["<|im_end|>\n"]}
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def prompts_for(chunks):
    tokenizer = train_tokenizer()

    def count(text):
        return len(tokenizer.encode(text, add_special_tokens=False).ids)

    return guard_prompts(template=TEMPLATE, count=count, special=SPECIAL, chunks=chunks, context=4096), count


@pytest.mark.parametrize("chunk", [32, 64, 128, 512])
def test_each_chunk_has_twenty_prompts_around_its_size(chunk):
    prompts, count = prompts_for([chunk])
    assert len(prompts) == len({prompt.text for prompt in prompts}) == 20
    sizes = {prompt.name: count(prompt.text) for prompt in prompts}
    assert (sizes["a chunk less one"], sizes["exactly a chunk"], sizes["a chunk and one"]) == (chunk - 1, chunk, chunk + 1)
    assert sizes["two chunks and five"] == 2 * chunk + 5
    assert sizes["longer than a chunk"] > chunk and sizes["a chunk and a half"] >= chunk * 3 // 2
    assert (sizes["one token"], sizes["two tokens"], sizes["4,000 tokens"]) == (1, 2, 4000)


def test_two_chunks_share_the_prompts_that_depend_on_none():
    prompts, _ = prompts_for([128, 512])
    for chunk in (128, 512):
        assert sum(prompt.chunk in (None, chunk) for prompt in prompts) == 20
    assert len(prompts) == 26


def test_every_special_token_is_among_the_tokens_of_one_prompt():
    prompts, _ = prompts_for([64])
    tokenizer = train_tokenizer()
    [everything] = [prompt.text for prompt in prompts if prompt.name == "every special token"]
    assert {tokenizer.token_to_id(text) for text in SPECIAL} <= set(tokenizer.encode(everything).ids)


def test_a_tokenizer_without_digits_of_their_own_is_refused_instead_of_a_wrong_length():
    with pytest.raises(BadInput, match="each digit"):
        guard_prompts(template=TEMPLATE, count=lambda text: (len(text) + 2) // 3, special=SPECIAL, chunks=[64], context=4096)


def test_the_prefill_chunk_is_read_out_of_the_library(tmp_path):
    library = tmp_path / "gpu.wasm"
    library.write_bytes(b'\0asm...{"prefill_chunk_size": 512, "x": 1}...')
    assert prefill_chunk(library) == 512
    library.write_bytes(b"\0asm")
    with pytest.raises(BadInput, match="metadata"):
        prefill_chunk(library)


def test_what_torch_writes_is_its_best_token_at_each_step(tmp_path):
    model = TorchModel(write_toy_base(tmp_path))
    written = model.greedy("otters sleep", 4)
    assert written.prompt_tokens == 12 and written.ids_sha256 == ids_sha256(model.ids("otters sleep"))
    assert written.tokens[0] == written.first.ids[0] and written.tokens[-1] == written.last.ids[0]
    assert written.second[0] == written.first.ids[1] and written.gaps[0] == pytest.approx(written.first.values[0] - written.first.values[1], abs=2e-5)
    assert TOP < len(written.first.ids) <= TOP + SPREAD and {0, 263} <= set(written.first.ids)


def test_the_golden_file_names_its_weights_and_guards_with_the_prompt_furthest_from_a_tie(tmp_path, monkeypatch):
    model = write_toy_base(tmp_path)
    (model / "params_shard_0.bin").write_bytes(b"12345678")
    (model / "tensor-cache.json").write_text(json.dumps({"records": [{"dataPath": "params_shard_0.bin", "nbytes": 8}]}))
    texts = [GuardPrompt(f"{number}", f"text {number}") for number in range(9)]
    monkeypatch.setattr("models.verify.golden.prompts_of", lambda *_: [*texts, replace(texts[0], text="a longer text", chunk=64)])
    candidates = [f"candidate {number}" for number in range(8)]
    monkeypatch.setattr("models.verify.golden.page_prompts", lambda _: candidates)
    (model / "mlc-chat-config.json").write_text(json.dumps({"conv_template": {}}))
    torch_model = TorchModel(model)
    golden = golden_of(model, torch_model, chunks=[64], tokens=2, report=lambda line: None)
    assert json.loads(golden_lines(golden)) == golden
    assert golden["weights"] == {name: sha256_of(model / name) for name in ("params_shard_0.bin", "tokenizer.json")}
    least = {text: min(torch_model.greedy(text, 8).gaps) for text in candidates}
    assert golden["guard"]["prompt"] == max(least, key=least.get) and golden["guard"]["leastGap"] == max(least.values())
    assert golden["guard"]["tokens"] == torch_model.greedy(golden["guard"]["prompt"], 8).tokens
    assert [prompt["chunk"] for prompt in golden["prompts"]] == [None] * 9 + [64]
    few = golden_of(model, torch_model, chunks=[64], tokens=2, report=lambda line: None, numbers=[2, 10])
    assert "guard" not in few and few["prompts"] == [golden["prompts"][1], golden["prompts"][9]]
    with pytest.raises(BadInput, match="no prompt 11"):
        golden_of(model, torch_model, chunks=[64], tokens=2, report=lambda line: None, numbers=[11])
