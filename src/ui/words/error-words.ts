import { errorWords } from './error-catalogue.ts';
import type { ErrorWords } from './error-catalogue.ts';

/** The English messages. Views use the catalogue. */
export const ERROR_WORDS: ErrorWords = errorWords.en;
