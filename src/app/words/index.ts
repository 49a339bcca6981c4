import { createContext, use, useSyncExternalStore } from 'react';
import type * as compare from './en/compare.ts';
import type * as connect from './en/connect.ts';
import * as en from './en/index.ts';
import type * as gallery from './en/gallery.ts';
import type * as lenses from './en/lenses.ts';
import type * as lessons from './en/lessons.ts';
import type * as models from './en/models.ts';
import type * as network from './en/network.ts';
import type * as presets from './en/preset.ts';
import type * as reach from './en/reach.ts';
import type * as stage from './en/stage.ts';
import type * as told from './en/told.ts';

/** What is said in the page's first script. English is the type: a language that lacks a sentence, or has one too many, does not compile. */
type FirstWords = typeof en;

/** The areas of views that are fetched when first chosen, and of the page of models. In English they come with the view's own script; every other language has them in its pack. */
interface ViewAreas {
  readonly compare: typeof compare;
  readonly connect: typeof connect;
  readonly gallery: typeof gallery;
  readonly lenses: typeof lenses;
  readonly lessons: typeof lessons;
  readonly models: typeof models;
  readonly network: typeof network;
  readonly presets: typeof presets;
  readonly reach: typeof reach;
  readonly stage: typeof stage;
  readonly told: typeof told;
}

/** One language's words. */
export type Words = FirstWords & Partial<ViewAreas>;

/** What every language but English must say. */
type WholePack = FirstWords & ViewAreas;

interface LanguageEntry {
  /** In its own words: who cannot read the page finds theirs. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** Fetches the pack: one chunk. */
  readonly words: () => Promise<Words>;
}

/** The interface's languages: the only list of them. A new one is a folder beside `en/` and a line here. */
export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr', words: () => Promise.resolve(en) },
  fa: { name: 'فارسی', dir: 'rtl', words: (): Promise<WholePack> => import('./fa/index.ts') },
  ru: { name: 'Русский', dir: 'ltr', words: (): Promise<WholePack> => import('./ru/index.ts') },
  zh: { name: '中文', dir: 'ltr', words: (): Promise<WholePack> => import('./zh/index.ts') },
} as const satisfies Readonly<Record<string, LanguageEntry>>;

export type Language = keyof typeof LANGUAGES;

/** The codes of the languages, in the order in which they are offered. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[];

const loaded: Partial<Record<Language, Words>> = { en };
const listeners = new Set<() => void>();

/** Fetches a language's words, once. Rejects where they cannot be fetched; another call tries again. */
export async function loadWords(language: Language, fetchWords: () => Promise<Words> = LANGUAGES[language].words): Promise<void> {
  if (loaded[language] !== undefined) return;
  loaded[language] = await fetchWords();
  for (const listener of listeners) listener();
}

/** The words of a language that is loaded; English until then. */
export function wordsIn(language: Language): Words {
  return loaded[language] ?? en;
}

/** The language that can be spoken now: the one chosen, or English while its words are not there. */
export function spokenFor(chosen: Language): Language {
  return loaded[chosen] === undefined ? 'en' : chosen;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `spokenFor`, anew when a language has been loaded. */
export function useSpoken(chosen: Language): Language {
  const read = (): Language => spokenFor(chosen);
  return useSyncExternalStore(subscribe, read, read);
}

/** The language that the page speaks. */
export const LanguageContext = createContext<Language>('en');

/** The words of the language that the page speaks. */
export function useWords(): Words {
  return wordsIn(use(LanguageContext));
}
