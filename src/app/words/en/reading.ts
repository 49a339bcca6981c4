import type { WindowView } from '../../../core/log/view.ts';
import { counted, format } from './format.ts';

interface InstantAs {
  readonly z: string;
  readonly place: number;
  /** Its place in the list as handed over, where that is another. */
  readonly given: number | null;
  /** Its own, where it came with one. */
  readonly score: number | null;
}

interface ReadAs {
  /** Null until all passages of the window have been read. */
  readonly z: string | null;
  readonly score: string;
  readonly place: number;
  readonly of: number;
  readonly tokens: number;
  readonly ms: number;
}

interface FusedAs {
  readonly instant: string;
  readonly weight: string;
  readonly reading: string;
  readonly fused: string;
  readonly place: number;
  readonly of: number;
}

/** What a passage's place is made of, part by part. Numbers with a sign are standard deviations. */
export const placeParts = {
  title: 'What its place is made of',
  instant: 'Instant score',
  instantAs: ({ z, place, given, score }: InstantAs) =>
    `${z}; started at place ${format.number(place)}${given === null ? '' : `, place ${format.number(given)} in the list as you gave it`}${
      score === null ? '' : `, with the score ${score}`
    }`,
  reading: 'Reading score',
  readingAs: ({ z, score, place, of, tokens, ms }: ReadAs) =>
    `${z === null ? '' : `${z}; `}place ${format.number(place)} of ${format.number(of)} read (${score} at its end; ${format.tokens(tokens)} in ${format.seconds(ms)})`,
  weight: 'Weight of the reading',
  fused: 'Together',
  fusedAs: ({ instant, weight, reading, fused, place, of }: FusedAs) =>
    `${instant} and ${weight} × ${reading} make ${fused}: place ${format.number(place)} of ${format.number(of)}`,
  bucket: 'In the prompt',
  bucketAs: (bucket: number) => `its first-stage score stood there as ${format.number(bucket)} of ${format.number(9)}`,
  prior: 'Leaning',
  priorAs: (logits: string) => `${logits} (logits) on its number in the answer, before the model chose`,
  relevance: 'p(yes)',
  scored: 'Score given',
  hint: 'Numbers with a sign count from the mean of the passages read together, in standard deviations.',
};

/** The reading of a window, passage by passage. */
export const passageReading = {
  title: 'Read at each passage’s end',
  list: 'In one go: a score knows the passages before its own.',
  apart: 'Each passage alone behind the query, so their order decides nothing.',
  place: ({ place, of }: { readonly place: number; readonly of: number }) =>
    `Place ${format.number(place)} of ${format.number(of)} by its reading score`,
  /** Before a row's bar. */
  bar: 'reading',
  unread: 'not read yet',
  now: 'being read',
  leftOut: {
    engine: 'No reading scores: what runs this model does not read passage by passage.',
    tokens: 'No reading scores: this model’s vocabulary lacks the two tokens that they are read from.',
    joined: 'No reading scores: this model’s tokenizer joins a passage’s end with what follows.',
  } satisfies Record<NonNullable<WindowView['readingLeftOut']>, string>,
  /** In the timeline's table. */
  passages: counted({ one: '# passage read for its score', other: '# passages read for their scores' }),
};

/** Whether thought and answer, which come after the reading, changed the order. */
export const writtenAfter = {
  kept: 'Written after the reading: the answer gives the order that was read. Thought and answer changed nothing in it.',
  unwritten: 'Nothing was written: the reading gives the order.',
  changed: ({ windows, of }: { readonly windows: readonly number[]; readonly of: number }) =>
    of === 1
      ? 'Written after the reading, and the answer is another order than the one read.'
      : `Written after the reading. In ${format.list(windows.map(format.number))} of ${format.windows(of)} the answer is another order than the one read.`,
};

/** What of a run reads, what scores and what is only written: the one place where all of it is said. */
export const runRoles = {
  title: 'What reads, what scores, what is only written',
  instant: 'Instant order',
  instantBy: {
    'bm25+minilm':
      'A small encoder (MiniLM) reads the query and every passage, word piece by word piece. How near they come to each other and which words they share (BM25) are scores; added, they are the order that the run starts from.',
    bm25: 'Only shared words are counted (BM25): a score. Nothing was read for meaning.',
    given: 'The list as it came, with its own scores or those of its words (BM25).',
  },
  reading: 'Reading score',
  readingOn:
    'The language model reads the query and then the passages. At each passage’s end one number is taken from it, before anything is written: a score.',
  readingOff: 'None was read in this run: the language model’s order is what it writes.',
  order: 'Order',
  orderOn:
    'Instant score and weighted reading score are added. The answer’s numbers lean on that sum, or it is the order itself.',
  orderOff: 'The answer’s order, read off what the model wrote; where the prompt takes first-stage scores it leans on them.',
  thought: 'Thought and answer',
  thoughtIs:
    'Written, not read: text that the model produces after it has read everything. Its quotes are checked. It is no account of how the scores came about.',
};
