import { use, useRef, useState } from 'react';
import type { JSX } from 'react';
import { LANGUAGE_CODES, LanguageContext, LANGUAGES, loadWords, useWords } from '../words/index.ts';
import type { Language, Words } from '../words/index.ts';

interface LanguageChoiceProps {
  /** The language chosen, which the page may not be able to speak. */
  readonly language: Language;
  /** Called when the words of the language are there. */
  readonly onChoose: (language: Language) => void;
}

let tries = 0;

/** Browsers remember that a module could not be fetched, and do not ask for it again; under another address they do. The error names the address. */
async function loadOrRetry(language: Language): Promise<boolean> {
  try {
    await loadWords(language);
  } catch (error) {
    const address = /https?:\/\/\S+\.js/u.exec(String(error))?.[0];
    if (address === undefined) return false;
    tries += 1;
    try {
      await loadWords(language, () => import(/* @vite-ignore */ `${address}?again=${tries}`) as Promise<Words>);
    } catch {
      return false;
    }
  }
  return true;
}

/** The language of the interface. Queries and passages keep theirs. While words are fetched, and where they cannot be, the page stays as it is. */
export function LanguageChoice({ language, onChoose }: LanguageChoiceProps): JSX.Element {
  const words = useWords().shell;
  const spoken = use(LanguageContext);
  const [fetched, setFetched] = useState<Language | null>(null);
  const [missing, setMissing] = useState<Language | null>(language === spoken ? null : language);
  const last = useRef<Language>(spoken);
  const choose = async (chosen: Language): Promise<void> => {
    last.current = chosen;
    setMissing(null);
    setFetched(chosen);
    const there = await loadOrRetry(chosen);
    // Another one was chosen meanwhile.
    if (last.current !== chosen) return;
    setFetched(null);
    if (there) onChoose(chosen);
    else setMissing(chosen);
  };
  return (
    <>
      <select
        className="language-choice"
        aria-label={words.language}
        aria-busy={fetched !== null}
        value={fetched ?? spoken}
        onChange={({ target }) => {
          const chosen = LANGUAGE_CODES.find((code) => code === target.value);
          if (chosen !== undefined) void choose(chosen);
        }}
      >
        {LANGUAGE_CODES.map((code) => (
          <option key={code} value={code} lang={code}>
            {LANGUAGES[code].name}
          </option>
        ))}
      </select>
      {missing !== null && (
        <p className="language-missing" role="alert">
          {words.languageMissing(LANGUAGES[missing].name)}
        </p>
      )}
    </>
  );
}
