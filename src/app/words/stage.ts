import * as english from './en/stage.ts';
import { useWords } from './index.ts';

export type StageWords = typeof english;

/** The words of what a run is shown with. English ones come with the views' own scripts; another language's pack holds its own. */
export function useStageWords(): StageWords {
  return useWords().stage ?? english;
}
