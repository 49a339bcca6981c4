"""Ten prompts in the shipped template: eight short lists and two that are longer than a prefill chunk."""

import json
from pathlib import Path

TEMPLATE = Path(__file__).parents[2] / "src" / "prompt" / "glassrank-template.json"
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


def user_message(query: str, texts: tuple[str, ...]) -> str:
    template = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    lines = [template["passage"].format(identifier=i + 1, bucket=(7 * i + 9) % 10, text=text) for i, text in enumerate(texts)]
    return template["user"].format(query=query, count=len(texts), passages=template["separator"].join(lines))


def verification_prompts(count_tokens, chunk: int) -> list[str]:
    """User messages. `count_tokens(message)` counts the whole prompt; the last two exceed `chunk` by a few and by half."""
    prompts = [user_message(query, texts) for query, texts in LISTS]
    pool = [text for _, texts in LISTS for text in texts]
    for query, least in ((LISTS[0][0], chunk + 1), (LISTS[1][0], chunk + chunk // 2)):
        count = 4
        while count_tokens(message := user_message(query, tuple(pool[i % len(pool)] for i in range(count)))) < least:
            count += 1
        prompts.append(message)
    return prompts
