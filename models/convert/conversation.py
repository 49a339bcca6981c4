"""WebLLM's conversation template (conv_template of mlc-chat-config.json): the two kinds that it is made for here, and what WebLLM makes of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Message = tuple[str, str]


@dataclass(frozen=True)
class Family:
    """How a kind of chat template writes a turn: head(role) + `after_head` + content + `end`."""

    name: str
    head: str
    after_head: str
    end: str
    end_token: str
    begin: str = ""

    def role(self, role: str) -> str:
        return self.head.replace("ROLE", role)

    def turn(self, role: str, content: str) -> str:
        return self.role(role) + self.after_head + content + self.end


FAMILIES = {
    "chatml": Family("chatml", "<|im_start|>ROLE", "\n", "<|im_end|>\n", "<|im_end|>"),
    "llama-3": Family("llama-3", "<|start_header_id|>ROLE<|end_header_id|>", "\n\n", "<|eot_id|>", "<|eot_id|>", "<|begin_of_text|>"),
}


def webllm_text(conversation: Mapping[str, Any], messages: Sequence[Message]) -> str:
    """What WebLLM 0.2.86 writes of the same messages, without the tokens put in front."""
    system = next((content for role, content in messages if role == "system"), None)
    message = conversation["system_message"] if system is None else system
    hidden = message == "" and conversation.get("render_empty_system_message") is False
    text = "" if hidden else conversation["system_template"].replace("{system_message}", message, 1)
    turns = [(role, content) for role, content in messages if role != "system"]
    for place, (role, content) in enumerate(turns):
        text += conversation["roles"][role] + conversation["role_content_sep"] + content + conversation["seps"][place % len(conversation["seps"])]
    return text + conversation["roles"]["assistant"] + conversation["role_empty_sep"]


def jinja_template(conversation: Mapping[str, Any], begin: str = "") -> str:
    """The same as a chat template for other engines: what it writes of messages is `begin` + webllm_text. One separator after every turn is taken."""
    roles, [end] = conversation["roles"], conversation["seps"]
    before, placed, after = conversation["system_template"].partition("{system_message}")
    hidden = conversation["system_message"] == "" and conversation.get("render_empty_system_message") is False
    default = "" if hidden else before + (conversation["system_message"] if placed else "") + after
    given = f"{json.dumps(before)} + messages[0]['content'] + {json.dumps(after)}" if placed else json.dumps(default)
    answer = roles["assistant"] + conversation["role_empty_sep"]
    turns = {role: f"{json.dumps(roles[role] + conversation['role_content_sep'])} + message['content'] + {json.dumps(end)}" for role in ("user", "assistant")}
    lines = (
        f"{{{{- {json.dumps(begin)} }}}}",
        "{%- if messages[0]['role'] == 'system' " + ("and messages[0]['content'] != '' " if hidden else "") + "%}",
        f"{{{{- {given} }}}}",
        "{%- else %}",
        f"{{{{- {json.dumps(default)} }}}}",
        "{%- endif %}",
        "{%- for message in messages %}",
        "{%- if message['role'] == 'user' %}",
        f"{{{{- {turns['user']} }}}}",
        "{%- elif message['role'] == 'assistant' %}",
        f"{{{{- {turns['assistant']} }}}}",
        "{%- endif %}",
        "{%- endfor %}",
        "{%- if add_generation_prompt %}",
        f"{{{{- {json.dumps(answer)} }}}}",
        "{%- endif %}",
    )
    return "\n".join(lines)


def plain_conversation(family: Family, tokens: Mapping[str, int], *, system: tuple[str, str] | None = None, message: str = "",
                       shown: bool = False, opening: str | None = None, begin: bool | None = None) -> dict[str, Any]:
    """The family's conv_template. `system`: what stands before and after a system message; `message`: said where none is given; `shown`: also
    when it is empty; `opening`: what follows the assistant's head; `begin`: the family's first token stands in front.
    There are no role_templates: WebLLM would fill them with String.replace, which reads `$&` in a passage as a pattern."""
    before, after = system or (family.role("system") + family.after_head, family.end)
    with_begin = bool(family.begin) if begin is None else begin
    return {
        "name": family.name,
        "system_template": f"{before}{{system_message}}{after}",
        "system_message": message,
        **({} if message or shown else {"render_empty_system_message": False}),
        "system_prefix_token_ids": [tokens[family.begin]] if with_begin else None,
        "add_role_after_system_message": True,
        "roles": {"user": family.role("user"), "assistant": family.role("assistant")},
        "role_content_sep": family.after_head,
        "role_empty_sep": family.after_head if opening is None else opening,
        "messages": [],
        "seps": [family.end],
        "stop_str": [family.end_token],
        "stop_token_ids": [tokens[family.end_token]],
        "function_string": "",
        "use_function_calling": False,
    }
