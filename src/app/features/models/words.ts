import * as english from '../../words/en/models.ts';
import { useWords } from '../../words/index.ts';

export type ModelWords = typeof english;

/** The words of the page of models. English ones come with that page's own script; another language's pack holds its own. */
export function useModelWords(): ModelWords {
  return useWords().models ?? english;
}
