import { createContext, use, useState } from 'react';

/**
 * What the person opened in the rows of a list. It is held by the list: a row of a long list leaves the page when it is scrolled away, and a list is drawn
 * anew when the code for long ones comes. Null: rows remember by themselves.
 */
export const OpenedRows = createContext<Set<string> | null>(null);

/** Whether a fold of a row is open, and what opens and closes it. */
export function useRowFold(docId: string, fold: 'text' | 'mentions' | 'parts'): readonly [boolean, (open: boolean) => void] {
  const opened = use(OpenedRows);
  const name = `${fold} ${docId}`;
  const [open, setOpen] = useState(() => opened?.has(name) === true);
  const remember = (now: boolean): void => {
    if (now) opened?.add(name);
    else opened?.delete(name);
    setOpen(now);
  };
  return [open, remember];
}
