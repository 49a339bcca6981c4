import { compareSlice } from '../features/compare/slice.ts';
import { exportSlice } from '../features/export/slice.ts';
import { gallerySlice } from '../features/gallery/slice.ts';
import { historySlice } from '../features/history/slice.ts';
import { inputSlice } from '../features/input/slice.ts';
import { instantSlice } from '../features/instant/slice.ts';
import { lensesSlice } from '../features/lenses/slice.ts';
import { lessonsSlice } from '../features/lessons/slice.ts';
import { methodSlice } from '../features/method/slice.ts';
import { shelfSlice } from '../features/run/shelf.ts';
import { runSlice } from '../features/run/slice.ts';
import { offlineSlice } from '../features/offline/slice.ts';
import { recoverySlice } from '../features/recovery/slice.ts';
import { replaySlice } from '../features/timeline/slice.ts';
import { shellSlice } from '../shell/slice.ts';
import type { ActionOf, StateOf } from './slice.ts';

/** The features that have a part in the page's state: a new one is its folder and a line here. */
export const SLICES = {
  shell: shellSlice,
  offline: offlineSlice,
  input: inputSlice,
  method: methodSlice,
  instant: instantSlice,
  run: runSlice,
  shelf: shelfSlice,
  recovery: recoverySlice,
  replay: replaySlice,
  export: exportSlice,
  gallery: gallerySlice,
  history: historySlice,
  compare: compareSlice,
  lenses: lensesSlice,
  lessons: lessonsSlice,
};

/** Everything that a page shows is drawn from this. */
export type AppState = StateOf<typeof SLICES>;

/** Everything that can happen to a page. */
export type AppAction = ActionOf<typeof SLICES>;
