import * as compare from '../../src/app/words/en/compare.ts';
import * as lenses from '../../src/app/words/en/lenses.ts';
import * as told from '../../src/app/words/en/told.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../../src/app/words/index.ts';
import type { Language, Words } from '../../src/app/words/index.ts';

/** The whole words of every language, those of English with the areas that its views bring. */
export const packs = Object.fromEntries(
  await Promise.all(
    LANGUAGE_CODES.map(async (code) => [code, { compare, lenses, told, ...(await LANGUAGES[code].words()) }] as const),
  ),
) as Readonly<Record<Language, Required<Words>>>;

/** What every sentence of a language holds a letter of. */
export const SCRIPTS: Readonly<Record<Language, RegExp>> = {
  en: /[a-z]/u,
  fa: /\p{Script=Arabic}/u,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
};

/** All but English. */
export const TRANSLATED: readonly Language[] = LANGUAGE_CODES.filter((language) => language !== 'en');
