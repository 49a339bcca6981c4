import type { OpenedMark, OpenedState } from '../../../core/read/opened.ts';
import { counted, format } from './format.ts';

const { number } = format;

interface ReadOf {
  readonly read: number;
  readonly of: number;
}

interface MarkPlace {
  readonly place: number;
  readonly of: number;
  readonly kind: OpenedMark['kind'];
}

const kinds: Readonly<Record<OpenedMark['kind'], string>> = {
  quote: 'quoted in the reasoning',
  passage: 'read by the model',
};

/** A document that is opened at a passage. */
export const opened = {
  close: 'Close',
  text: 'Text of the document',
  /** Of its passages the model read some; the others were left out by the instant order, or are still to come. */
  read: ({ read, of }: ReadOf) => `The model read ${number(read)} of ${format.passages(of)}.`,
  noRun: 'No model has read it yet.',
  alone:
    'The file itself is not on the page: shown are the passages of it that the run holds. Drop the file again to see the rest.',
  gone: 'This document is no longer on the page.',
  marks: 'Marks',
  previous: 'Previous mark',
  next: 'Next mark',
  markAt: ({ place, of, kind }: MarkPlace) => `Mark ${number(place)} of ${number(of)}: ${kinds[kind]}`,
  offMark: counted({ one: '# mark in this document', other: '# marks in this document' }),
  noMarks: 'Nothing in it has been read or quoted.',
  passages: 'Passages of this document',
  groups: {
    read: (count: number) => `Read by the model: ${number(count)}`,
    waiting: (count: number) => `Still to be read: ${number(count)}`,
    'left-out': (count: number) => `Not read, left out by the instant order: ${number(count)}`,
    unread: (count: number) => `In the order of the text: ${number(count)}`,
  } satisfies Record<OpenedState, (count: number) => string>,
  rank: (rank: number) => `place ${number(rank)}`,
  page: (page: number) => `p. ${number(page)}`,
  pageBegins: (page: number) => `Page ${number(page)}`,
  more: (count: number) => `Show more (${number(count)} left)`,
  fileNotes: 'What of the file is not here',
};
