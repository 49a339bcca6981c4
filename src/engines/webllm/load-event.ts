import type { LibraryChoice } from './engine-api.ts';

/** Where bytes of a model file came from. */
export type LoadSource = 'network' | 'cache';

/** A candidate's shaders are compiled, then it is timed. */
export type CalibrationStep = 'start' | 'measure';

/** Progress of `load`. Bytes are of the file as stored, hashes are checked before `file-end`. */
export type LoadEvent =
  | { readonly type: 'load-start'; readonly files: number; readonly bytes: number }
  | { readonly type: 'file-start'; readonly file: string; readonly bytes: number; readonly source: LoadSource }
  | { readonly type: 'file-progress'; readonly file: string; readonly loadedBytes: number }
  | { readonly type: 'file-end'; readonly file: string; readonly source: LoadSource; readonly note?: 'damaged-cache-replaced' }
  /** After the bytes: shader compilation and upload to the GPU, once for each library that is tried. `progress` 0–1. */
  | { readonly type: 'engine-start' }
  | { readonly type: 'engine-progress'; readonly progress: number; readonly text: string }
  /** Around the engine starts of a load that has to measure its libraries. `index` 0-based, in the order of `libraries`. */
  | { readonly type: 'calibrate-start'; readonly libraries: readonly string[] }
  | { readonly type: 'calibrate-progress'; readonly library: string; readonly index: number; readonly step: CalibrationStep }
  | { readonly type: 'calibrate-end'; readonly choice: LibraryChoice };

/** What crosses the port of a load, one port per load: its events, then `load-end` as the last message, however the load went. */
export type LoadMessage = LoadEvent | { readonly type: 'load-end' };
