import type { Preset, PresetMessage } from './preset.ts';
import { fillPattern } from './fill-pattern.ts';

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
