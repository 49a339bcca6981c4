import { counted, format } from './format.ts';

interface Certified {
  readonly certified: number;
  readonly of: number;
}

interface EdgeWords {
  readonly above: string;
  readonly below: string;
  /** 1-based. */
  readonly calls: readonly number[];
}

/** The graph of a run that certifies its first places. */
export const preferences = {
  title: 'Who stands above whom',
  certified: ({ certified, of }: Certified) => `Certified: ${format.number(certified)} of ${format.places(of)}.`,
  certifiedSoFar: ({ certified, of }: Certified) => `Certified so far: ${format.number(certified)} of ${format.places(of)}.`,
  certain: 'Every order that the answers allow begins with them. That says that the answers agree, not that they are right.',
  open: 'For the others the answers allow more than one order.',
  hint: 'A line says that an answer put the passage at its upper end above the one at its lower end; its number is the call, and it opens that answer. Lines that follow from others are left out. “=” is a tie.',
  unsaid: 'Dashed lines: the answer left one of the two out. Nothing that is certified rests on them.',
  uncompared: counted({ one: '# passage stands in no answer.', other: '# passages stand in no answer.' }),
  onlyFirst: ({ drawn, all }: { readonly drawn: number; readonly all: number }) =>
    `Drawn are the first ${format.number(drawn)} of ${format.number(all)} boxes; the table holds all lines.`,
  keys: 'Arrow keys go from line to line, Enter opens the answer.',
  edge: ({ above, below, calls }: EdgeWords) =>
    `${above} above ${below}, by the answer of ${calls.length === 1 ? 'call' : 'calls'} ${format.list(calls.map(format.number))}`,
  leftOut: 'left out there',
  more: (passages: number) => `+ ${format.number(passages)}`,
  asTable: 'The lines as a table',
  above: 'Above',
  below: 'Below',
  calls: 'Opens the answer of',
  call: (number: number) => `call ${format.number(number)}`,
};
