"""Toy ranking lists about animals, in the shipped template and output format: made by rule, so no data is needed."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

TEMPLATE = Path(__file__).parents[2] / "src" / "prompt" / "glassrank-template.json"

ANIMALS = (
    "otters owls bears foxes whales bees ants crows frogs geese goats hares lions moles newts pandas ravens seals snakes "
    "storks swans tigers toads trout turtles wasps wolves zebras camels ducks"
).split()
# relation: (question, passage, values)
RELATIONS = {
    "sleep": ("Where do {a} sleep?", "{A} sleep {v} when the day is over.",
              ("on the water", "in hollow trees", "under dry leaves", "in deep caves", "between warm rocks")),
    "eat": ("What do {a} eat?", "{A} mostly eat {v} and drink fresh water.",
            ("small fish", "seeds and nuts", "green leaves", "insects and worms", "sweet berries")),
    "live": ("In which part of the world do {a} live?", "{A} live {v} of the world.",
             ("in the cold north", "in the dry south", "on the islands", "in the high mountains", "in the rainy forests")),
    "build": ("What do {a} build their homes from?", "{A} build their homes from {v} every year.",
              ("mud and straw", "thin branches", "soft moss", "wax and resin", "stones and sand")),
    "fear": ("What are {a} afraid of?", "{A} are afraid of {v} and hide from them.",
             ("loud people", "hungry dogs", "big eagles", "fast cars", "forest fires")),
    "winter": ("What do {a} do in winter?", "In winter {a} {v} until spring comes.",
               ("fly to warm lands", "sleep for months", "grow thick fur", "eat stored food", "stay in large groups")),
    "learn": ("How do young {a} learn?", "Young {a} learn {v} from their parents.",
              ("to hunt at night", "to swim early", "to find food", "to sing songs", "to run and hide")),
    "sound": ("What sound do {a} make?", "{A} make {v} to call each other.",
              ("a deep humming sound", "a short sharp cry", "a long soft whistle", "quick clicking sounds", "a loud bark")),
}
BEST = ('[{i}] answers it: "{q}".', '[{i}] says it: "{q}".', '[{i}] is the best: "{q}".')
NEAR = ('[{i}] is close: "{q}".', '[{i}] is about the same animal: "{q}".')
REST = ("say less", "do not help", "are about something else")


@dataclass(frozen=True)
class ToyList:
    """`prompt` is the user message, `output` what the model writes after `<think>`, `best` the 1-based identifier that answers."""

    prompt: str
    output: str
    best: int


def passage(animal: str, relation: str, value: str) -> str:
    return RELATIONS[relation][1].format(a=animal, A=animal.capitalize(), v=value)


def quote_of(text: str, rng: random.Random) -> str:
    """4 to 6 words of the passage, verbatim."""
    words = text.rstrip(".").split(" ")
    length = min(len(words), rng.randint(4, 6))
    return " ".join(words[:length])


def toy_list(rng: random.Random) -> ToyList:
    """3 to 6 passages: one that answers, one or two about the same animal, the others about other animals."""
    template = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    count, animal, relation = rng.randint(3, 6), rng.choice(ANIMALS), rng.choice(list(RELATIONS))
    others = [name for name in ANIMALS if name != animal]
    near = rng.sample([name for name in RELATIONS if name != relation], rng.randint(1, 2))
    facts = [(animal, relation)] + [(animal, name) for name in near]
    facts += [(name, rng.choice(list(RELATIONS))) for name in rng.sample(others, count - len(facts))]
    texts = [passage(name, r, rng.choice(RELATIONS[r][2])) for name, r in facts]
    overlap = [(name == animal) + (r == relation) for name, r in facts]
    shown = sorted(range(count), key=lambda k: -overlap[k] - 1.5 * rng.random())
    identifier = {fact: place + 1 for place, fact in enumerate(shown)}
    lines = [
        template["passage"].format(identifier=place + 1, bucket=min(9, 4 * overlap[fact] + rng.randint(0, 2)), text=texts[fact])
        for place, fact in enumerate(shown)
    ]
    query = RELATIONS[relation][0].format(a=animal)
    prompt = template["user"].format(query=query, count=count, passages=template["separator"].join(lines))
    middle = sorted(range(1, 1 + len(near)), key=lambda fact: identifier[fact])
    rest = sorted(range(1 + len(near), count), key=lambda fact: identifier[fact])
    order = [identifier[fact] for fact in [0, *middle, *rest]]
    said = [rng.choice(BEST).format(i=order[0], q=quote_of(texts[0], rng))]
    said += [rng.choice(NEAR).format(i=identifier[fact], q=quote_of(texts[fact], rng)) for fact in middle]
    if rest:
        marks = [f"[{identifier[fact]}]" for fact in rest]
        said.append((", ".join(marks[:-1]) + " and " if marks[:-1] else "") + f"{marks[-1]} {rng.choice(REST)}.")
    answer = template["answerSeparator"].join(f"[{i}]" for i in order)
    output = f" {' '.join(said)}{template['thoughtClose']}{template['answerOpen']}{answer}{template['answerClose']}"
    return ToyList(prompt, output, order[0])
