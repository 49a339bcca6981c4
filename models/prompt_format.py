"""The prompt, byte for byte as `src/core/preset/` and `src/core/text/` write it in the page; test/fixtures/prompts/ holds both to it.

JavaScript's idea of white space is spelled out, since Python's differs (U+FEFF, U+0085, U+001C–1F).
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent.parent / "src" / "core" / "preset" / "templates"
SHIPPED, TRAINED = "glassrank-1", "glassrank-2"  # what the weights in public/models were taught with, and what new ones are
READING_TOKENS = ("<jupyter_script>", "<empty_output>")  # a reading score is the first one's logit less the second one's
K1, B = 0.9, 0.4

# of a character class
SPACES = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SPACES = re.compile(f"[{SPACES}]+")
_WORD = re.compile(f"[^{SPACES}]+")
_TERM = re.compile(r"[^\W_]+")
_IDENTIFIER = re.compile(r"\[(\d+)\]")
_CHANNEL_TAG = re.compile(r"<( ?/? ?(?:think|answer) ?)>", re.IGNORECASE | re.ASCII)
_CONTROL = re.compile(r"<(?=\||(?:repo_?name|file_sep|filename|gh_stars|issue_(?:start|comment|closed)|jupyter_(?:start|text|code|output|script)|empty_output)>)")
_NAME = re.compile(r"\{(\w+)\}", re.ASCII)


@dataclass(frozen=True)
class Prompt:
    """`user` is the whole user message; `passages` are the texts as shown (cut, neutralised, without title), in the order given."""

    user: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """The page's own preset. `user`, `passage` and `title` are patterns for fill(); lengths are in tokens or words as named; `window_size` and
    `window_stride` are passages; `prior_weight` (0: none) is that of the first stage's z-scores on identifiers.
    """

    id: str
    user: str
    passage: str
    separator: str
    title: str
    thought_open: str
    thought_close: str
    thought_tokens: int
    answer_open: str
    answer_close: str
    answer_separator: str
    passage_words: int
    window_size: int
    window_stride: int
    prior_weight: float


@cache
def template(name: str = SHIPPED) -> Template:
    """What src/core/preset/templates says, with the names that training and evaluation use."""
    preset = json.loads((TEMPLATES / f"{name}.json").read_text(encoding="utf-8"))
    [message] = preset["messages"]
    thought, answer = preset["thought"], preset["answer"]
    return Template(
        id=preset["id"], user=message["content"], passage=preset["passage"], separator=preset["separator"], title=preset["titled"],
        thought_open=thought["open"], thought_close=thought["close"], thought_tokens=int(thought["tokens"]),
        answer_open=answer["open"], answer_close=answer["close"], answer_separator=answer["separator"], passage_words=int(preset["cut"]["most"]),
        window_size=int(preset["strategy"]["size"]), window_stride=int(preset["strategy"]["stride"]), prior_weight=float(preset["priorWeight"]),
    )


def words(text: str) -> list[str]:
    """White-space separated words."""
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """[from, to) of each of them."""
    return [match.span() for match in _WORD.finditer(text)]


def normal_words(text: str) -> list[str]:
    """Words for comparing texts: lower case, runs of letters and digits only."""
    return _TERM.findall(text.lower())


def query_terms(text: str) -> list[str]:
    """Normal words; a final "s" dropped from those of more than 3 characters that do not end in "ss"."""
    return [word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word for word in normal_words(text)]


def bm25_idf(documents: int, frequency: int) -> float:
    """ln(1 + (N − df + ½) / (df + ½)) of a term that `frequency` of N `documents` hold."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def bm25_term(idf: float, count: int, length: int, average: float) -> float:
    """What a term that stands `count` times in a document adds to its BM25 (k1 0.9, b 0.4). `length`, `average`: of documents, in terms."""
    return (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average))


def list_idf(texts: Sequence[str], terms_of: Callable[[str], list[str]] = query_terms) -> dict[str, float]:
    """The idf of each term over these texts alone. `terms_of`: the rule of training, or `folded_terms` (`models/text_fold.py`), which searches."""
    frequency: Counter[str] = Counter()
    for text in texts:
        frequency.update(dict.fromkeys(terms_of(text), 1))
    return {term: bm25_idf(len(texts), df) for term, df in frequency.items()}


def list_bm25(query: str, texts: Sequence[str], terms_of: Callable[[str], list[str]] = query_terms) -> list[float]:
    """BM25 (k1 0.9, b 0.4, each distinct query term once) of each text, with the statistics of this list only. `terms_of` as for `list_idf`."""
    documents = [terms_of(text) for text in texts]
    average = sum(map(len, documents)) / max(1, len(documents))
    idf = list_idf(texts, terms_of)
    return [bm25(query, document, idf, average, terms_of) for document in documents]


def bm25(query: str, document: Sequence[str], idf: Mapping[str, float], average: float, terms_of: Callable[[str], list[str]] = query_terms) -> float:
    """BM25 of one document (its terms) for the query, with any collection's idf and average length in terms."""
    counts, score = Counter(document), 0.0
    for term in dict.fromkeys(terms_of(query)):
        count = counts.get(term)
        if count is not None:
            score += bm25_term(idf.get(term, 0.0), count, len(document), average)
    return score


def score_buckets(scores: Sequence[float]) -> list[int]:
    """First-stage scores as 0 (lowest of the list) to 9 (highest), linear between; 5 everywhere when all are equal."""
    low, high = min(scores), max(scores)
    if low == high:
        return [5] * len(scores)
    scale = 1 if math.isfinite(high - low) else 0.5
    span = high * scale - low * scale
    return [math.floor(9.99 * ((score * scale - low * scale) / span)) for score in scores]


def titled(title: str, text: str) -> str:
    """What first-stage statistics are counted over; an empty title leaves no mark."""
    return fill(template().title, {"title": title, "text": text}) if title else text


def best_window(query: str, text: str, count: int, idf: Mapping[str, float]) -> str:
    """The run of `count` words with the greatest idf sum of distinct query terms; first of equals; short texts whole."""
    spans = word_spans(text)
    if len(spans) <= count:
        return text
    wanted = list(dict.fromkeys(query_terms(query)))
    known = set(wanted)
    inside: Counter[str] = Counter()
    found = [[term for term in query_terms(text[a:b]) if term in known] for a, b in spans]
    best, best_sum, changed = 0, -1.0, True
    for end, terms in enumerate(found):
        start = end - count + 1
        if terms:
            inside.update(terms)
            changed = True
        if start > 0 and found[start - 1]:
            inside.subtract(found[start - 1])
            changed = True
        if start < 0 or not changed:
            continue
        total = 0.0
        for term in wanted:  # always in the query's order: rounding must not decide ties
            if inside[term] > 0:
                total += idf.get(term, 0.0)
        changed = False
        if total > best_sum + 1e-9:
            best, best_sum = start, total
    return text[spans[best][0] : spans[best + count - 1][1]]


def window_from(text: str, count: int, offset: int) -> str:
    """The run of `count` words from the first word at or after `offset`, moved back where the text ends sooner; short texts whole."""
    spans = word_spans(text)
    if len(spans) <= count:
        return text
    first = next((place for place, (start, _) in enumerate(spans) if start >= offset), len(spans))
    first = min(first, len(spans) - count)
    return text[spans[first][0] : spans[first + count - 1][1]]


def z_scores(scores: Sequence[float]) -> list[float]:
    """(score − mean) / population standard deviation; 0 everywhere when all are equal."""
    mean = sum(scores) / max(1, len(scores))
    deviation = math.sqrt(sum((score - mean) ** 2 for score in scores) / max(1, len(scores)))
    if min(scores, default=0) == max(scores, default=0):
        return [0.0] * len(scores)
    return [(score - mean) / deviation for score in scores]


def neutralise(text: str) -> str:
    """Without anything that could pass for the prompt's own marks: [12] → (12), <| → ‹|, <think> → ‹think›, SmolLM2's control tokens; white space runs → one space."""
    text = _SPACES.sub(" ", text).strip(" ")
    text = _IDENTIFIER.sub(r"(\1)", text)
    return _CONTROL.sub("‹", _CHANNEL_TAG.sub(r"‹\1›", text))


def listwise_prompt(query: str, candidates: Sequence[tuple[str, str]], buckets: Sequence[int] | None, passage_words: int,
                    windows: Sequence[int | tuple[int, int] | None] | None = None) -> Prompt:
    """The user message for (title, text) candidates in the order shown; an empty title is left out.

    `buckets`: the first stage's scores beside the identifiers, as the shipped weights read them; None: the form without, which new weights are taught.
    `windows`: what to show of each text, [from, to) of at most `passage_words` words (the first stage's `window`), or where that many words begin; None: the
    best window by query terms.
    """
    form = template(TRAINED if buckets is None else SHIPPED)
    shown = shown_passages(query, candidates, passage_words, windows)
    lines = [fill(form.passage, {"identifier": str(place), "bucket": str(bucket), "text": whole})
             for place, ((_, whole), bucket) in enumerate(zip(shown, buckets or [0] * len(shown), strict=True), 1)]
    values = {"query": neutralise(query), "passages": form.separator.join(lines), "count": str(len(candidates))}
    return Prompt(fill(form.user, values), tuple(passage for passage, _ in shown))


def shown_passages(query: str, candidates: Sequence[tuple[str, str]], passage_words: int, windows: Sequence[int | tuple[int, int] | None] | None) -> list[tuple[str, str]]:
    """Of each candidate its text as shown (cut, neutralised), and the same after its title; see listwise_prompt."""
    idf = list_idf([titled(title, text) for title, text in candidates])
    found = []
    for place, (title, text) in enumerate(candidates):
        window = windows[place] if windows else None
        if window is None:
            kept = best_window(query, text, passage_words, idf)
        else:
            kept = window_from(text, passage_words, window) if isinstance(window, int) else text[window[0] : window[1]]
        passage = neutralise(kept)
        found.append((passage, titled(neutralise(title), passage)))
    return found


def reading_parts(query: str, passages: Sequence[str]) -> tuple[str, list[str]]:
    """What a reading score is read after: the text before the first passage, and each passage's line with the line break that ends it.

    `passages`: as shown (cut, neutralised, with title). Joined, the parts begin `conversation(listwise_prompt(…).user)`; encoded apart they give the
    same tokens, since the tokenizer never joins a line break with what follows it.
    """
    form = template(TRAINED)
    before, _, _ = conversation(form.user).partition("{passages}")
    lines = [fill(form.passage, {"identifier": str(place), "text": text}) + form.separator for place, text in enumerate(passages, 1)]
    return fill(before, {"query": neutralise(query)}), lines


def conversation(user: str) -> str:
    """All that the model reads before its first own token: ChatML without a system message, opened inside the thought."""
    return f"<|im_start|>user\n{user}<|im_end|>\n<|im_start|>assistant\n{template().thought_open}"


def output(thought: str, order: Sequence[int]) -> str:
    """All that the model writes after `<think>`: `thought` (begins with a space), the order as 1-based identifiers, end of turn."""
    form = template()
    answer = form.answer_separator.join(f"[{identifier}]" for identifier in order)
    return f"{thought}{form.thought_close}{form.answer_open}{answer}{form.answer_close}<|im_end|>"


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """One pass over the pattern alone: a passage that says {query} stays as it is."""
    return _NAME.sub(lambda match: values.get(match[1], match[0]), pattern)
