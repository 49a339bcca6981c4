import type { Words } from '../../words/index.ts';

/** A difference with its sign, three decimals: "+0.031"; no sign where it is 0 as written. */
export function signed(value: number, { fixed }: Pick<Words['format'], 'fixed'>): string {
  const size = fixed(Math.abs(value), 3);
  return Math.abs(value) < 0.0005 ? size : `${value > 0 ? '+' : '−'}${size}`;
}
