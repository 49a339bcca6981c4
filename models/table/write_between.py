"""A part of a Markdown file that a command writes; the rest of the file is a person's."""

from pathlib import Path

from models.atomic import BadInput, atomic_file

BEGIN, END = "<!-- table:begin -->", "<!-- table:end -->"


def check_markers(path: Path) -> tuple[str, str]:
    """What stands before and after the part, markers included. BadInput unless each marker is there once, in order."""
    if not path.is_file():
        raise BadInput(f"{path} is missing; --write replaces what stands between {BEGIN} and {END} of an existing file")
    text = path.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(END) < text.index(BEGIN):
        raise BadInput(f"{path} must hold the lines {BEGIN} and {END} once each, in this order; put them where the table belongs")
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN, END + rest.partition(END)[2]


def write_between(path: Path, part: str) -> None:
    """Replaces the part, whole or not at all."""
    before, after = check_markers(path)
    with atomic_file(path) as stream:
        stream.write(f"{before}\n{part.strip()}\n{after}")
