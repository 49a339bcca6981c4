import { fields, jsonOf, oneOf, readFields } from '../../core/schema.ts';
import { LANGUAGE_CODES } from '../words/index.ts';
import type { Language } from '../words/index.ts';
import { DEFAULT_PREFERENCES, PREFERENCES_KEY, preferredLanguage } from './preferences.ts';

// The language alone of what was chosen for all visits, for documents that show no prompts or runs and need not know how to read the rest.

const languageField = fields({ language: oneOf(LANGUAGE_CODES) });

/** The language that was chosen; else the first of the browser's `languages` that the interface has. */
export function keptLanguage(local: () => Storage, languages: readonly string[]): Language {
  const fresh = { language: preferredLanguage(languages) };
  try {
    return readFields(languageField, jsonOf(local().getItem(PREFERENCES_KEY)), fresh).language;
  } catch {
    return fresh.language;
  }
}

/** Keeps a chosen language, and everything else as it was chosen before. */
export function keepLanguage(local: () => Storage, language: Language): void {
  try {
    const before: unknown = jsonOf(local().getItem(PREFERENCES_KEY));
    const kept = typeof before === 'object' && before !== null ? before : DEFAULT_PREFERENCES;
    local().setItem(PREFERENCES_KEY, JSON.stringify({ ...kept, language }));
  } catch {
    // Storage is off or full: the choice lasts as long as the page.
  }
}
