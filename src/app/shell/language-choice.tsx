import type { JSX } from 'react';
import { LANGUAGES } from '../page/preferences.ts';
import type { Preferences } from '../page/preferences.ts';
import { shellWords } from '../words/shell-catalogue.ts';
import { useWords } from '../words/use-words.ts';

/** Each language in its own words: who cannot read the page finds theirs. */
const NAMES: Readonly<Record<Preferences['language'], string>> = { en: 'English', fa: 'فارسی', ru: 'Русский', zh: '中文' };

interface LanguageChoiceProps {
  readonly language: Preferences['language'];
  readonly onChoose: (language: Preferences['language']) => void;
}

/** The language of the interface. Queries and passages keep theirs. */
export function LanguageChoice({ language, onChoose }: LanguageChoiceProps): JSX.Element {
  const words = useWords(shellWords);
  return (
    <select
      className="language-choice"
      aria-label={words.language}
      value={language}
      onChange={({ target }) => {
        const chosen = LANGUAGES.find((one) => one === target.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {LANGUAGES.map((one) => (
        <option key={one} value={one} lang={one}>
          {NAMES[one]}
        </option>
      ))}
    </select>
  );
}
