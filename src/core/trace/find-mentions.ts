import { scanIdentifiers } from '../text/scan-identifiers.ts';
import { scanQuotes } from './scan-quotes.ts';

/** A place where a thought names passages. UTF-16 offsets `[from, to)`, brackets included; identifiers are 1-based, as written. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  /** Passages the window has; a range `[1]-[3]` is one mention of three. */
  readonly identifiers: readonly number[];
  /** Numbers of no passage. Left out: what is too long to be a number. */
  readonly unknown: readonly number[];
}

/**
 * Every mention of passages in a thought over `count` passages, in order: `[3]`, `[1, 2]`, `[1]-[3]`, in digits of any script. A bracket
 * that begins inside a quote, finished or not, is the passage's text and no mention. A cut-off `[1` is none yet, so chips never flicker.
 */
export function findMentions(text: string, count: number): readonly Mention[] {
  const { quotes, open } = scanQuotes(text);
  const found: { from: number; to: number; written: number[]; afterDash: boolean }[] = [];
  let quote = 0;
  for (const { from, to, value, link } of scanIdentifiers(text).identifiers) {
    while (quote < quotes.length && (quotes[quote]?.to ?? 0) <= from) quote += 1;
    if ((quotes[quote]?.from ?? Infinity) < from || (open !== null && from > open)) continue;
    const last = found.at(-1);
    const previous = last?.written.at(-1);
    const sameBracket = last !== undefined && last.from <= from && from < last.to;
    const ascends =
      link === 'range' && previous !== undefined && value !== null && previous >= 1 && previous < value && value <= count;
    const gap = last === undefined ? '' : text.slice(last.to, from);
    // A dash on a new line is a bullet: "- [1]\n- [4]" names two passages, not four.
    const range = ascends && last !== undefined && (sameBracket || (!last.afterDash && gap.length < 12 && !gap.includes('\n')));
    if (range) for (let between = previous + 1; between < value; between += 1) last.written.push(between);
    if (last !== undefined && (sameBracket || range)) {
      if (value !== null) last.written.push(value);
      last.to = Math.max(last.to, to);
      last.afterDash = range;
    } else {
      found.push({ from, to, written: value === null ? [] : [value], afterDash: false });
    }
  }
  return found
    .map(({ from, to, written }) => {
      const numbers = [...new Set(written)];
      const exists = (identifier: number): boolean => identifier >= 1 && identifier <= count;
      return { from, to, identifiers: numbers.filter(exists), unknown: numbers.filter((identifier) => !exists(identifier)) };
    })
    .filter(({ identifiers, unknown }) => identifiers.length + unknown.length > 0);
}
