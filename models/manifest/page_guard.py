"""The short text and torch's tokens after it by which the page tells a right library from a wrong one."""

from pathlib import Path

from models.atomic import BadInput
from models.compile.architecture import read_json
from models.manifest.hash_files import sha256_of


def page_guard(golden_file: Path, folder: Path) -> dict:
    """{prompt, tokens} out of what `models.verify --write` wrote. Raises BadInput when that was for other weights than lie in `folder`."""
    golden = read_json(golden_file)
    try:
        guard, weights = golden["guard"], golden["weights"]
        prompt, tokens = guard["prompt"], guard["tokens"]
    except (KeyError, TypeError) as error:
        raise BadInput(f"{golden_file}: is no golden file of models.verify --write ({error!r})") from error
    if not (isinstance(prompt, str) and prompt and isinstance(tokens, list) and tokens and all(type(token) is int for token in tokens)):
        raise BadInput(f"{golden_file}: guard needs a prompt and token ids")
    for name, sha256 in weights.items():
        if not (folder / name).is_file() or sha256_of(folder / name) != sha256:
            raise BadInput(f"{golden_file}: was written for another {name} than {folder} has; write it anew with models.verify --write")
    return {"prompt": prompt, "tokens": tokens}
