import { createContext } from 'react';
import type { DocId } from '../../../core/request.ts';

/** A document to be opened: at this passage, or at its first mark where that is null. */
export interface WantedPassage {
  readonly name: string;
  readonly docId: DocId | null;
}

/** Opens a document over the page. Null: here is nothing that shows one, as in the replay file. */
export const OpenDocumentContext = createContext<((wanted: WantedPassage) => void) | null>(null);
