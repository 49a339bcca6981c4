import * as english from '../../words/en/preset.ts';
import { useWords } from '../../words/index.ts';

export type PresetWords = typeof english;

/** The words of prompts and of what is wrong with them. English ones come with the method's own script; another language's pack holds its own. */
export function usePresetWords(): PresetWords {
  return useWords().presets ?? english;
}
