import { createContext } from 'react';
import type { Context } from 'react';
import type { TextSpan } from '../../../core/text/spans.ts';

/** Links words of the query with the words of passages that answer them: what is pointed at in one lights up in the other. */
interface WordMatchLink {
  /** Words of the query that are pointed at. */
  readonly pointed: readonly TextSpan[];
  /** Hover and focus; empty to let go. */
  readonly point: (words: readonly TextSpan[]) => void;
}

export const WordMatchContext: Context<WordMatchLink> = createContext<WordMatchLink>({ pointed: [], point: () => {} });
