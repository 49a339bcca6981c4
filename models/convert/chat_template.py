"""A model's chat template (Jinja) → WebLLM's conversation template: ChatML or Llama 3, proven by rendering.

The template itself is run on a few conversations. Which of the two it is, what it says when nobody gives a system message, and what it opens the
answer with (`<think>`) is read off what it writes; then WebLLM's way to write the same conversations must give the same text, to the letter.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from models.convert.conversation import FAMILIES, Family, Message, plain_conversation, webllm_text
from models.files import BadInput, read_json

SYSTEM, USER, ANSWER, SECOND = "§ the system says", "§ the user asks", "§ the model answers", "§ the user asks again"
DATE = "26 Jul 2024"  # what Llama 3's templates write where no date is given; a fixed date keeps prompts the same every day
SHOWN = 160  # characters of what a template wrote, in a message


def read_chat_template(folder: Path) -> str | None:
    """The Jinja text: chat_template.jinja, or what tokenizer_config.json says; of several the one called default. None: the model has none."""
    own = folder / "chat_template.jinja"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    config = folder / "tokenizer_config.json"
    value = read_json(config).get("chat_template") if config.is_file() else None
    if isinstance(value, list):
        value = next((one.get("template") for one in value if isinstance(one, dict) and one.get("name") == "default"), None)
    return value if isinstance(value, str) and value.strip() else None


def special_texts(folder: Path) -> dict[str, str]:
    """bos_token, eos_token and the like, as a template may use them."""
    path = folder / "tokenizer_config.json"
    config = read_json(path) if path.is_file() else {}
    found = {}
    for name in ("bos_token", "eos_token", "pad_token", "unk_token"):
        value = config.get(name)
        value = value.get("content") if isinstance(value, dict) else value
        if isinstance(value, str):
            found[name] = value
    return found


def render(template: str, messages: Sequence[Message], special: Mapping[str, str]) -> str:
    """What the model's template writes up to where the answer begins. Raises jinja2's TemplateError, also where the template refuses."""

    def refuse(message: str) -> None:
        raise TemplateError(message)

    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"])
    environment.globals |= {"raise_exception": refuse, "strftime_now": lambda _: DATE}
    values = [{"role": role, "content": content} for role, content in messages]
    return environment.from_string(template).render(messages=values, add_generation_prompt=True, **special)


def conversation_of(folder: Path, tokens: Mapping[str, int], forced: str | None = None) -> dict[str, Any]:
    """The conv_template of a Hugging Face folder. `tokens`: text → id; `forced`: a name of FAMILIES, taken instead of the model's own template.
    BadInput where the model has no template, another kind, or one that WebLLM cannot write."""
    if forced is not None:
        require_tokens(FAMILIES[forced], tokens, folder)
        return plain_conversation(FAMILIES[forced], tokens)
    template = read_chat_template(folder)
    choice = f"if it was trained with one of them, say which: --conversation {' or '.join(FAMILIES)}"
    if template is None:
        raise BadInput(f"{folder}: no chat template (tokenizer_config.json has no chat_template and there is no chat_template.jinja): a base model, "
                       f"or another model's tokenizer; {choice}")
    special = special_texts(folder)
    try:
        asked = render(template, [("user", USER)], special)
        with_system = _render_system(template, special)
        again = render(template, [("user", USER), ("assistant", ANSWER), ("user", SECOND)], special)
    except TemplateError as error:
        raise BadInput(f"{folder}: the chat template cannot be run ({error}); {choice}") from error
    family = next((one for one in FAMILIES.values() if one.turn("user", USER) in asked), None)
    if family is None:
        raise BadInput(f"{folder}: the chat template is neither ChatML nor Llama 3's: of a question it makes {asked[:SHOWN]!r}; {choice}")
    require_tokens(family, tokens, folder)
    conversation = _read_off(family, asked, with_system, tokens, folder)
    checks = [([("user", USER)], asked), ([("user", USER), ("assistant", ANSWER), ("user", SECOND)], again)]
    if with_system is not None:
        checks.append(([("system", SYSTEM), ("user", USER)], with_system))
    begin = family.begin if conversation["system_prefix_token_ids"] else ""
    for messages, wanted in checks:
        made = begin + webllm_text(conversation, messages)
        if made != wanted:
            roles = ", ".join(role for role, _ in messages)
            raise BadInput(f"{folder}: WebLLM cannot write this model's conversations: of {roles} its template makes {wanted[:SHOWN]!r}, "
                           f"WebLLM {made[:SHOWN]!r}; {choice}")
    return conversation


def require_tokens(family: Family, tokens: Mapping[str, int], folder: Path) -> None:
    """BadInput where the tokenizer does not know the family's tokens as tokens."""
    for text in filter(None, (family.end_token, family.begin)):
        if text not in tokens:
            raise BadInput(f"{folder}: the conversation is {family.name}, but tokenizer.json has no token {text}: another model's tokenizer")


def _render_system(template: str, special: Mapping[str, str]) -> str | None:
    """With a system message; None where the template takes none."""
    try:
        text = render(template, [("system", SYSTEM), ("user", USER)], special)
    except TemplateError:
        return None
    return text if SYSTEM in text else None


def _read_off(family: Family, asked: str, with_system: str | None, tokens: Mapping[str, int], folder: Path) -> dict[str, Any]:
    turn, answer = family.turn("user", USER), family.role("assistant")
    default, _, rest = asked.partition(turn)
    if not rest.startswith(answer):
        raise BadInput(f"{folder}: the chat template does not begin the answer with {answer!r} but with {rest[:SHOWN]!r}")
    begin = bool(family.begin) and default.startswith(family.begin)
    lead = family.begin if begin else ""
    default = default.removeprefix(lead)
    system = None
    if with_system is not None:
        before, _, after = with_system.removeprefix(lead).partition(SYSTEM)
        system = (before, after.partition(turn)[0])
    before, after = system or (family.role("system") + family.after_head, family.end)
    message, shown = "", default != ""
    if shown:
        if not (default.startswith(before) and default.endswith(after) and len(default) >= len(before) + len(after)):
            raise BadInput(f"{folder}: without a system message the chat template begins with {default[:SHOWN]!r}, which WebLLM cannot write")
        message = default[len(before) : len(default) - len(after)]
    return plain_conversation(family, tokens, system=system, message=message, shown=shown, opening=rest[len(answer) :], begin=begin)
