import { libraryWords } from './library-catalogue.ts';
import type { LibraryWords } from './library-catalogue.ts';

const { en } = libraryWords;

/** English only. Views use the catalogue. */
export const choiceWords: LibraryWords['choice'] = en.choice;
export const measuredWords: LibraryWords['measured'] = en.measured;
export const calibrationWords: LibraryWords['calibration'] = en.calibration;
