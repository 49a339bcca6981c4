import type { RunView } from '../../../core/log/view.ts';
import type { Slice } from '../../page/slice.ts';
import { within } from '../../page/slice.ts';

/** A recorded run, whole. */
interface PairedRun {
  /** Its entry. */
  readonly id: string;
  readonly run: RunView;
}

/** Two recorded runs of one list. */
export interface GalleryPair {
  readonly a: PairedRun;
  readonly b: PairedRun;
}

export interface GalleryState {
  /** Null: none are laid side by side. */
  readonly pair: GalleryPair | null;
  /** Why a recorded run could not be fetched, in the browser's own words; null: nothing was amiss. */
  readonly trouble: string | null;
}

export type GalleryAction =
  | { readonly type: 'gallery-pair'; readonly pair: GalleryPair | null }
  | { readonly type: 'gallery-trouble'; readonly detail: string };

export const gallerySlice: Slice<{ readonly gallery: GalleryState }, GalleryAction> = within(
  'gallery',
  { pair: null, trouble: null } as GalleryState,
  (gallery, action: GalleryAction) => {
    switch (action.type) {
      case 'gallery-pair':
        return { pair: action.pair, trouble: null };
      case 'gallery-trouble':
        return { ...gallery, trouble: action.detail };
    }
  },
);
