"""A model folder as GGUF: the weights are those of the page to the last bit, and llama.cpp writes what the page's decoder writes."""

import json
import urllib.request
from pathlib import Path

import numpy as np
import pytest

gguf = pytest.importorskip("gguf")

from models.convert import gguf_file as step
from models.convert.chat_template import render
from models.convert.conversation import jinja_template, webllm_text
from models.convert.gguf import KINDS
from models.files import BadInput
from models.quantize.chat_config import architecture_of
from models.quantize.convert import read_back
from models.tests.numpy_decoder import NumpyDecoder
from models.tests.random_model import SHAPES, write_random_model
from models.tests.test_convert import run

PROMPTS = ([40, 41, 42], [256, 7, 7, 7, 90, 12, 250, 3], list(range(30, 96)))
MESSAGES = ([("user", "why? {{ x }} $&\n")], [("system", "be brief"), ("user", "why?")], [("user", "a"), ("assistant", "b"), ("user", "c")])


def converted(tmp_path: Path, monkeypatch, kind: str, *words: str) -> Path:
    """A model folder whose tokenizer has a merge: without one llama.cpp loads none."""
    run(monkeypatch, write_random_model(tmp_path / "hf", kind), tmp_path / "model", *words)
    path = tmp_path / "model" / "tokenizer.json"
    value = json.loads(path.read_text())
    value["model"]["vocab"]["Ġt"] = 270
    value["model"]["merges"] = [["Ġ", "t"]]
    path.write_text(json.dumps(value))
    return tmp_path / "model"


def read_values(path: Path) -> dict[str, np.ndarray]:
    return {tensor.name: gguf.quants.dequantize(tensor.data, tensor.tensor_type) for tensor in gguf.GGUFReader(path).tensors}


@pytest.mark.parametrize("file_kind", KINDS)
@pytest.mark.parametrize("kind, quantization", [*((kind, "q4f32_1") for kind in SHAPES), ("reasonrank-7b", "q4f16_1")])
def test_every_weight_is_the_pages_own(tmp_path, monkeypatch, kind, quantization, file_kind):
    model = converted(tmp_path, monkeypatch, kind, "--quantization", quantization)
    larger = step.write_gguf(model, tmp_path / "out.gguf", file_kind)
    # A scale of float16 takes all its digits: multiplied it fits float16 no more, and stays float32.
    assert (larger > 0) == (quantization == "q4f16_1" and file_kind == "f16")
    found = read_values(tmp_path / "out.gguf")
    path = model / "mlc-chat-config.json"
    a = architecture_of(json.loads(path.read_text()), path)
    for name, wanted in read_back(model, a, quantization):
        order = step.paired_rows(a, name)
        assert np.array_equal(found.pop(step.gguf_name(name)), wanted if order is None else wanted[order]), name
    assert set(found) == ({"rope_freqs.weight"} if a.rope_scaling else set())


def test_a_scale_that_the_smaller_kind_cannot_hold_is_written_as_it_is_and_counted(tmp_path, monkeypatch):
    model = converted(tmp_path, monkeypatch, "qwen3-0.6b")
    real = step.fits_half
    monkeypatch.setattr(step, "fits_half", lambda values: len(values) != 128 and real(values))
    larger = step.write_gguf(model, tmp_path / "out.gguf", "q4_0")
    kinds = [tensor.tensor_type.name for tensor in gguf.GGUFReader(tmp_path / "out.gguf").tensors if len(tensor.shape) == 2]
    assert 0 < larger == kinds.count("F32") < len(kinds)


def test_float16_holds_no_scale_below_its_least_or_above_its_greatest():
    assert step.fits_half(np.float32([2.0**-14, 1.5]))
    assert not step.fits_half(np.float32([2.0**-26]))
    assert not step.fits_half(np.float32([1e6]))


@pytest.mark.parametrize("kind", SHAPES)
def test_the_template_writes_what_the_page_writes(tmp_path, monkeypatch, kind):
    model = converted(tmp_path, monkeypatch, kind)
    conversation = json.loads((model / "mlc-chat-config.json").read_text())["conv_template"]
    begin = step.begin_text(model, conversation)
    for messages in MESSAGES:
        assert render(jinja_template(conversation, begin), messages, {}) == begin + webllm_text(conversation, messages)


def test_the_embedded_models_template_says_nothing_of_a_system():
    conversation = json.loads(Path("public/models/glassrank-135m-q4f32_1/mlc-chat-config.json").read_text())["conv_template"]
    for messages in MESSAGES:
        assert render(jinja_template(conversation), messages, {}) == webllm_text(conversation, messages)


@pytest.mark.parametrize("kind", SHAPES)
def test_llama_cpp_writes_the_tokens_that_the_page_writes(tmp_path, monkeypatch, kind):
    llama = pytest.importorskip("models.convert.llama_server", exc_type=ImportError)
    model = converted(tmp_path, monkeypatch, kind)
    step.write_gguf(model, tmp_path / "out.gguf", "f32")
    decoder = NumpyDecoder(model)
    server = llama.start(tmp_path / "out.gguf", context=512)
    for prompt in PROMPTS:
        asked = {"prompt": list(prompt), "n_predict": 12, "temperature": 0, "return_tokens": True, "cache_prompt": False}
        request = urllib.request.Request(f"{server.listening_address}/completion", json.dumps(asked).encode(), {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            written = json.load(answer)["tokens"]
        wanted = decoder.greedy(list(prompt), 12)
        assert written == wanted[: len(written)]
        assert len(written) == 12 or 256 <= written[-1] < 260  # it stops after whatever is called like an end of text


def test_what_llama_cpp_would_cut_otherwise_is_refused(tmp_path, monkeypatch):
    model = converted(tmp_path, monkeypatch, "llama-3-8b")
    path = model / "tokenizer.json"
    value = json.loads(path.read_text())
    path.write_text(json.dumps({**value, "pre_tokenizer": {"type": "Whitespace"}}))
    with pytest.raises(BadInput, match="Whitespace"):
        step.write_gguf(model, tmp_path / "out.gguf", "f32")
    value["model"]["merges"] = []
    path.write_text(json.dumps(value))
    with pytest.raises(BadInput, match="no merges"):
        step.write_gguf(model, tmp_path / "out.gguf", "f32")
    assert not list(tmp_path.glob("out*"))
