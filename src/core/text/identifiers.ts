import { afterThought } from '../trace/split.ts';
import { foldSpelling } from './fold.ts';
import { scanNumberLabels } from './label-scan.ts';
import { chooseChain, rangeStart } from './label-chains.ts';
import type { ChainedLabel } from './label-chains.ts';

export { asciiDigits, digitClass } from './digits.ts';

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
 * Reads an answer such as `[2] > [1] = [3]` over `count` passages: the chain of labels that ranks them (`chooseChain`), in brackets, behind a word for a passage,
 * or bare numbers where there is no label. Takes digits of every script, ranges (`[4]-[6]`) and growing texts (a cut-off identifier is not there yet). An unfinished
 * thought in the text gives no order: the habit of RankLLM and ReasonRank to read its digits turns years into rankings.
 * @example parseOrder('[2] > [1] = [3]', 3) // order [1, 0, 2], ties [[0, 2]]
 */
export function parseOrder(answer: string, count: number): ParsedOrder {
  const text = foldSpelling(afterThought(answer));
  const labels = scanNumberLabels(text, BRACKETS);
  return placeLabels(chooseChain({ text, labels, marks: { separator: '>', tie: '=' }, count, needed: count }).labels, count);
}

const BRACKETS = { before: '[', after: ']' };

/** What a chain of labels says of `count` passages: the first of equals counts, ranges are written out. */
export function placeLabels(chain: readonly ChainedLabel[], count: number): ParsedOrder {
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
  for (const [index, { value, written, link }] of chain.entries()) {
    if (link !== 'tie' || groups.length === 0) groups.push([]);
    if (value === null || value < 1 || value > count) {
      unknown.add(written);
      continue;
    }
    const from = rangeStart(chain, index, count);
    if (from !== null) {
      for (let identifier = from + 1; identifier < value; identifier += 1) {
        place(identifier);
        groups.push([]);
      }
    }
    place(value);
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
