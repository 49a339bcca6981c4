import type { StoredModel } from '../../../engines/models/stored.ts';
import type { Slice } from '../../page/slice.ts';
import { within } from '../../page/slice.ts';

/** What lies on the shelf now. */
export type ShelfReading = Pick<ShelfView, 'stored' | 'unreadable'>;

/** Models that lie in this browser's storage, as far as the page has looked. */
export interface ShelfView {
  readonly stored: readonly StoredModel[];
  /** Ids of those whose record cannot be read. */
  readonly unreadable: readonly string[];
  /** A model that the page's address asks for and that is neither here nor on the shelf; null: none. */
  readonly gone: string | null;
}

/** What can be seen of the shelf. Another tab changes it. */
export type ShelfAction =
  | ({ readonly type: 'shelf-read' } & ShelfReading)
  | { readonly type: 'shelf-gone'; readonly modelId: string };

/** The chosen model, where it is a stored one. */
export function selectStored({ shelf, modelId }: { readonly shelf: ShelfView; readonly modelId: string }): StoredModel | null {
  return shelf.stored.find(({ id }) => id === modelId) ?? null;
}

const EMPTY: ShelfView = { stored: [], unreadable: [], gone: null };

export const shelfSlice: Slice<{ readonly shelf: ShelfView }, ShelfAction> = within<'shelf', ShelfView, ShelfAction>(
  'shelf',
  EMPTY,
  (view, action) => {
    switch (action.type) {
      case 'shelf-read': {
        const { stored, unreadable } = action;
        const same = JSON.stringify([view.stored, view.unreadable]) === JSON.stringify([stored, unreadable]);
        return same ? view : { ...view, stored, unreadable };
      }
      case 'shelf-gone':
        return { ...view, gone: action.modelId };
    }
  },
);
