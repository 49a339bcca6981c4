import type { PageView } from '../shell/slice.ts';
import { readOwnPresets } from '../../core/preset/own.ts';
import { fields, flag, jsonOf, oneOf, readBy, readFields } from '../../core/schema.ts';
import type { TypeOf } from '../../core/schema.ts';
import { LANGUAGE_CODES } from '../words/index.ts';
import type { Language } from '../words/index.ts';

/** What a person chose for all visits. */
const preferences = fields({
  language: oneOf(LANGUAGE_CODES),
  /** Single-letter keys; off for people whose speech input or slips of the hand would press them (WCAG 2.1.4). */
  shortcuts: flag,
  /** Whether finished runs are kept in this browser. */
  keepRuns: flag,
  /** Prompts of the person's own, in the order in which they were made. */
  ownPresets: readBy(readOwnPresets),
});
export type Preferences = TypeOf<typeof preferences>;

export const DEFAULT_PREFERENCES: Preferences = { language: 'en', shortcuts: true, keepRuns: true, ownPresets: [] };

/** The first of the browser's languages that the interface has; English where it has none of them. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = LANGUAGE_CODES.find((language) => language === primary);
    if (found !== undefined) return found;
  }
  return DEFAULT_PREFERENCES.language;
}

/** Reads what `JSON.stringify` of preferences wrote; whatever is unfit or missing comes from `fallback`. */
export function decodePreferences(text: string | null, fallback: Preferences): Preferences {
  return readFields(preferences, jsonOf(text), fallback);
}

/** The view that was on when the page was left; anything else is the workbench. */
export function decodeView(text: string | null): PageView {
  return text === 'compare' || text === 'lenses' ? text : 'workbench';
}
