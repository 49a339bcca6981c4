import { BRACKETED_CONTROL, KNOWN_CONTROL, NO_TOKENS, OWN_CONTROL, withoutTokens } from './control-tokens.ts';
import type { ControlTokens } from './control-tokens.ts';
import type { Preset, PresetMessage } from './preset.ts';

/** Fills `{name}` by `values`, in one pass over the pattern alone; a name without a value stays. */
export function fillPattern(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

const identifier = /\[(\p{Nd}+)\]/gu;
const controlMark = new RegExp(`<(?=\\|)|${OWN_CONTROL}`, 'g');
const channelTag = /<( ?\/? ?(?:think|answer) ?)>/gi;

/**
 * Takes from a query or passage what could pass for the prompt's own marks: `[12]` → `(12)` in every script's digits (as ReasonRank does),
 * `<|` → `‹|`, `<think>`, `</answer>` and the like → `‹think›`, SmolLM2's own control tokens likewise. White space runs become one space. `count`: marks changed,
 * spaces aside. The pipeline has the same rule (`models/prompt_format.py`).
 */
export function neutralise(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  const changed = text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(identifier, (_, digits: string) => {
      count += 1;
      return `(${digits})`;
    })
    .replaceAll(channelTag, (_, tag: string) => {
      count += 1;
      return `‹${tag}›`;
    })
    .replaceAll(controlMark, () => {
      count += 1;
      return '‹';
    });
  return { text: changed, count };
}

const numbered = /\[(\p{Nd}+)\]/gu;
/** The class is FIRST's own: it holds what stands between `Z` and `a` too. */
const lettered = /\[([A-z]+)\]/g;
const control = new RegExp(`${KNOWN_CONTROL}|${OWN_CONTROL}|${BRACKETED_CONTROL}`, 'g');

/**
 * What a preset does to look-alikes in a query, title or passage, and how many it changed. marks: `neutralise`. brackets: `[3]` → `(3)` (letters where the
 * labels are letters) and trimmed ends, as ReasonRank and RankLLM. none: as it is. Control tokens lose their first character (`<|` → `‹|`, `[/THINK]` →
 * `⟦/THINK]`): a tokenizer reads them wherever they stand. `tokens`: those of the model's own tokenizer; without them those that are commonly known.
 */
export function escapeText(
  text: string,
  preset: Pick<Preset, 'escape' | 'answer'>,
  tokens: ControlTokens = NO_TOKENS,
): { readonly text: string; readonly count: number } {
  let count = 0;
  const breakMark = (mark: string): string => {
    count += 1;
    return mark === '[' ? '⟦' : '‹';
  };
  let changed = text;
  if (preset.escape === 'marks') {
    const marked = neutralise(text);
    count += marked.count;
    changed = marked.text;
  } else if (preset.escape === 'brackets') {
    const letters = 'label' in preset.answer && preset.answer.label.numerals === 'letters';
    changed = changed.trim().replaceAll(letters ? lettered : numbered, (_, inside: string) => {
      count += 1;
      return `(${inside})`;
    });
  }
  const broken = withoutTokens(changed.replaceAll(control, breakMark), tokens);
  return { text: broken.text, count: count + broken.count };
}

/** One message to the model. The wire's `ChatMessage` fits it. */
export interface FilledMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A stretch of one message; a passage's part has its identifier in it. */
export interface PresetPart {
  readonly part: 'instructions' | 'query' | 'passage';
  /** 1-based, of a passage; null for other parts. */
  readonly identifier: number | null;
  readonly text: string;
  /** Place of its message, 0-based. */
  readonly message: number;
}

/** One passage as it is filled in. */
export interface PassageText {
  /** As written: `3` or `C`. */
  readonly label: string;
  readonly bucket: number;
  /** Escaped, with its title. */
  readonly text: string;
}

/**
 * A preset's messages with query and passages in them, filled in one pass: a passage that says `{query}` keeps it, unknown names stay. The
 * parts' texts, joined, are the messages' contents, joined.
 */
export function fillPreset({
  preset,
  query,
  passages,
  take,
}: {
  preset: Preset;
  query: string;
  passages: readonly PassageText[];
  take: number;
}): { readonly messages: readonly FilledMessage[]; readonly parts: readonly PresetPart[] } {
  const messages: FilledMessage[] = [];
  const parts: PresetPart[] = [];
  const values = new Map([
    ['{count}', String(passages.length)],
    ['{take}', String(take)],
  ]);
  const add = (part: PresetPart['part'], identifier: number | null, text: string): void => {
    if (text === '') return;
    const message = messages.length;
    const last = parts.at(-1);
    if (last?.message === message && last.part === part && last.identifier === identifier && part !== 'query')
      parts.splice(-1, 1, { ...last, text: last.text + text });
    else parts.push({ part, identifier, text, message });
  };
  const write = ({ role, content }: PresetMessage, place: number | null): void => {
    const passage = place === null ? undefined : passages[place];
    const own = passage !== undefined && content.includes('{text}');
    const kind = own ? 'passage' : 'instructions';
    const identifier = own && place !== null ? place + 1 : null;
    const first = parts.length;
    for (const piece of content.split(/(\{\w+\})/)) {
      if (piece === '{query}') add('query', null, query);
      else if (piece === '{passages}' && passage === undefined) {
        passages.forEach((shown, at) => {
          if (at > 0) add('instructions', null, preset.separator);
          add(
            'passage',
            at + 1,
            fillPattern(preset.passage, { ...shown, identifier: shown.label, bucket: String(shown.bucket) }),
          );
        });
      } else if (passage !== undefined && piece === '{text}') add(kind, identifier, passage.text);
      else if (passage !== undefined && piece === '{identifier}') add(kind, identifier, passage.label);
      else add(kind, identifier, values.get(piece) ?? piece);
    }
    const written = parts.slice(first).map(({ text }) => text);
    messages.push({ role, content: written.join('') });
  };
  for (let at = 0; at < preset.messages.length;) {
    const message = preset.messages[at];
    if (message?.each !== true) {
      if (message !== undefined) write(message, null);
      at += 1;
      continue;
    }
    const rest = preset.messages.slice(at);
    const end = rest.findIndex(({ each }) => each !== true);
    const repeated = end === -1 ? rest : rest.slice(0, end);
    passages.forEach((_, place) => repeated.forEach((each) => write(each, place)));
    at += repeated.length;
  }
  return { messages, parts };
}
