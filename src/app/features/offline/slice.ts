import type { Slice } from '../../page/slice.ts';

/** How far the page is kept for opening without a network. off: this browser or this address does not offer it, or nobody has asked yet. */
export type OfflineKept = 'off' | 'coming' | 'kept' | 'failed';

export interface OfflineState {
  readonly offline: {
    readonly kept: OfflineKept;
    /** waiting: a newer version lies ready. asked: the person wants it, and the page is about to be loaded anew. */
    readonly update: 'none' | 'waiting' | 'asked';
    /** How often everything that was kept in this browser was forgotten: what is written next is written whole. */
    readonly forgotten: number;
  };
}

export type OfflineAction =
  | { readonly type: 'offline-tell'; readonly change: Partial<Pick<OfflineState['offline'], 'kept' | 'update'>> }
  | { readonly type: 'offline-forgotten' };

export const offlineSlice: Slice<OfflineState, OfflineAction> = {
  initial: { offline: { kept: 'off', update: 'none', forgotten: 0 } },
  reduce(state, action) {
    switch (action.type) {
      case 'offline-tell':
        return { ...state, offline: { ...state.offline, ...action.change } };
      case 'offline-forgotten':
        return { ...state, offline: { kept: 'off', update: 'none', forgotten: state.offline.forgotten + 1 } };
    }
  },
};
