import type * as Comlink from 'comlink';
import { errorInfo } from '../core/errors.ts';
import type { ErrorInfo } from '../core/errors.ts';
import type { Result } from '../core/result.ts';
import type { WorkerLink } from './connect-worker.ts';

/**
 * Calls a worker and settles even when it dies: Comlink leaves such a call pending for ever. A call that throws (a bug in the worker)
 * becomes `engine-failed`.
 */
export async function untilLost<Api, T>(
  link: WorkerLink<Api>,
  call: (api: Comlink.Remote<Api>) => Promise<Result<T, ErrorInfo>>,
): Promise<Result<T, ErrorInfo>> {
  const gone = (): Result<T, ErrorInfo> => ({
    ok: false,
    error: link.lostInfo() ?? errorInfo('worker-lost', 'the worker is gone'),
  });
  if (link.lost.aborted) return gone();
  let onLost = (): void => {};
  const lost = new Promise<Result<T, ErrorInfo>>((resolve) => {
    onLost = () => resolve(gone());
    link.lost.addEventListener('abort', onLost, { once: true });
  });
  try {
    return await Promise.race([call(link.api), lost]);
  } catch (error) {
    return {
      ok: false,
      error: errorInfo('engine-failed', error instanceof Error ? error.message : String(error)),
    };
  } finally {
    link.lost.removeEventListener('abort', onLost);
  }
}
