import type { CalibrationStep, LoadEvent, LoadSource } from '../../../engines/engine-client.ts';

export interface LoadFile {
  readonly file: string;
  readonly bytes: number;
  readonly loadedBytes: number;
  readonly source: LoadSource;
  readonly done: boolean;
  readonly replaced: boolean;
}

/** Progress of one model load. `progress` is 0–1 and null until the bytes are there. */
export interface LoadView {
  readonly files: readonly LoadFile[];
  readonly fileCount: number;
  readonly totalBytes: number;
  readonly engine: { readonly progress: number; readonly text: string } | null;
  /** The candidate that is started or measured now; null when nothing is measured. `index` 0-based. */
  readonly calibration: {
    readonly library: string;
    readonly index: number;
    readonly count: number;
    readonly step: CalibrationStep;
  } | null;
}

/** How many files were damaged in the cache and fetched anew. */
export function replacedIn({ files }: Pick<LoadView, 'files'>): number {
  return files.filter(({ replaced }) => replaced).length;
}

export const EMPTY_LOAD: LoadView = { files: [], fileCount: 0, totalBytes: 0, engine: null, calibration: null };

function changeFile(view: LoadView, name: string, change: (file: LoadFile) => LoadFile): LoadView {
  return { ...view, files: view.files.map((file) => (file.file === name ? change(file) : file)) };
}

/** Folds load events into what the page shows. A file that starts twice (damaged copy fetched anew) starts over. */
export function reduceLoad(view: LoadView, event: LoadEvent): LoadView {
  switch (event.type) {
    case 'load-start':
      return { ...EMPTY_LOAD, fileCount: event.files, totalBytes: event.bytes };
    case 'file-start': {
      const fresh: LoadFile = {
        file: event.file,
        bytes: event.bytes,
        loadedBytes: 0,
        source: event.source,
        done: false,
        replaced: false,
      };
      const known = view.files.some((file) => file.file === event.file);
      return known ? changeFile(view, event.file, () => fresh) : { ...view, files: [...view.files, fresh] };
    }
    case 'file-progress':
      return changeFile(view, event.file, (file) => ({ ...file, loadedBytes: event.loadedBytes }));
    case 'file-end':
      return changeFile(view, event.file, (file) => ({
        ...file,
        loadedBytes: file.bytes,
        source: event.source,
        done: true,
        replaced: event.note === 'damaged-cache-replaced',
      }));
    case 'engine-start':
      return { ...view, engine: { progress: 0, text: '' } };
    case 'engine-progress':
      return { ...view, engine: { progress: event.progress, text: event.text } };
    case 'calibrate-start':
      return {
        ...view,
        calibration: { library: event.libraries[0] ?? '', index: 0, count: event.libraries.length, step: 'start' },
      };
    case 'calibrate-progress': {
      const { library, index, step } = event;
      return view.calibration === null ? view : { ...view, calibration: { ...view.calibration, library, index, step } };
    }
    case 'calibrate-end':
      return { ...view, calibration: null };
  }
}
