"""Toy ranking lists about animals, in the shipped template and output format: made by rule, so no data is needed."""

import random
from dataclasses import dataclass

from models.data.thought import named
from models.prompt_format import conversation, list_bm25, listwise_prompt, output, score_buckets

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
    """`prompt` ends in `<think>`, `output` is all that follows, `best` the 1-based identifier that answers."""

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
    count, animal, relation = rng.randint(3, 6), rng.choice(ANIMALS), rng.choice(list(RELATIONS))
    others = [name for name in ANIMALS if name != animal]
    near = rng.sample([name for name in RELATIONS if name != relation], rng.randint(1, 2))
    facts = [(animal, relation)] + [(animal, name) for name in near]
    facts += [(name, rng.choice(list(RELATIONS))) for name in rng.sample(others, count - len(facts))]
    texts = [passage(name, r, rng.choice(RELATIONS[r][2])) for name, r in facts]
    query = RELATIONS[relation][0].format(a=animal)
    scores = list_bm25(query, texts)
    shown = sorted(range(count), key=lambda fact: -scores[fact] - rng.random())
    place = {fact: at for at, fact in enumerate(shown)}
    buckets = score_buckets([scores[fact] for fact in shown])
    prompt = listwise_prompt(query, [("", texts[fact]) for fact in shown], buckets, 40)
    middle = sorted(range(1, 1 + len(near)), key=lambda fact: place[fact])
    rest = sorted(range(1 + len(near), count), key=lambda fact: place[fact])
    order = [place[fact] + 1 for fact in [0, *middle, *rest]]
    said = [rng.choice(BEST).format(i=order[0], q=quote_of(texts[0], rng))]
    said += [rng.choice(NEAR).format(i=place[fact] + 1, q=quote_of(texts[fact], rng)) for fact in middle]
    if rest:
        said.append(f"{named([place[fact] for fact in rest])} {rng.choice(REST)}.")
    return ToyList(conversation(prompt.user), output(" " + " ".join(said), order), order[0])
