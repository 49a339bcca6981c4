import { countedIn, dateTimeIn, formatIn } from '../format.ts';

const LANGUAGE = 'en';

/** A count with its noun. */
export const counted = countedIn(LANGUAGE);
/** A moment in ISO 8601 as date and time. */
export const dateTime = dateTimeIn(LANGUAGE);

export const format = formatIn(LANGUAGE, {
  byteUnits: ['B', 'kB', 'MB', 'GB'],
  second: 's',
  fewSeconds: 'a few seconds',
  aboutSeconds: 'about # s',
  aboutMinutes: 'about # min',
  comma: ', ',
  and: ' and ',
  isolate: ['', ''],
  counts: {
    passages: { one: '# passage', other: '# passages' },
    windows: { one: '# window', other: '# windows' },
    places: { one: '# place', other: '# places' },
    tokens: { one: '# token', other: '# tokens' },
    words: { one: '# word', other: '# words' },
    files: { one: '# file', other: '# files' },
    workers: { one: '# worker', other: '# workers' },
  },
});
