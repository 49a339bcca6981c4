import { findMentions } from './find-mentions.ts';
import type { Mention } from './find-mentions.ts';
import { findNamedMentions } from './find-named-mentions.ts';

/** Mentions in brackets and mentions by name and number, in order, never overlapping; where they would, the bracket counts. */
export function findAllMentions(text: string, count: number): readonly Mention[] {
  const brackets = findMentions(text, count);
  let next = 0;
  const named = findNamedMentions(text, count).filter(({ from, to }) => {
    while ((brackets[next]?.to ?? Infinity) <= from) next += 1;
    return (brackets[next]?.from ?? Infinity) >= to;
  });
  return named.length === 0 ? brackets : [...brackets, ...named].sort((one, other) => one.from - other.from);
}
