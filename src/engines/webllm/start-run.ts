import * as Comlink from 'comlink';
import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { RunControl } from '../../core/log/run-control.ts';
import { RUN_LOG_SCHEMA } from '../../core/log/run-event.ts';
import type { ModelIdentity, RunEvent, RunEventBody, RunOutcome, RunSettings } from '../../core/log/run-event.ts';
import type { DocId } from '../../core/doc-id.ts';
import type { RankRequest } from '../../core/rank-request.ts';
import { startingRanking } from '../../core/starting-ranking.ts';
import type { Engine } from './connect-engine.ts';
import { readEvents } from '../read-events.ts';

export interface RunStart {
  readonly engine: Engine;
  /** `LoadedModel.identity`: named in the log even of a run whose worker died before it said anything. */
  readonly model: ModelIdentity;
  readonly request: RankRequest;
  readonly settings: RunSettings;
  readonly runId?: string;
  /** Aborting is the same as `cancel()`. */
  readonly signal?: AbortSignal;
  /** Time from `cancel()` to the worker's end by force. A prompt that is being read cannot be interrupted, only killed. */
  readonly graceMs?: number;
}

export interface Run {
  readonly runId: string;
  /** Read once. First a run-start, last a run-end, in every case; leaving the loop cancels the run. Never throws. */
  readonly events: AsyncIterable<RunEvent>;
  /** Step one of the ladder: asks the worker to stop. Step two comes by itself after `graceMs`, or at once by `kill()`. */
  cancel(): void;
  /**
   * Asks that the thought of the newest window read so far be closed now. False: there is nothing to ask, no window has begun or the run is over
   * or stopping. The log tells what came of it (`thought-skip`).
   */
  skip(): boolean;
  /** Step two: ends the worker now. The run ends as cancelled; the engine is lost and the model must be loaded again (from cache). */
  kill(): void;
}

/** Starts one run at once and gives its events. */
export function startRun({
  engine,
  model,
  request,
  settings,
  runId = crypto.randomUUID(),
  signal,
  graceMs = 30_000,
}: RunStart): Run {
  const { port1, port2 } = new MessageChannel();
  const startedAt = performance.now();
  let cancelled = false;
  let over = false;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let failure: string | undefined;
  /** The newest window whose start has been read. */
  let window: number | null = null;
  /** Aborted when nothing more can come: the worker is lost, the call failed, or the run-end is here. */
  const ended = new AbortController();

  const kill = (): void => {
    if (over) return;
    cancelled = true;
    engine.terminate('the run was stopped by force');
  };
  const cancel = (): void => {
    if (cancelled || over) return;
    cancelled = true;
    port1.postMessage({ type: 'run-cancel' } satisfies RunControl);
    if (Number.isFinite(graceMs)) grace = setTimeout(kill, graceMs);
  };
  const skip = (): boolean => {
    if (window === null || cancelled || over) return false;
    port1.postMessage({ type: 'run-skip-thought', window } satisfies RunControl);
    return true;
  };
  const finish = (): void => {
    over = true;
    clearTimeout(grace);
    ended.abort();
    signal?.removeEventListener('abort', cancel);
  };

  if (engine.lost.aborted) ended.abort();
  else {
    engine.lost.addEventListener('abort', () => ended.abort(), { once: true, signal: ended.signal });
    engine.api.rerank(runId, request, settings, Comlink.transfer(port2, [port2])).catch((error: unknown) => {
      failure = error instanceof Error ? error.message : String(error);
      ended.abort();
    });
  }
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();

  async function* events(): AsyncGenerator<RunEvent, void, undefined> {
    let next = 0;
    let ranking: readonly DocId[] = startingRanking(request);
    const stamp = (body: RunEventBody): RunEvent => ({ ...body, runId, seq: next++, at: performance.now() - startedAt });
    try {
      for await (const event of readEvents<RunEvent>({ port: port1, lost: ended.signal, isLast: isRunEnd, onAbandon: cancel })) {
        next = event.seq + 1;
        if (event.type === 'window-start') ({ window } = event);
        // Only committed orders: a tentative one is no result.
        if (event.type === 'window-end') ranking = event.ranking;
        // A late cancel can lose against the last event; whoever waits for the end must not see the worker killed after it.
        if (event.type === 'run-end') finish();
        yield event;
        if (event.type === 'run-end') return;
      }
      const outcome: RunOutcome =
        cancelled && failure === undefined ? { type: 'cancelled' } : { type: 'failed', error: lossError(engine, failure) };
      finish();
      if (next === 0) yield stamp({ type: 'run-start', schema: RUN_LOG_SCHEMA, request, settings, model, windows: [] });
      yield stamp({ type: 'run-end', outcome, ranking });
    } finally {
      // Left early: the worker still has its grace time to stop in.
      if (!over) watchForEnd(port1, finish);
    }
  }

  return { runId, events: events(), cancel, skip, kill };
}

function isRunEnd(event: RunEvent): boolean {
  return event.type === 'run-end';
}

function watchForEnd(port: MessagePort, finish: () => void): void {
  port.onmessage = (message: MessageEvent<RunEvent>) => {
    if (!isRunEnd(message.data)) return;
    finish();
    port.close();
  };
}

function lossError(engine: Engine, failure: string | undefined): ErrorInfo {
  if (failure !== undefined) return errorInfo('engine-failed', failure);
  return errorInfo('worker-lost', engine.lostInfo()?.message ?? 'the engine worker is gone');
}
