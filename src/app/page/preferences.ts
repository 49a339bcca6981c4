import type { PageView } from '../shell/slice.ts';
import type { OwnPreset } from '../../core/preset/own.ts';
import { readOwnPresets } from '../../core/preset/own.ts';
import { LANGUAGE_CODES } from '../words/index.ts';
import type { Language } from '../words/index.ts';

/** What a person chose for all visits. */
export interface Preferences {
  readonly language: Language;
  /** Single-letter keys; off for people whose speech input or slips of the hand would press them (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  /** Whether finished runs are kept in this browser. */
  readonly keepRuns: boolean;
  /** Prompts of the person's own, in the order in which they were made. */
  readonly ownPresets: readonly OwnPreset[];
}

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
  let value: unknown;
  try {
    value = text === null ? null : JSON.parse(text);
  } catch {
    return fallback;
  }
  if (typeof value !== 'object' || value === null) return fallback;
  const { language, shortcuts, keepRuns, ownPresets } = value as Readonly<Record<string, unknown>>;
  return {
    language: LANGUAGE_CODES.find((known) => known === language) ?? fallback.language,
    shortcuts: typeof shortcuts === 'boolean' ? shortcuts : fallback.shortcuts,
    keepRuns: typeof keepRuns === 'boolean' ? keepRuns : fallback.keepRuns,
    ownPresets: ownPresets === undefined ? fallback.ownPresets : readOwnPresets(ownPresets),
  };
}

/** The view that was on when the page was left; anything else is the workbench. */
export function decodeView(text: string | null): PageView {
  return text === 'compare' || text === 'lenses' ? text : 'workbench';
}
