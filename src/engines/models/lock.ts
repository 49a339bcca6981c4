import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { InstallEvent } from './progress.ts';
import { stopped, storageTrouble, Trouble } from './trouble.ts';
import type { InstallWorld } from './world.ts';

/** Stands for a lock that another tab holds. */
const TAKEN = Symbol('taken');

/**
 * Runs `work` while no other tab works on the same model; waits, and says so, while one does. A tab that is closed or dies lets go by itself. What is thrown as
 * `Trouble` becomes a failure as a value; bugs are thrown on.
 */
export async function alone<Made>(
  id: string,
  { locks }: Pick<InstallWorld, 'locks'>,
  { signal, onEvent }: { readonly signal: AbortSignal; readonly onEvent: (event: InstallEvent) => void },
  work: () => Promise<Made>,
): Promise<Result<Made, ErrorInfo>> {
  try {
    if (locks === undefined) return { ok: true, value: await work() };
    const name = `glassrank/models/${id}`;
    const made = await locks.request<Promise<Made | typeof TAKEN>>(name, { ifAvailable: true }, async (lock) =>
      lock === null ? TAKEN : await work(),
    );
    if (made !== TAKEN) return { ok: true, value: made };
    onEvent({ type: 'waiting' });
    return { ok: true, value: await locks.request(name, { signal }, work) };
  } catch (thrown) {
    const error = signal.aborted && isAbort(thrown) ? stopped() : storageTrouble(thrown, {});
    if (error instanceof Trouble) return { ok: false, error: error.info };
    throw error;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
