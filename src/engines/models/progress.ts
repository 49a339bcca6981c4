import type { ErrorCode } from '../../core/errors.ts';
import type { CheckedBy } from './stored.ts';

/** What an installation, a check or a repair tells while it goes on. Bytes are of the model's files, whatever is fetched for them. */
export type InstallEvent =
  /** Another tab is fetching this model: what follows comes when it is done. */
  | { readonly type: 'waiting' }
  /** `heldBytes`: of them already here, from an earlier try. */
  | { readonly type: 'plan'; readonly files: number; readonly bytes: number; readonly heldBytes: number }
  /** `freeBytes` null: the browser does not tell. */
  | { readonly type: 'space'; readonly neededBytes: number; readonly freeBytes: number | null }
  /** Whether what is stored is safe from being thrown away when disk space runs low; null: the browser cannot be asked. */
  | { readonly type: 'persist'; readonly granted: boolean | null }
  /** `bytes` null: not known yet. `heldBytes`: of it already here, where it goes on. */
  | { readonly type: 'file-start'; readonly file: string; readonly bytes: number | null; readonly heldBytes: number }
  /** `loadedBytes` with those that were here. */
  | { readonly type: 'file-progress'; readonly file: string; readonly loadedBytes: number }
  /**
   * From its first byte again. no-ranges: the host gives files only whole; changed: it is another file by now; unsure: nothing tells that it is not;
   * hash: it was wrong.
   */
  | { readonly type: 'file-restart'; readonly file: string; readonly reason: 'no-ranges' | 'changed' | 'unsure' | 'hash' }
  /** A failure that may pass: tried again after `waitMs`. `attempt` from 1. */
  | {
      readonly type: 'file-retry';
      readonly file: string;
      readonly attempt: number;
      readonly waitMs: number;
      readonly code: ErrorCode;
      readonly status: number | null;
    }
  /** All bytes are here and are hashed. */
  | { readonly type: 'file-check'; readonly file: string }
  /** Whole, hashed and stored. here: it already was. repaired: what lay here was damaged. */
  | {
      readonly type: 'file-end';
      readonly file: string;
      readonly bytes: number;
      readonly checkedBy: CheckedBy;
      readonly note: 'here' | 'repaired' | null;
    }
  | { readonly type: 'stored'; readonly id: string };

/** What stands on the screen of an installation, a check or a repair. */
export interface InstallProgress {
  readonly phase: 'waiting' | 'starting' | 'fetching' | 'checking' | 'stored';
  readonly bytes: number;
  /** Of `bytes` that are here. */
  readonly loadedBytes: number;
  readonly files: number;
  readonly filesDone: number;
  /** The file at hand; null between files. */
  readonly file: string | null;
  /** Bytes a second over the last seconds; null until there is something to go by. */
  readonly bytesPerSecond: number | null;
  /** Null where it cannot be told. */
  readonly secondsLeft: number | null;
  /** Whether what is stored is safe when disk space runs low; null until asked, and where it cannot be. */
  readonly persisted: boolean | null;
  /** Null until asked, and where the browser does not tell. */
  readonly freeBytes: number | null;
  /** Retries, restarts and repairs, in order. */
  readonly notices: readonly InstallEvent[];
}

/** Progress with what its figures are reckoned from. */
export interface ReckonedProgress extends InstallProgress {
  readonly basis: ProgressBasis;
}

interface ProgressBasis {
  /** Of finished files. */
  readonly doneBytes: number;
  /** Of the file at hand. */
  readonly fileBytes: number;
  /** Of later files, from an earlier try. */
  readonly laterBytes: number;
  /** Came over the network since the start. */
  readonly received: number;
  /** `received` at times in milliseconds: of the last seconds, the oldest first. */
  readonly samples: readonly { readonly at: number; readonly received: number }[];
}

export const START_PROGRESS: ReckonedProgress = {
  phase: 'starting',
  bytes: 0,
  loadedBytes: 0,
  files: 0,
  filesDone: 0,
  file: null,
  bytesPerSecond: null,
  secondsLeft: null,
  persisted: null,
  freeBytes: null,
  notices: [],
  basis: { doneBytes: 0, fileBytes: 0, laterBytes: 0, received: 0, samples: [] },
};

/** The rate is that of so many milliseconds: long enough to be calm, short enough to follow a line that changes. */
const RATE_MS = 8000;
/** Less tells nothing of a rate. */
const LEAST_MS = 500;

/** What is shown after an event. @param at milliseconds, of any clock that does not go back. */
export function reduceInstall(progress: ReckonedProgress, event: InstallEvent, at: number): ReckonedProgress {
  const { basis } = progress;
  switch (event.type) {
    case 'waiting':
      return { ...progress, phase: 'waiting' };
    case 'plan':
      return reckoned({
        ...START_PROGRESS,
        files: event.files,
        bytes: event.bytes,
        basis: { ...START_PROGRESS.basis, laterBytes: event.heldBytes },
      });
    case 'space':
      return { ...progress, freeBytes: event.freeBytes };
    case 'persist':
      return { ...progress, persisted: event.granted };
    case 'file-start': {
      const laterBytes = Math.max(0, basis.laterBytes - event.heldBytes);
      const { received, samples } = basis;
      // A pause between two files, for hashing, is not the line's.
      const since = samples.length === 0 ? [{ at, received }] : samples;
      return reckoned({
        ...progress,
        phase: 'fetching',
        file: event.file,
        basis: { ...basis, fileBytes: event.heldBytes, laterBytes, samples: since },
      });
    }
    case 'file-progress': {
      const received = basis.received + Math.max(0, event.loadedBytes - basis.fileBytes);
      const samples = [...basis.samples, { at, received }].filter((sample) => at - sample.at <= RATE_MS);
      return reckoned({ ...progress, phase: 'fetching', basis: { ...basis, fileBytes: event.loadedBytes, received, samples } });
    }
    case 'file-restart':
      return reckoned({ ...progress, notices: [...progress.notices, event], basis: { ...basis, fileBytes: 0 } });
    case 'file-retry':
      return { ...progress, notices: [...progress.notices, event] };
    case 'file-check':
      return { ...progress, phase: 'checking' };
    case 'file-end':
      return reckoned({
        ...progress,
        filesDone: progress.filesDone + 1,
        file: null,
        notices: event.note === 'repaired' ? [...progress.notices, event] : progress.notices,
        basis: { ...basis, doneBytes: basis.doneBytes + event.bytes, fileBytes: 0 },
      });
    case 'stored':
      return { ...progress, phase: 'stored', loadedBytes: progress.bytes, secondsLeft: null, file: null };
  }
}

/** With the figures that follow from the basis. */
function reckoned(progress: ReckonedProgress): ReckonedProgress {
  const { doneBytes, fileBytes, laterBytes, samples } = progress.basis;
  // Files whose length was not told beforehand make the whole longer.
  const bytes = Math.max(progress.bytes, doneBytes + fileBytes);
  // Blocks that turn out to be damaged were counted as here.
  const loadedBytes = Math.min(bytes, doneBytes + fileBytes + laterBytes);
  const [first, last] = [samples[0], samples.at(-1)];
  const ms = first === undefined || last === undefined ? 0 : last.at - first.at;
  const came = first === undefined || last === undefined ? 0 : last.received - first.received;
  const bytesPerSecond = ms < LEAST_MS || came === 0 ? null : (came / ms) * 1000;
  const secondsLeft = bytesPerSecond === null ? null : (bytes - loadedBytes) / bytesPerSecond;
  return { ...progress, bytes, loadedBytes, bytesPerSecond, secondsLeft };
}
