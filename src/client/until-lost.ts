import type { ErrorInfo } from '../protocol/error-info.ts';
import type { Result } from '../rank/result.ts';
import type { Engine } from './connect-engine.ts';

/**
 * Calls the engine and settles even when its worker dies: Comlink leaves such a call pending for ever. A call that throws (a bug in the
 * worker) becomes `engine-failed`.
 */
export async function untilLost<T>(
  engine: Engine,
  call: (api: Engine['api']) => Promise<Result<T, ErrorInfo>>,
): Promise<Result<T, ErrorInfo>> {
  const gone = (): Result<T, ErrorInfo> => ({
    ok: false,
    error: engine.lostInfo() ?? { code: 'worker-lost', message: 'the engine worker is gone', retry: true },
  });
  if (engine.lost.aborted) return gone();
  let onLost = (): void => {};
  const lost = new Promise<Result<T, ErrorInfo>>((resolve) => {
    onLost = () => resolve(gone());
    engine.lost.addEventListener('abort', onLost, { once: true });
  });
  try {
    return await Promise.race([call(engine.api), lost]);
  } catch (error) {
    return {
      ok: false,
      error: { code: 'engine-failed', message: error instanceof Error ? error.message : String(error), retry: true },
    };
  } finally {
    engine.lost.removeEventListener('abort', onLost);
  }
}
