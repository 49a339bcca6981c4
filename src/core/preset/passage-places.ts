import { numeralOf } from '../answer/labels.ts';
import type { TextSpan } from '../text/spans.ts';
import { fillPreset } from './fill.ts';
import type { FilledMessage } from './fill.ts';
import type { Preset } from './preset.ts';
import type { PresetPrompt } from './prompt.ts';

/** A prompt with the places of its passages in it. */
export interface PlacedPassages {
  readonly messages: readonly FilledMessage[];
  /** Place of the message that holds them. */
  readonly message: number;
  /** UTF-16 offsets into its content, each passage with the separator behind it: one begins where the one before ends. */
  readonly passages: readonly TextSpan[];
}

/** Where a prompt's passages stand. Null where there are none, in several messages, or not each with the separator behind it. */
export function placedPassages(
  { messages, parts }: Pick<PresetPrompt, 'messages' | 'parts'>,
  { separator }: Pick<Preset, 'separator'>,
): PlacedPassages | null {
  const passages: TextSpan[] = [];
  let held: number | null = null;
  let at = { message: 0, offset: 0 };
  for (const { part, text, message } of parts) {
    if (message !== at.message) at = { message, offset: 0 };
    const from = at.offset;
    at.offset += text.length;
    if (part !== 'passage') continue;
    const to = at.offset + separator.length;
    const ends = separator !== '' && messages[message]?.content.startsWith(separator, at.offset) === true;
    const follows = passages.length === 0 || passages.at(-1)?.to === from;
    if (!ends || !follows || (held !== null && held !== message)) return null;
    held = message;
    passages.push({ from, to });
  }
  return held === null ? null : { messages, message: held, passages };
}

/** The prompt that shows the passage at `place` of a prompt alone, as the first one, with the same text. Null where `placedPassages` has none. */
export function aloneInPrompt(
  { parts, texts }: Pick<PresetPrompt, 'parts' | 'texts'>,
  place: number,
  { preset, take }: { readonly preset: Preset; readonly take: number },
): PlacedPassages | null {
  const shown = texts[place];
  if (shown === undefined) return null;
  const numerals = 'label' in preset.answer ? preset.answer.label.numerals : 'numbers';
  const query = parts.find(({ part }) => part === 'query')?.text ?? '';
  return placedPassages(fillPreset({ preset, query, passages: [{ ...shown, label: numeralOf(0, numerals) }], take }), preset);
}
