import * as english from './en/told.ts';
import { useWords } from './index.ts';

export type ToldWords = typeof english;

/** The words of what is said of an input. English ones come with the views' own script; another language's pack holds its own. */
export function useToldWords(): ToldWords {
  return useWords().told ?? english;
}
