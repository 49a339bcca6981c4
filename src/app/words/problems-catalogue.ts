import { problemWordsEn } from '../features/input/problem-words-en.ts';
import { problemWordsFa } from '../features/input/problem-words-fa.ts';
import { problemWordsRu } from '../features/input/problem-words-ru.ts';
import { problemWordsZh } from '../features/input/problem-words-zh.ts';
import type { Catalogue } from './use-words.ts';

/** What could not be read in the input, and how what could be was read. */
export type ProblemsWords = typeof problemWordsEn & {
  readonly problems: string;
  readonly place: (place: { readonly file: string | null; readonly line: string; readonly column: string | null }) => string;
};

export const problemsWords: Catalogue<ProblemsWords> = {
  en: {
    problems: 'Problems in the passages',
    place: ({ file, line, column }) =>
      `${file === null ? 'Line' : `${file}, line`} ${line}${column === null ? '' : `, column ${column}`}`,
    ...problemWordsEn,
  },
  fa: {
    problems: 'مشکل‌های متن‌ها',
    place: ({ file, line, column }) =>
      `${file === null ? '' : `${file}، `}سطر ${line}${column === null ? '' : `، ستون ${column}`}`,
    ...problemWordsFa,
  },
  ru: {
    problems: 'Неполадки в фрагментах',
    place: ({ file, line, column }) =>
      `${file === null ? 'Строка' : `${file}, строка`} ${line}${column === null ? '' : `, столбец ${column}`}`,
    ...problemWordsRu,
  },
  zh: {
    problems: '段落中的问题',
    place: ({ file, line, column }) =>
      `${file === null ? '' : `${file}，`}第 ${line} 行${column === null ? '' : `第 ${column} 列`}`,
    ...problemWordsZh,
  },
};
