import { findMentions } from './find-mentions.ts';
import type { ScannedQuote } from './scan-quotes.ts';
import { scanQuotes } from './scan-quotes.ts';

/** A quote in a thought. UTF-16 offsets `[from, to)`, marks included; `text` without them. */
export interface Quote extends ScannedQuote {
  /** 1-based identifier of the passage it is ascribed to: the nearest mention before it in the same sentence; null when there is none. */
  readonly identifier: number | null;
}

const sentenceEnd = /[.!?…]["”»)\]]*\s|[。！？؟]|\n/u;

/**
 * All finished quotes of a thought over `count` passages, in order, each with the passage it is ascribed to. Marks inside a mention's
 * bracket (`["5"]`) belong to the mention and are no quote.
 */
export function findQuotes(text: string, count: number): readonly Quote[] {
  const mentions = findMentions(text, count);
  let next = 0;
  let at = 0;
  let identifier: number | null = null;
  return scanQuotes(text).quotes.flatMap((quote) => {
    for (let mention = mentions[next]; mention !== undefined && mention.from < quote.from; mention = mentions[next]) {
      identifier = mention.identifiers.at(-1) ?? null;
      at = mention.to;
      next += 1;
    }
    if (quote.from < at) return [];
    if (sentenceEnd.test(text.slice(at, quote.from))) identifier = null;
    at = quote.to;
    return [{ ...quote, identifier }];
  });
}
