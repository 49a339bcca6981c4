import { useCallback, useMemo, useState } from 'react';
import type { RefObject } from 'react';
import type { DocId } from '../../core/doc-id.ts';
import type { Highlight } from './highlight.ts';
import { revealElement } from '../features/trace/reveal-element.ts';

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
      revealElement(root.current?.querySelector(`[data-doc-mention~="${CSS.escape(encodeURIComponent(docId))}"]`), true);
    },
    [root],
  );
  return useMemo(() => ({ active, point, showPassage, showMention }), [active, point, showPassage, showMention]);
}
