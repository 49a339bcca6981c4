import type { CancelSignal } from '../../core/run/text-model.ts';
import type { LossGuard } from './loss-guard.ts';

/** What an engine's stream gives, until it ends, the device is lost, or somebody has had enough. */
export async function* followChunks<T>({
  chunks,
  cancel,
  guard,
}: {
  readonly chunks: AsyncIterable<T>;
  readonly cancel: CancelSignal;
  readonly guard: LossGuard;
}): AsyncGenerator<T, void, undefined> {
  const iterator = chunks[Symbol.asyncIterator]();
  let running = true;
  try {
    while (!cancel.aborted) {
      const { done, value } = await guard.orLost(iterator.next());
      if (done === true) {
        running = false;
        return;
      }
      yield value;
    }
  } catch (error) {
    running = false;
    throw await guard.prefer(error);
  } finally {
    // Left in the middle: WebLLM frees its lock only when its own iterator is closed.
    if (running) await guard.orLost(Promise.resolve(iterator.return?.())).catch(() => {});
  }
}
