import * as english from '../../words/en/lessons.ts';
import { useWords } from '../../words/index.ts';

export type LessonsWords = typeof english;

/** The words around lessons. English ones come with the view's own script; another language's pack holds its own. */
export function useLessonsWords(): LessonsWords {
  return useWords().lessons ?? english;
}
