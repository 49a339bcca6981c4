import { createContext } from 'react';
import type { DocId } from '../../core/doc-id.ts';

/** Links list and trace: what is pointed at in one lights up in the other. */
export interface Highlight {
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
