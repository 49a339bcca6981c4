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
  /** From its first byte again. no-ranges: the host gives files only whole; changed: it is another file by now; hash: it was wrong. */
  | { readonly type: 'file-restart'; readonly file: string; readonly reason: 'no-ranges' | 'changed' | 'hash' }
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

/** What stands on the screen of an installation. */
export interface InstallProgress {
  readonly phase: 'waiting' | 'starting' | 'fetching' | 'stored';
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
  /** Null until asked. */
  readonly persisted: boolean | null;
  readonly freeBytes: number | null;
  /** Waits, restarts and repairs, in order. */
  readonly notices: readonly InstallEvent[];
}
