import type { PageView } from '../shell/slice.ts';
import type { Preferences } from './read-kept.ts';
import { LANGUAGE_CODES } from '../words/index.ts';
import type { Language } from '../words/index.ts';

export type { Preferences };

/** Where what is chosen for all visits stands in the local storage. */
export const PREFERENCES_KEY = 'glassrank.preferences';

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'en',
  shortcuts: true,
  keepRuns: true,
  keepNothing: false,
  look: 'watch',
  engine: 'automatic',
  lessonsDone: [],
  ownPresets: [],
};

/** The first of the browser's languages that the interface has; English where it has none of them. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = LANGUAGE_CODES.find((language) => language === primary);
    if (found !== undefined) return found;
  }
  return DEFAULT_PREFERENCES.language;
}

/** The view that was on when the page was left; anything else is the workbench. */
export function decodeView(text: string | null): PageView {
  return text === 'compare' || text === 'lenses' || text === 'lessons' || text === 'gallery' ? text : 'workbench';
}
