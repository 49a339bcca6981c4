import * as english from '../../words/en/lenses.ts';
import { useWords } from '../../words/index.ts';

export type LensWords = typeof english;

/** The words of the lenses. English ones come with the view's own script; another language's pack holds its own. */
export function useLensWords(): LensWords {
  return useWords().lenses ?? english;
}
