import { isVerbatim } from '../../../src/core/trace/quotes.ts';
import { findMentions, findQuotes } from '../../../src/core/trace/mentions.ts';

export interface TraceCheck {
  readonly mentions: number;
  readonly quotes: number;
  /** Numbers in the thought that name no passage of the window. */
  readonly unknown: readonly number[];
  /** Quotes that do not stand word for word in the passage they are ascribed to (in any passage, where they are ascribed to none). */
  readonly invented: readonly string[];
}

/** Holds a thought against the passages as the model saw them. */
export function checkQuotes({
  thought,
  passages,
}: {
  readonly thought: string;
  readonly passages: readonly string[];
}): TraceCheck {
  const mentions = findMentions(thought, passages.length);
  const quotes = findQuotes(thought, passages.length);
  const stands = (text: string, identifier: number | null): boolean =>
    passages.some((passage, place) => (identifier === null || identifier === place + 1) && isVerbatim(text, passage));
  return {
    mentions: mentions.length,
    quotes: quotes.length,
    unknown: mentions.flatMap((mention) => [...mention.unknown]),
    invented: quotes.filter((quote) => !stands(quote.text, quote.identifier)).map((quote) => quote.text),
  };
}
