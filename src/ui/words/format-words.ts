import { formatWords } from './format-catalogue.ts';

const { en } = formatWords;

/** English figures, for texts that are not a view's. Views use the catalogue. */
export const bytesInWords: (bytes: number) => string = en.bytes;
export const clock: (ms: number) => string = en.clock;
export const roughly: (ms: number) => string = en.roughly;
export const identifiersInWords: (identifiers: readonly (number | string)[]) => string = en.identifiers;

/** Count with its noun: plural("passage", 2) → "2 passages". */
export function plural(noun: string, count: number): string {
  return `${en.number(count)} ${noun}${count === 1 ? '' : 's'}`;
}
