import type { CancelSignal } from '../core/run/text-model.ts';

/** Ends one request: when it is cancelled, when nothing comes for too long, when nobody listens any more. */
export interface Watch {
  /** Aborted at the end, however it comes: for `fetch`. */
  readonly signal: AbortSignal;
  /** Waits no longer than the request lasts, also for what takes no notice of the signal. Rejects where it is over before. */
  orOver<Made>(made: Promise<Made>): Promise<Made>;
  cancelled(): boolean;
  /** Nothing came for too long. */
  timedOut(): boolean;
  /** Something came: so many milliseconds more from now. */
  extend(ms: number): void;
  end(): void;
}

/** Watches a request, which has `ms` milliseconds until something comes. */
export function watchOver(cancel: CancelSignal, ms: number): Watch {
  const controller = new AbortController();
  let late = false;
  let timer = setTimeout(giveUp, ms);
  function giveUp(): void {
    late = true;
    controller.abort();
  }
  const forget = onAbort(cancel, () => controller.abort());
  const over = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(new Error('the request is over')), { once: true });
  });
  // Nobody may be waiting when it comes.
  over.catch(() => undefined);
  return {
    signal: controller.signal,
    orOver: async (made) => Promise.race([made, over]),
    cancelled: () => cancel.aborted,
    timedOut: () => late && !cancel.aborted,
    extend(more) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, more);
    },
    end() {
      clearTimeout(timer);
      forget();
      controller.abort();
    },
  };
}

/** Calls once the signal is aborted: told by an `AbortSignal`, found out within a tenth of a second from any other. */
export function onAbort(cancel: CancelSignal, call: () => void): () => void {
  if (cancel.aborted) {
    call();
    return () => undefined;
  }
  if (cancel instanceof AbortSignal) {
    cancel.addEventListener('abort', call, { once: true });
    return () => cancel.removeEventListener('abort', call);
  }
  const timer = setInterval(() => {
    if (!cancel.aborted) return;
    clearInterval(timer);
    call();
  }, 100);
  return () => clearInterval(timer);
}
