"""Guard prompts as whole raw texts: short lists, one and two tokens, a prefill chunk and its neighbours, 4,000 tokens, every special token."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

from models.files import BadInput
from models.prompt_format import template

LISTS = (
    ("when did the Berlin wall fall",
     ("The Berlin wall was built in August 1961.", "On 9 November 1989 the wall fell.", "Berlin has 3.7 million inhabitants.")),
    ("how do bees make honey",
     ("Bees gather nectar and dry it in the comb.", "Honey cake is eaten at New Year.", "Wasps do not store food.")),
    ("what causes tides", ("The Moon's gravity pulls the ocean.", "Tides Inn is a hotel in Virginia.", "Rivers carry sand to the sea.")),
    ("where do otters sleep", ("Otters eat small fish.", "Otters sleep on the water.", "Bears sleep in caves.", "Owls fly at night.")),
    ("capital of Australia", ("Sydney is the largest city.", "Canberra is the capital of Australia.", "Wellington is in New Zealand.")),
    ("why is the sky blue", ("Air scatters short wavelengths most.", "Blue Sky is a film of 1994.", "Clouds are water drops.")),
    ("who wrote Faust", ("Gounod wrote an opera on Faust.", "Goethe worked on Faust for sixty years.", "Marlowe died in 1593.")),
    ("boiling point of water", ("Water boils at 100 °C at sea level.", "Ice melts at 0 °C.", "Steam drives turbines.")),
)
SCRIPTS = ("水は百度で沸騰する。", "آب در صد درجه می‌جوشد.", "물은 백 도에서 끓는다.", "💧🌡️👩🏽‍🔬 Ünïcode ẞ ﷽ \u200f")
LONG = 4000


@dataclass(frozen=True)
class GuardPrompt:
    """`text` is completed as it is. `chunk`: made for libraries with this prefill chunk; None: for all."""

    name: str
    text: str
    chunk: int | None = None


def user_message(query: str, texts: tuple[str, ...]) -> str:
    """The shipped template's, with scores that are made up."""
    form = template()
    lines = [form.passage.format(identifier=i + 1, bucket=(7 * i + 9) % 10, text=text) for i, text in enumerate(texts)]
    return form.user.format(query=query, count=len(texts), passages=form.separator.join(lines))


def whole_prompt(conversation: dict, content: str) -> str:
    """The text WebLLM makes of one user message; `conversation` is the conv_template of mlc-chat-config.json."""
    user = conversation["roles"]["user"] + conversation["role_content_sep"] + content + conversation["seps"][0]
    return user + conversation["roles"]["assistant"] + conversation["role_empty_sep"]


class PromptMaker:
    """`count(text)`: tokens of a raw text, none added."""

    def __init__(self, template: dict, count: Callable[[str], int]):
        self.template, self.count = template, count
        self.pool = tuple(text for _, texts in LISTS for text in texts)

    def list_prompt(self, query: str, texts: tuple[str, ...]) -> str:
        return whole_prompt(self.template, user_message(query, texts))

    def passages(self, count: int) -> tuple[str, ...]:
        return tuple(islice(cycle(self.pool), count))

    def at_least(self, query: str, tokens: int) -> str:
        count = 4
        while self.count(text := self.list_prompt(query, self.passages(count))) < tokens:
            count += 1
        return text

    def exactly(self, query: str, tokens: int) -> str:
        """A list of as many passages as fit, filled up with digits, which are tokens of their own. Too small for a list: the bare query."""
        fits = 0
        while self.count(self.list_prompt(query, self.passages(fits + 1))) <= tokens:
            fits += 1

        def filled(digits: int) -> str:
            tail = "".join(islice(cycle("3141592653589793"), digits))
            texts = self.passages(fits)
            return self.list_prompt(query, (*texts[:-1], texts[-1] + tail)) if fits else query + tail

        text = filled(tokens - self.count(filled(0)))
        if self.count(text) != tokens:
            raise BadInput(f"no prompt of {tokens} tokens: this tokenizer does not make one token of each digit (got {self.count(text)})")
        return text

    def one_of(self, tokens: int, candidates: tuple[str, ...]) -> str:
        for text in candidates:
            if self.count(text) == tokens:
                return text
        raise BadInput(f"none of {candidates} is {tokens} tokens for this tokenizer")


def page_prompts(template: dict) -> list[str]:
    """Candidates for the short text that the page checks a library with: every query with every list's passages."""
    return [whole_prompt(template, user_message(query, texts)) for query, _ in LISTS for _, texts in LISTS]


def guard_prompts(*, template: dict, count: Callable[[str], int], special: list[str], chunks: list[int], context: int) -> list[GuardPrompt]:
    """Twenty for each chunk of `chunks`, those that depend on no chunk only once. `special`: the texts of all special tokens."""
    make = PromptMaker(template, count)
    first = [GuardPrompt(query, make.list_prompt(query, texts)) for query, texts in LISTS]
    by_chunk = [prompt for chunk in chunks for prompt in (
        GuardPrompt("longer than a chunk", make.at_least(LISTS[0][0], chunk + 1), chunk),
        GuardPrompt("a chunk and a half", make.at_least(LISTS[1][0], chunk + chunk // 2), chunk),
        GuardPrompt("a chunk less one", make.exactly(LISTS[2][0], chunk - 1), chunk),
        GuardPrompt("exactly a chunk", make.exactly(LISTS[3][0], chunk), chunk),
        GuardPrompt("a chunk and one", make.exactly(LISTS[4][0], chunk + 1), chunk),
        GuardPrompt("two chunks and five", make.exactly(LISTS[5][0], 2 * chunk + 5), chunk),
    )]
    last = [
        GuardPrompt("one token", make.one_of(1, ("A", "1"))),
        GuardPrompt("two tokens", make.one_of(2, ("42", "A1"))),
        GuardPrompt("every special token", make.list_prompt(LISTS[6][0], ("".join(special), " ".join(special), LISTS[6][1][1]))),
        GuardPrompt("other scripts", make.list_prompt("水の沸点 نقطهٔ جوش آب 🫖", SCRIPTS)),
        GuardPrompt("one word again and again", make.list_prompt("otter", (" ".join(["otter"] * 150), "otter" * 40))),
        GuardPrompt("4,000 tokens", make.exactly(LISTS[7][0], min(LONG, context - 96))),
    ]
    return first + by_chunk + last
