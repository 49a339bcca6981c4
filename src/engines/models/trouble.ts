import { errorInfo } from '../../core/errors.ts';
import type { ErrorCode, ErrorInfo } from '../../core/errors.ts';

/** A failure on its way up inside this room; what leaves it is the `ErrorInfo`. */
export class Trouble extends Error {
  readonly info: ErrorInfo;
  /** True where the same request may succeed a little later. */
  readonly passing: boolean;
  /** How long the host asks to wait, milliseconds; null: it does not say. */
  readonly waitMs: number | null;
  /** HTTP's; null where there was no answer. */
  readonly status: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorInfo['details'] = {},
    { passing = false, waitMs = null, status = null }: { passing?: boolean; waitMs?: number | null; status?: number | null } = {},
  ) {
    super(message);
    this.info = errorInfo(code, message, details);
    this.passing = passing;
    this.waitMs = waitMs;
    this.status = status;
  }
}

/** What storage throws, in this room's terms; bugs stay what they are. */
export function storageTrouble(error: unknown, details: ErrorInfo['details']): unknown {
  if (!(error instanceof DOMException)) return error;
  if (error.name === 'QuotaExceededError')
    return new Trouble(
      'no-space',
      'the browser’s storage for this site is full. Free disk space or delete a stored model.',
      details,
    );
  const what =
    details?.['file'] === undefined ? 'this browser keeps nothing for the page' : `${details['file']} could not be stored`;
  return new Trouble('no-storage', `${what} (${error.name}: ${error.message}). Private windows keep no large files.`, details);
}

export function stopped(details: ErrorInfo['details'] = {}): Trouble {
  return new Trouble('download-stopped', 'stopped; what has arrived is kept', details);
}
