import * as Comlink from 'comlink';
import type { ErrorInfo } from '../../core/errors.ts';
import { errorInfo } from '../../core/errors.ts';
import type {
  ModelIdentity,
  RunControl,
  RunEvent,
  RunEventBody,
  RunForecast,
  RunOutcome,
  RunSettings,
} from '../../core/log/event.ts';
import { RUN_LOG_SCHEMA } from '../../core/log/event.ts';
import { startingRanking } from '../../core/ranking.ts';
import type { DocId, RankRequest, Result } from '../../core/request.ts';
import type { LikelihoodAnswer, LikelihoodAnswers, LikelihoodRequest } from '../../core/run/text-model.ts';
import { connectWorker, readEvents, untilLost } from '../wire.ts';
import type { WorkerConnection, WorkerLink } from '../wire.ts';
import type { AdapterSummary, EngineApi, LoadedModel, LoadEvent, LoadMessage, LoadOptions } from './api.ts';

/** The engine's worker, connected. */
export type Engine = WorkerLink<EngineApi>;

/** Connects to an engine worker. 12 pings of 10 s are generous on purpose: compiling shaders may block a worker for long. */
export function connectEngine({
  createWorker = createEngineWorker,
  pingMs = 10_000,
  silentPings = 12,
}: Partial<Omit<WorkerConnection, 'name'>> = {}): Engine {
  return connectWorker<EngineApi>({ createWorker, name: 'engine worker', pingMs, silentPings });
}

/** A Vite worker chunk: the URL must stand literally in the call. */
function createEngineWorker(): Worker {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'glassrank-engine' });
}

/** Asks the worker which GPU it has, without loading anything. */
export function probeGpu(engine: Engine): Promise<Result<AdapterSummary, ErrorInfo>> {
  return untilLost(engine, (api) => api.probe());
}

/** A load as the page hears it. */
interface Load<T> {
  /** Ends with the worker's `load-end`, when the worker dies, or when the call throws. May be left unread. */
  readonly events: AsyncIterable<LoadEvent>;
  /** Never rejects. */
  readonly result: Promise<Result<T, ErrorInfo>>;
}

/**
 * Starts a load with a port for its events. Port and call are different queues, so the call's return says nothing about the events: the
 * worker's `load-end` does.
 */
export function readLoad<Api, T>(
  link: WorkerLink<Api>,
  call: (api: Comlink.Remote<Api>, port: MessagePort) => Promise<Result<T, ErrorInfo>>,
): Load<T> {
  const { port1, port2 } = new MessageChannel();
  /** Aborted when no `load-end` can come: the worker is gone, or the call threw. */
  const over = new AbortController();
  const end = (): void => over.abort();
  if (link.lost.aborted) end();
  else link.lost.addEventListener('abort', end, { once: true, signal: over.signal });
  const result = untilLost(link, async (api) => {
    try {
      return await call(api, Comlink.transfer(port2, [port2]));
    } catch (error) {
      end();
      throw error;
    }
  });
  const messages = readEvents<LoadMessage>({ port: port1, lost: over.signal, isLast: ({ type }) => type === 'load-end' });
  return { events: withoutEnd(messages), result };
}

async function* withoutEnd(messages: AsyncIterable<LoadMessage>): AsyncGenerator<LoadEvent, void, undefined> {
  for await (const message of messages) if (message.type !== 'load-end') yield message;
}

/** Loads a model of the catalog into the engine's worker. A worker loads once: another model needs another engine. */
export function loadModel({
  engine,
  modelId,
  options,
}: {
  engine: Engine;
  modelId: string;
  options?: Partial<LoadOptions>;
}): Load<LoadedModel> {
  const modelsUrl = new URL('models/', location.href).href;
  return readLoad(engine, (api, port) => api.load(modelId, { modelsUrl, ...options }, port));
}

/** Asks the worker what a run would cost by its model's own token counts. Settles even when the worker dies. */
export function planRun(
  engine: Engine,
  run: { readonly request: RankRequest; readonly settings: RunSettings },
): Promise<Result<RunForecast | null, ErrorInfo>> {
  return untilLost(engine, (api) => api.forecast(run.request, run.settings));
}

/**
 * Asks the model how likely continuations are, without sampling. `onAnswer` hears each answer as it comes, in the requests' order. Aborting stops it
 * between two forward passes; what came is kept. Settles even when the worker dies.
 */
export async function readLikelihoods({
  engine,
  requests,
  onAnswer,
  signal,
}: {
  readonly engine: Engine;
  readonly requests: readonly LikelihoodRequest[];
  readonly onAnswer?: (answer: LikelihoodAnswer, place: number) => void;
  readonly signal?: AbortSignal;
}): Promise<Result<LikelihoodAnswers, ErrorInfo>> {
  const { port1, port2 } = new MessageChannel();
  const cancel = (): void => port1.postMessage({ type: 'run-cancel' } satisfies RunControl);
  let place = 0;
  port1.onmessage = ({ data: answer }: MessageEvent<LikelihoodAnswer>) => {
    onAnswer?.(answer, place);
    place += 1;
  };
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await untilLost(engine, (api) => api.likelihoods(requests, Comlink.transfer(port2, [port2])));
  } finally {
    signal?.removeEventListener('abort', cancel);
    port1.close();
  }
}

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

interface Run {
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
