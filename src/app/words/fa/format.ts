import { countedIn, dateTimeIn, formatIn } from '../format.ts';

const LANGUAGE = 'fa';

export const counted = countedIn(LANGUAGE);
export const dateTime = dateTimeIn(LANGUAGE);

export const format = formatIn(LANGUAGE, {
  byteUnits: ['بایت', 'کیلوبایت', 'مگابایت', 'گیگابایت'],
  second: 'ثانیه',
  fewSeconds: 'چند ثانیه',
  aboutSeconds: 'حدود # ثانیه',
  aboutMinutes: 'حدود # دقیقه',
  comma: '، ',
  and: ' و ',
  isolate: ['\u2066', '\u2069'],
  counts: {
    passages: { other: '# متن' },
    windows: { other: '# پنجره' },
    places: { other: '# جایگاه' },
    tokens: { other: '# توکن' },
    words: { other: '# واژه' },
    files: { other: '# پرونده' },
    workers: { other: '# رشتهٔ پس‌زمینه' },
  },
});
