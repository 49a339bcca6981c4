import { counted, format } from './format.ts';

const { number } = format;
const others = counted({ one: 'The other passage is', other: 'The other # passages are' });

interface Step {
  readonly count: number;
  readonly of: number;
}

interface LeftOut {
  readonly left: number;
  readonly each: number;
  readonly documents: number;
}

/** How far down the list a model is to read, before a run. */
export const depth = {
  step: ({ count, of }: Step) =>
    count === 0
      ? 'nothing: instant order only'
      : count >= of
        ? `all ${format.passages(of)}`
        : `the top ${number(count)} of ${format.passages(of)}`,
  least: 'instant only',
  most: 'all',
  none: 'No model is loaded and nothing is read: the instant order is the result.',
  left: (left: number) => `${others(left)} not read; the list keeps them below, in the instant order.`,
  /** Each document's best, then the next best, at most `each` of one. */
  leftOfDocuments: ({ left, each, documents }: LeftOut) =>
    `The best of each document first, at most ${number(each)} of one. Left out: ${format.passages(left)} of ${documents === 1 ? 'one document' : `${number(documents)} documents`}; a row’s title opens its document, where they are listed.`,
  notMeasured: 'how long that takes here is not measured yet: the model must be loaded first',
  reckoning: 'working out how long that takes…',
  afterFirst: 'how long that takes here is known after the first run',
};
