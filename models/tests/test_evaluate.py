"""models.evaluate: the guide, the first stage, the figures, going on after a stop, bad input."""

import json
import random
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from models.evaluate.__main__ import main
from models.evaluate.generate import BLOCK, _attend, answer_tokens, generate_guided, token_texts
from models.evaluate.measures import bootstrap_interval, randomization_p
from models.evaluate.output_guide import OutputGuide, read_prefix
from models.evaluate.rerank import Output, plan_windows, rerank_tasks
from models.evaluate.results import add_results, open_results, summarise
from models.evaluate.tasks import Candidate, Start, Task, bm25_run, given_start, read_collection, read_lists
from models.files import BadInput
from models.prompt_format import list_bm25, z_scores

ANSWER = "\n<answer>[3] > [1] > [2]</answer>"


def test_every_beginning_of_an_answer_is_a_prefix_and_only_the_end_is_whole():
    for end in range(len(ANSWER)):
        assert read_prefix(ANSWER[:end], 3) == "prefix"
    assert read_prefix(ANSWER, 3) == "whole"
    for wrong in (ANSWER + " ", ANSWER.replace("[2]", "[1]"), ANSWER.replace("[2]", "[4]"), ANSWER.replace("[2]", "[02]"), ANSWER[1:], "\n<answer>[]"):
        assert read_prefix(wrong, 3) == "wrong"


@pytest.mark.parametrize("seed", range(20))
def test_any_walk_of_allowed_pieces_ends_in_a_permutation(seed):
    rng = random.Random(seed)
    count, budget = rng.randint(1, 12), rng.randint(0, 30)
    pieces = ["a", " b", "</", "think", ">", "</think>", ">\n", "\n", "<", "answer", "[", "]", "] >", " > [", " >", " ["] + list("0123456789thinkasweranswer") + ["1]", "/"]
    guide, text, thought = OutputGuide(count, budget), "", 0
    while not guide.complete:
        allowed = [piece for piece in pieces if guide.allows(piece)]
        piece = rng.choice(allowed)
        guide.push(piece)
        text += piece
        thought += "</think>" not in text
        assert thought <= budget + len("</think>")
    assert read_prefix(text.partition("</think>")[2], count) == "whole"
    assert not guide.allows("</think>") and not guide.allows(None) and not guide.allows("")


def test_a_thought_is_closed_by_force_when_its_budget_is_spent_even_inside_the_tag():
    guide = OutputGuide(2, 2)
    for piece in (" so", "</th"):
        guide.push(piece)
    assert guide.forced and not guide.allows("x") and guide.allows("ink>")
    with pytest.raises(ValueError, match="did not allow"):
        guide.push("x")
    own = OutputGuide(1, 9)
    for piece in (" so", "</think>", "\n<answer>[1]</answer>"):
        own.push(piece)
    assert own.complete and not own.forced


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """A one-layer Llama with random weights and a byte tokenizer, as a Hugging Face folder."""
    folder = tmp_path_factory.mktemp("toy")
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE({letter: place for place, letter in enumerate(letters)}, []))
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in ("<|im_start|>", "<|im_end|>")])
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(3)
    LlamaForCausalLM(LlamaConfig(vocab_size=288, hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2,
                                 num_key_value_heads=1, head_dim=16, max_position_embeddings=4096, tie_word_embeddings=True)).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("locked", [False, True])
def test_outputs_of_a_batch_equal_those_made_one_by_one(toy, locked):
    tokenizer, model = Tokenizer.from_file(str(toy / "tokenizer.json")), AutoModelForCausalLM.from_pretrained(toy).eval()
    texts = token_texts(toy / "tokenizer.json")
    answering = answer_tokens(texts)
    prompts, shown = ["Query: a much longer prompt", "b", "Query: x [1]"], [["a passage"] * count for count in (3, 1, 10)]
    priors = [[0.5, -1.0, 2.0], None, [float(n) for n in range(10)]]
    together = generate_guided(model, tokenizer, texts, answering, prompts, shown, 12, locked, priors=priors)
    for prompt, passages, prior, output in zip(prompts, shown, priors, together):
        alone = generate_guided(model, tokenizer, texts, answering, [prompt], [passages], 12, locked, priors=[prior])[0]
        assert (alone.text, alone.tokens, alone.forced) == (output.text, output.tokens, output.forced)
        assert read_prefix(output.text.partition("</think>")[2], len(passages)) == "whole"


def task(qid: str, count: int = 3) -> Task:
    return Task(qid, "what", tuple(Candidate(f"d{n}", "", f"passage {n} says so", float(count - n)) for n in range(count)), {"d2": 1.0})


def test_outputs_become_orders_outcomes_and_shares():
    said = ' [3] answers it: "passage 2 says". [1] and [9] say: "not there".</think>'
    replies = [said + ANSWER, said + "\n<answer>[3]</answer>", " [3] first"]
    reports = rerank_tasks([task("a"), task("b"), task("c")], lambda prompts, shown, priors: [Output(text, False, 9, 5, 1.0) for text in replies], 40, 0.0)
    assert [report.order for report in reports] == [["d2", "d0", "d1"], ["d2", "d0", "d1"], ["d0", "d1", "d2"]]
    assert [(r.complete, r.repaired, r.unparsed) for r in reports] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert (reports[0].quotes, reports[0].quotes_verbatim, reports[0].citations, reports[0].citations_existing) == (2, 1, 3, 2)
    assert (reports[0].before, reports[0].after, reports[2].changed) == (0.5, 1.0, False)
    assert "2 better, 0 worse" in str(summarise(reports))


def in_shown_order(seen):
    """A writer that keeps the order shown and notes what it was asked."""

    def write(prompts, shown, priors):
        seen.append((prompts, shown, priors))
        return [Output("</think>\n<answer>" + " > ".join(f"[{n + 1}]" for n in range(len(passages))) + "</answer>", False, 1, 1, 0.0) for passages in shown]

    return write


def test_a_start_decides_order_buckets_words_shown_and_prior():
    given, seen = task("a"), []
    started = replace(given, start=Start((2, 0, 1), (1.0, 0.0, 5.0), (None, None, 8)))
    report = rerank_tasks([started], in_shown_order(seen), 2, 0.5)[0]
    assert report.order == ["d2", "d0", "d1"] and not report.changed
    assert (report.given, report.before, report.after) == (0.5, 1.0, 1.0)
    (prompt,), (passages,), (prior,) = seen[0]
    assert passages[0] == "2 says" and "[1] (9) 2 says" in prompt and "[3] (0)" in prompt
    assert sum(prior) == pytest.approx(0) and sum(value**2 for value in prior) / 3 == pytest.approx(0.25) and prior[0] > prior[1] > prior[2]
    rerank_tasks([started], in_shown_order(seen), 2, 0.0)
    assert seen[1][2] == [None]


def test_scores_and_windows_stay_with_their_passages_through_all_windows():
    given, seen = task("a", 12), []
    order = tuple(random.Random(4).sample(range(12), 12))
    scores = tuple(float(n % 5) for n in range(12))
    rerank_tasks([replace(given, start=Start(order, scores, (None,) * 12))], in_shown_order(seen), 40, 1.0)
    for (_, (passages,), (prior,)), (begin, end) in zip(seen, plan_windows(12, 10, 5), strict=True):
        assert prior == z_scores([scores[place] for place in order[begin:end]])
        assert list(passages) == [given.candidates[place][2] for place in order[begin:end]]


def test_without_a_start_the_order_and_scores_are_those_handed_over():
    seen = []
    report = rerank_tasks([task("a")], in_shown_order(seen), 40, 0.0)[0]
    assert report.order == ["d0", "d1", "d2"] and report.given == report.before
    assert "[1] (9) passage 0" in seen[0][0][0] and "[3] (0) passage 2" in seen[0][0][0]
    assert given_start("says", task("a").candidates, False).scores == tuple(list_bm25("says", ["passage 0 says so", "passage 1 says so", "passage 2 says so"]))


def test_a_long_list_is_read_in_windows_from_the_back():
    assert plan_windows(12, 10, 5) == [(2, 12), (0, 7)] and plan_windows(10, 10, 5) == [(0, 10)] and plan_windows(0, 10, 5) == []
    seen = []

    def last_first(prompts, shown, priors):
        counts = [len(passages) for passages in shown]
        seen.extend(counts)
        return [Output("</think>\n<answer>" + " > ".join(f"[{n}]" for n in range(count, 0, -1)) + "</answer>", False, 1, 1, 0.0) for count in counts]

    report = rerank_tasks([task("a", 12)], last_first, 40, 0.0)[0]
    assert seen == [10, 7] and report.order[:2] == ["d7", "d8"] and sorted(report.order) == sorted(f"d{n}" for n in range(12))


def test_bm25_puts_the_passage_with_the_rare_word_first():
    ranked = bm25_run({"a": ("", "the cats sit"), "b": ("Otter", "the otter swims"), "c": ("", "the the the")}, {"q": "the otters"}, 2)
    assert [document for document, _ in ranked["q"]] == ["b", "c"] or ranked["q"][0][0] == "b"


def test_the_interval_holds_the_mean_and_p_tells_nothing_from_something():
    low, high = bootstrap_interval([0.1, 0.2, 0.3, 0.2])
    assert 0.1 <= low < 0.2 < high <= 0.3
    assert randomization_p([0.0] * 5) == 1.0
    assert randomization_p([0.1] * 20) < 0.001 < 0.9 < randomization_p([0.1, -0.1] * 10)


def write_collection(folder, queries=3):
    folder.mkdir()
    (folder / "corpus.jsonl").write_text("".join(json.dumps({"_id": f"d{n}", "text": f"number {n} is word{n}"}) + "\n" for n in range(5)))
    (folder / "queries.jsonl").write_text("".join(json.dumps({"_id": f"q{n}", "text": f"word{n} number"}) + "\n" for n in range(queries)))
    (folder / "qrels.txt").write_text("".join(f"q{n} 0 d{n} 1\n" for n in range(queries)))
    return folder


def test_a_stopped_evaluation_goes_on_and_ends_with_the_same_figures(tmp_path, toy, monkeypatch, capsys):
    collection = write_collection(tmp_path / "c")

    def run(out, queries):
        monkeypatch.setattr(sys, "argv", ["x", str(toy), "--collection", str(collection), "--out", str(out), "--queries", str(queries), "--batch", "1",
                                          "--depth", "3", "--thought-tokens", "5", "--dtype", "float32"])
        main()
        return [json.loads(line) | {"seconds": 0} for line in (out / "results.jsonl").read_text().splitlines()]

    whole = run(tmp_path / "whole", 3)
    run(tmp_path / "parts", 1)
    with open(tmp_path / "parts" / "results.jsonl", "a") as stream:
        stream.write('{"qid": "q1", "ord')  # the power went
    assert run(tmp_path / "parts", 3) == whole and len(whole) == 3
    assert "3 queries, 1 done before" in capsys.readouterr().out
    assert json.loads((tmp_path / "parts" / "summary.json").read_text())["queries"] == 3


def test_results_of_another_run_are_not_mixed_in(tmp_path):
    assert open_results(tmp_path, {"depth": 10}) == []
    add_results(tmp_path, [{"qid": "a"}])
    assert open_results(tmp_path, {"depth": 10}) == [{"qid": "a"}]
    with pytest.raises(BadInput, match="depth 10, now 20"):
        open_results(tmp_path, {"depth": 20})


def test_bad_collections_are_refused_with_the_place(tmp_path):
    folder = write_collection(tmp_path / "c")
    (folder / "qrels.txt").write_text("q0 0 d0 1\nq1 d1\n")
    with pytest.raises(BadInput, match="qrels.txt, line 2"):
        read_collection(folder, 5, 5)
    (folder / "qrels.txt").write_text("q0 0 d0 1\n")
    (folder / "x.run").write_text("q0 Q0 nowhere 1 3.5 t\n")
    with pytest.raises(BadInput, match="nowhere"):
        read_collection(folder, 5, 5)
    (folder / "corpus.jsonl").write_text("{\n")
    with pytest.raises(BadInput, match="corpus.jsonl, line 1"):
        read_collection(folder, 5, 5)
    with pytest.raises(BadInput, match="is missing"):
        read_lists(tmp_path / "none.jsonl", 5, 5)
    (tmp_path / "empty.jsonl").write_text(json.dumps({"qid": "t", "query": "q", "candidates": [], "grades": []}))
    with pytest.raises(BadInput, match="no candidates"):
        read_lists(tmp_path / "empty.jsonl", 5, 5)


def test_a_list_cut_to_its_depth_is_measured_by_what_is_left(tmp_path):
    candidates = [{"docid": f"d{n}", "title": "", "text": f"text {n}", "score": 9.0 - n} for n in range(4)]
    (tmp_path / "l.jsonl").write_text(json.dumps({"qid": "t", "query": "q", "candidates": candidates, "grades": [0, 1, 0, 1]}))
    assert read_lists(tmp_path / "l.jsonl", None, 2)[0].grades == {"d0": 0.0, "d1": 1.0}
    assert len(read_lists(tmp_path / "l.jsonl", None, 9)[0].candidates) == 4


def test_attention_in_blocks_gives_what_torchs_kernel_gives_and_padding_gives_no_nan():
    torch.manual_seed(1)
    module, length, kept = SimpleNamespace(num_key_value_groups=3, is_causal=True, training=False), BLOCK + 9, BLOCK + 40
    query, (key, value) = torch.randn(2, 6, length, 16), (torch.randn(2, 2, kept, 16) for _ in range(2))
    mask = torch.ones(length, kept, dtype=torch.bool).tril()[None, None].repeat(2, 1, 1, 1)
    mask[1, :, :, :5] = False  # five tokens of padding
    with torch.inference_mode():
        ours, theirs = (attend(module, query, key, value, mask)[0] for attend in (_attend, sdpa_attention_forward))
        one, other = (attend(module, query[:, :, -1:], key, value, mask[:, :, -1:])[0] for attend in (_attend, sdpa_attention_forward))
    assert ours.isfinite().all() and torch.allclose(ours[0], theirs[0], atol=1e-5) and torch.allclose(ours[1, 5:], theirs[1, 5:], atol=1e-5)
    assert torch.allclose(one, other, atol=1e-5)
    trained = query.clone().requires_grad_()
    _attend(module, trained, key, value, mask)[0].sum().backward()
    assert trained.grad is not None and trained.grad[0].isfinite().all()
