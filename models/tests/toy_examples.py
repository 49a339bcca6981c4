"""A data folder of a dozen examples, tokenized for the toy base."""

import hashlib
from pathlib import Path

from models.atomic import write_json
from models.base.check_folder import check_tokenizer
from models.data.example import Example
from models.data.write_examples import tokenize, write_examples
from models.prompt_format import conversation, listwise_prompt, output


def write_toy_examples(folder: Path, base: Path, count: int = 12) -> Path:
    folder.mkdir(parents=True)
    examples = []
    for number in range(count):
        prompt = listwise_prompt(f"word {number}", [("", f"the word is {number}"), ("", "no")], [9, 0], 8)
        examples.append(Example("toy", conversation(prompt.user), output(' [1] says it. [2] says less.', [1, 2]), (1, 0)))
    tokenizer = check_tokenizer(base)
    write_examples(folder, examples, tokenize(examples, tokenizer), tokenizer)
    write_json(folder / "data.json", {"tokenizerSha256": hashlib.sha256((base / "tokenizer.json").read_bytes()).hexdigest()})
    return folder
