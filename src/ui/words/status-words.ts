import { statusWords as words } from './status-catalogue.ts';
import type { StatusWords } from './status-catalogue.ts';

/** English only. Views use the catalogue. */
export const statusWords: StatusWords['run'] = words.en.run;
