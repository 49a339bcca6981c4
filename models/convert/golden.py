"""python -m models.convert.golden MODEL DEQUANTIZED OUT: torch's greedy tokens on a converted model's rounded weights, for bench/guard.mjs.

Three prompts in the model's own conversation: a short question, a list of five passages longer than a prefill chunk of the library for CPUs, and
other scripts. `models.verify` has twenty for the embedded models; they are made for tokenizers that it knows.
"""

import argparse
from pathlib import Path

from models.convert.conversation import webllm_text
from models.files import BadInput, read_json, run_step, sha256_of, write_json
from models.manifest.manifest import MANIFEST

LIST = (
    ("how do I get limescale out of a kettle",
     ("Vinegar or citric acid dissolves limescale; fill the kettle, boil, wait an hour, rinse well.",
      "Hard water holds calcium and magnesium; where it is hard, kettles fur up within weeks.",
      "A kettle drum is a percussion instrument, tuned with a pedal or with screws around its rim.",
      "Boil equal parts of water and white vinegar in the kettle, leave it over night and rinse twice.",
      "The first electric kettles of the 1890s kept the heating element in a chamber below the water.")),
)
QUESTIONS = ("What is the capital of France? Answer in one word.", "آب در چند درجه می‌جوشد؟ 水は何度で沸騰しますか。")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.convert.golden", description=__doc__)
    parser.add_argument("model", type=Path, help="converted folder, with its libraries")
    parser.add_argument("dequantized", type=Path, help="what models.convert.dequantize wrote of it")
    parser.add_argument("out", type=Path, help="golden file to write")
    parser.add_argument("--tokens", type=int, default=8, help="after each prompt, at least 2 (default 8)")
    parser.add_argument("--guard", action="store_true", help="also write the page's guard into the model's manifest.json; its catalogue entry changes")
    return parser


def list_message(query: str, passages: tuple[str, ...]) -> str:
    """RankGPT's question in one message."""
    lines = "\n".join(f"[{number}] {text}" for number, text in enumerate(passages, 1))
    return (f"I will provide you with {len(passages)} passages, each indicated by number identifier []. Rank the passages based on their relevance to "
            f"query: {query}.\n{lines}\nSearch Query: {query}.\nRank the {len(passages)} passages above in descending order of relevance. The output "
            "format should be [] > [], e.g., [1] > [2]. Only respond the ranking results, do not say any word or explain.")


def begin_text(model: Path, conversation: dict) -> str:
    """The tokens put in front, as text: encoded, it gives them again."""
    added = {token["id"]: token["content"] for token in read_json(model / "tokenizer.json").get("added_tokens") or []}
    return "".join(added[number] for number in conversation.get("system_prefix_token_ids") or [])


def prompts(model: Path, conversation: dict) -> list[tuple[str, str]]:
    """(name, whole text)."""
    begin = begin_text(model, conversation)
    messages = [("a question", QUESTIONS[0]), ("five passages", list_message(*LIST[0])), ("other scripts", QUESTIONS[1])]
    return [(name, begin + webllm_text(conversation, [("user", content)])) for name, content in messages]


def add_guard(model: Path, golden: Path) -> str:
    """Puts the prompt whose tokens are furthest from a tie into manifest.json, for the page to tell a right library from a wrong one; returns the
    manifest's new sha256, which a catalogue entry names."""
    manifest = read_json(model / MANIFEST)
    best = max(read_json(golden)["prompts"], key=lambda prompt: min(prompt["gaps"]))
    files = manifest.pop("files")
    write_json(model / MANIFEST, {**manifest, "guard": {"prompt": best["text"], "tokens": best["tokens"]}, "files": files})
    return sha256_of(model / MANIFEST)


def main() -> None:
    """Parse the command line, then write the golden file."""
    given = arguments().parse_args()
    if given.tokens < 2:
        raise BadInput("--tokens takes a number of at least 2: one by prefill, the others by decode")
    from models.verify.golden import write_prompts  # only now: --help needs no torch

    config = read_json(given.model / "mlc-chat-config.json")
    write_prompts(given.model, given.dequantized, given.out, prompts(given.model, config["conv_template"]), given.tokens)
    if given.guard:
        print(f"{given.model / MANIFEST}: has a guard now; its sha256 is {add_guard(given.model, given.out)}")


if __name__ == "__main__":
    run_step(main)
