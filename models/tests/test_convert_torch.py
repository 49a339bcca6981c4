"""A converted model computes what torch computes on its rounded weights, in the shapes of the published rerankers."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from models.convert.chat_template import conversation_of
from models.convert.conversation import webllm_text
from models.convert.dequantize import write_dequantized
from models.convert.tokenizer import read_tokenizer
from models.tests.numpy_decoder import NumpyDecoder
from models.tests.random_model import SHAPES, write_random_model
from models.tests.test_convert import run

PROMPTS = ([40, 41, 42], [256, 7, 7, 7, 90, 12, 250, 3], list(range(30, 96)))


@pytest.mark.parametrize("quantization", ["q4f32_1", "q4f16_1"])
@pytest.mark.parametrize("kind", SHAPES)
def test_greedy_tokens_are_torchs(tmp_path, monkeypatch, kind, quantization):
    source = write_random_model(tmp_path / "hf", kind, dtype="BF16", shards=3)
    run(monkeypatch, source, tmp_path / "out", "--quantization", quantization)
    write_dequantized(tmp_path / "out", source, tmp_path / "plain")
    model = transformers.AutoModelForCausalLM.from_pretrained(tmp_path / "plain", dtype=torch.float32).eval()
    assert type(model).__name__.lower().startswith(SHAPES[kind]["model_type"])
    decoder = NumpyDecoder(tmp_path / "out")
    for prompt in PROMPTS:
        with torch.inference_mode():
            wanted = model(torch.tensor([prompt])).logits[0, -1].double().numpy()
            written = list(prompt)
            for _ in range(12):
                written.append(int(model(torch.tensor([written])).logits[0, -1].argmax()))
        assert np.abs(decoder.logits(prompt) - wanted).max() < 1e-3 * np.abs(wanted).max()
        assert decoder.greedy(prompt, 12) == written[len(prompt) :]
        assert len(set(written[len(prompt) :])) > 2  # not one token again and again


def test_a_decoder_that_leaves_rope_as_it_is_writes_other_tokens_than_a_model_whose_rope_is_stretched(tmp_path, monkeypatch):
    source = write_random_model(tmp_path / "hf", "llama-3.2-1b")
    run(monkeypatch, source, tmp_path / "out")
    right, wrong = NumpyDecoder(tmp_path / "out"), NumpyDecoder(tmp_path / "out")
    assert wrong.config.pop("rope_scaling")["factor"] == 32
    assert right.greedy(list(PROMPTS[-1]), 12) != wrong.greedy(list(PROMPTS[-1]), 12)


@pytest.mark.parametrize("kind", SHAPES)
def test_the_conversation_is_what_the_models_own_template_makes(tmp_path, kind):
    folder = write_random_model(tmp_path / "hf", kind)
    tokens = read_tokenizer(folder, 280).tokens
    tokenizer = transformers.PreTrainedTokenizerFast.from_pretrained(folder)
    conversation = conversation_of(folder, tokens)
    begin = "<|begin_of_text|>" if conversation["system_prefix_token_ids"] else ""
    for messages in ([("user", "why? $& {system_message}")], [("system", "be brief"), ("user", "why?")],
                     [("user", "a"), ("assistant", "b"), ("user", "c")]):
        wanted = tokenizer.apply_chat_template([{"role": role, "content": content} for role, content in messages], tokenize=False, add_generation_prompt=True)
        assert begin + webllm_text(conversation, messages) == wanted
