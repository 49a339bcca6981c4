import { createContext, use } from 'react';

/** Languages of the interface. Persian is written from right to left. */
export type Language = 'en' | 'fa' | 'ru' | 'zh';

/** The same messages in every language: a missing or extra one does not compile. T holds strings and functions that give strings. */
export type Catalogue<T> = Readonly<Record<Language, T>>;

/** The interface's language. */
export const LanguageContext = createContext<Language>('en');

/** The messages of one view in the interface's language. */
export function useWords<T>(catalogue: Catalogue<T>): T {
  return catalogue[use(LanguageContext)];
}
