import type { Slice } from '../../page/slice.ts';

/** What came of an export, where it is not plain that a file was saved. */
export type ExportNotice =
  /** The share link is in the clipboard; `whole` false: without the movement inside windows. */
  | { readonly type: 'link-copied'; readonly characters: number; readonly whole: boolean }
  /** The clipboard could not be written: the link is shown to be copied by hand. */
  | { readonly type: 'link-shown'; readonly address: string; readonly whole: boolean }
  /** The report is in the clipboard as text; or it is shown to be copied by hand. */
  | { readonly type: 'text-copied'; readonly characters: number }
  | { readonly type: 'text-shown'; readonly text: string }
  | { readonly type: 'link-too-large'; readonly characters: number | null; readonly mostCharacters: number }
  /** `detail`: the browser's own words; null where a page came that is not the replay's. */
  | { readonly type: 'replay-failed'; readonly detail: string | null };

export interface ExportState {
  /** What came of the last export. */
  readonly exported: ExportNotice | null;
}

export type ExportAction = { readonly type: 'export-end'; readonly notice: ExportNotice | null };

export const exportSlice: Slice<ExportState, ExportAction> = {
  initial: { exported: null },
  reduce(state, action) {
    switch (action.type) {
      case 'export-end':
        return { ...state, exported: action.notice };
    }
  },
};
