import { afterThought } from '../answer/after-thought.ts';
import { scanBareNumbers, scanIdentifiers } from './scan-identifiers.ts';
import type { ScannedIdentifier } from './scan-identifiers.ts';

/** What an answer says, and what was wrong with it. Positions are 0-based in the window; identifiers are 1-based as written. */
export interface ParsedOrder {
  /** Positions, best first, each at most once. */
  readonly order: readonly number[];
  /** Groups of two or more positions of `order` that the answer joins by `=`. */
  readonly ties: readonly (readonly number[])[];
  /** Identifiers written more than once; the first place counts. */
  readonly duplicate: readonly number[];
  /** Identifiers that the window does not have, zero and negative ones too. */
  readonly unknown: readonly string[];
  /** Identifiers of the window that the answer left out, ascending. Nothing is appended for them here. */
  readonly missing: readonly number[];
}

/**
 * Reads an answer such as `[2] > [1] = [3]` over `count` passages: bracketed identifiers, or bare numbers as RankLLM does where nothing is
 * bracketed. Takes digits of every script, ranges (`[4]-[6]`) and growing texts (a cut-off identifier is not there yet). An unfinished
 * thought in the text gives no order: the habit of RankLLM and ReasonRank to read its digits turns years into rankings.
 * @example parseOrder('[2] > [1] = [3]', 3) // order [1, 0, 2], ties [[0, 2]]
 */
export function parseOrder(answer: string, count: number): ParsedOrder {
  const text = afterThought(answer);
  const scan = scanIdentifiers(text);
  const written = scan.bracketed ? scan.identifiers : scanBareNumbers(text);
  const order = new Set<number>();
  const duplicate = new Set<number>();
  const unknown = new Set<string>();
  const groups: number[][] = [];
  const place = (identifier: number): void => {
    if (order.has(identifier - 1)) {
      duplicate.add(identifier);
      return;
    }
    order.add(identifier - 1);
    groups.at(-1)?.push(identifier - 1);
  };
  for (const [index, item] of written.entries()) {
    if (item.link !== 'tie' || groups.length === 0) groups.push([]);
    if (item.value === null || item.value < 1 || item.value > count) {
      unknown.add(item.written);
      continue;
    }
    const rangeStart = startOfRange(written, index, count);
    if (rangeStart !== null) {
      for (let identifier = rangeStart + 1; identifier < item.value; identifier += 1) {
        place(identifier);
        groups.push([]);
      }
    }
    place(item.value);
  }
  const missing: number[] = [];
  for (let identifier = 1; identifier <= count; identifier += 1) if (!order.has(identifier - 1)) missing.push(identifier);
  return {
    order: [...order],
    ties: groups.filter((group) => group.length > 1),
    duplicate: [...duplicate],
    unknown: [...unknown],
    missing,
  };
}

/** A dash joins a range only between two ascending identifiers of the window that no other dash touches: `[3] - [1] - [2]` is a list. */
function startOfRange(written: readonly ScannedIdentifier[], index: number, count: number): number | null {
  const [first, last] = [written[index - 1], written[index]];
  if (last?.link !== 'range' || first === undefined || first.link === 'range' || written[index + 1]?.link === 'range')
    return null;
  if (first.value === null || last.value === null || first.value < 1 || last.value > count) return null;
  return first.value < last.value ? first.value : null;
}
