import * as english from '../../words/en/compare.ts';
import { useWords } from '../../words/index.ts';

export type CompareWords = typeof english;

/** The words of the compare view. English ones come with the view's own script; another language's pack holds its own. */
export function useCompareWords(): CompareWords {
  return useWords().compare ?? english;
}
