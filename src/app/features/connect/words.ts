import * as english from '../../words/en/connect.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/index.ts';

export type ConnectWords = typeof english;

/** The words of connected.html among a language's. English ones come with its own script; another language's pack holds its own. */
export function connectWords(words: Words): ConnectWords {
  return words.connect ?? english;
}

export function useConnectWords(): ConnectWords {
  return connectWords(useWords());
}
