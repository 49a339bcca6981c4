import { createContext, useCallback, useMemo, useState } from 'react';
import type { RefObject } from 'react';
import type { DocId } from '../../core/request.ts';
import { revealElement } from '../features/trace/reveal.ts';

/** Links list and trace: what is pointed at in one lights up in the other. */
interface Highlight {
  readonly active: ReadonlySet<DocId>;
  /** Hover and focus; empty to let go. */
  readonly point: (docIds: readonly DocId[]) => void;
  /** Click on a chip: bring the passage into view. */
  readonly showPassage: (docId: DocId) => void;
  /** Click on a passage's tag: bring its first mention into view. */
  readonly showMention: (docId: DocId) => void;
}

const nothing = (): void => undefined;

export const HighlightContext: React.Context<Highlight> = createContext<Highlight>({
  active: new Set(),
  point: nothing,
  showPassage: nothing,
  showMention: nothing,
});

/** A docid as one of the words of `data-doc-mention`: without blanks, and of any text, halves of characters too. */
export function mentionWord(docId: DocId): string {
  return encodeURIComponent(docId.toWellFormed());
}

/** Highlight state for one page. Elements are found by `data-doc-row` and `data-doc-mention` inside `root`. */
export function useHighlight(root: RefObject<HTMLElement | null>): Highlight {
  const [active, setActive] = useState<ReadonlySet<DocId>>(new Set());
  const point = useCallback(
    (docIds: readonly DocId[]) => setActive((now) => (now.size === 0 && docIds.length === 0 ? now : new Set(docIds))),
    [],
  );
  const showPassage = useCallback(
    (docId: DocId) => {
      setActive(new Set([docId]));
      revealElement(root.current?.querySelector(`[data-doc-row="${CSS.escape(docId)}"]`), false);
    },
    [root],
  );
  const showMention = useCallback(
    (docId: DocId) => {
      setActive(new Set([docId]));
      revealElement(root.current?.querySelector(`[data-doc-mention~="${CSS.escape(mentionWord(docId))}"]`), true);
    },
    [root],
  );
  return useMemo(() => ({ active, point, showPassage, showMention }), [active, point, showPassage, showMention]);
}
