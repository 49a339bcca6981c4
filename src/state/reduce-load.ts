import type { LoadEvent, LoadSource } from '../protocol/load-event.ts';

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
}

export const EMPTY_LOAD: LoadView = { files: [], fileCount: 0, totalBytes: 0, engine: null };

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
  }
}
