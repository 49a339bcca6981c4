import { createContext, useContext } from 'react';
import type { Context, JSX } from 'react';
import { candidatesById } from '../../../core/request.ts';
import type { DocId, RankRequest } from '../../../core/request.ts';

/** Enough of a passage to know it by. */
const START_CHARACTERS = 60;

/** What a passage is called where there is room for a few words: its title, or how it begins. */
export function passageName(request: Pick<RankRequest, 'candidates'>, docId: DocId): string {
  const { title = '', text = '' } = candidatesById(request).get(docId) ?? {};
  return title === '' ? text.slice(0, START_CHARACTERS) || docId : title;
}

/** The run's request: names do not change with its order, so no window is drawn anew for them. */
export const NamesContext: Context<Pick<RankRequest, 'candidates'>> = createContext<Pick<RankRequest, 'candidates'>>({
  candidates: [],
});

/** The passages that a call is about, by name. Nothing for a call over a stretch of the list. */
export function CallNames({ named }: { readonly named: readonly DocId[] }): JSX.Element | null {
  const request = useContext(NamesContext);
  if (named.length === 0) return null;
  return (
    <span className="call-names">
      {named.map((docId) => (
        <bdi key={docId}>{passageName(request, docId)}</bdi>
      ))}
    </span>
  );
}
