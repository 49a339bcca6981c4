import type { PromptPassage } from '../log/event.ts';
import { oncePer } from '../once.ts';
import { flatText, holdsQuote } from '../trace/quotes.ts';
import type { FlatText } from '../trace/quotes.ts';

/** A passage as the prompt shows it, as quotes are looked for in it. Once for each passage: a thought is read anew with every token. */
export const shownText: (passage: PromptPassage) => FlatText = oncePer((passage) => flatText(passage.text));

/** Which quotes a passage holds, by the quote. */
const heldBy = oncePer<PromptPassage, Map<string, boolean>>(() => new Map());

/** Does a quote stand in a passage as the prompt shows it? Each is looked for once. */
export function shownHolds(passage: PromptPassage, quote: string): boolean {
  const known = heldBy(passage);
  const holds = known.get(quote) ?? holdsQuote(shownText(passage), quote);
  known.set(quote, holds);
  return holds;
}
