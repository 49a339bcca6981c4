import * as Comlink from 'comlink';
import type { ErrorInfo } from '../../core/errors.ts';
import { errorInfo } from '../../core/errors.ts';
import type { RunControl, RunEvent, RunOutcome } from '../../core/log/event.ts';
import type { Result } from '../../core/request.ts';
import type { LikelihoodAnswer, LikelihoodAnswers } from '../../core/run/text-model.ts';
import type {
  AdapterSummary,
  EngineClient,
  EngineRun,
  LikelihoodQuestions,
  LoadedModel,
  LoadEvent,
  LocalModel,
  ProcessorSummary,
  RunStream,
} from '../engine-client.ts';
import { newId } from '../new-id.ts';
import { closingEvents, placeToGoOn } from '../stamp-run.ts';
import { connectWorker, readEvents, readLoad, UNREADABLE, untilLost } from '../wire.ts';
import type { WorkerConnection, WorkerLink } from '../wire.ts';
import type { EngineApi } from './api.ts';

/** An engine in a worker of its own, which is started at the first call. */
export interface EngineWorkerClient<Found, Model extends LoadedModel> extends EngineClient {
  probe(): Promise<Result<Found & (AdapterSummary | ProcessorSummary), ErrorInfo>>;
  load(modelId: string, onEvent?: (event: LoadEvent) => void): Promise<Result<Model, ErrorInfo>>;
  run(run: RunStart): Run;
}

/** WebLLM's engine as the page sees it. */
export type WebLlmClient = EngineWorkerClient<AdapterSummary, LocalModel>;

export interface RunStart
  extends Pick<EngineRun, 'model' | 'request' | 'settings' | 'resume'>, Partial<Pick<EngineRun, 'runId' | 'signal'>> {
  /**
   * Milliseconds from `cancel()` to the worker's end by force: a prompt that is being read cannot be interrupted, only killed. Default: never,
   * for a page that offers "force stop" itself and does not kill the worker behind the person's back.
   */
  readonly graceMs?: number;
}

/** A run that has begun. */
export interface Run extends RunStream {
  readonly runId: string;
  /** Asks the worker to stop: the first step. The second comes by itself after `graceMs`, or at once by `kill()`. */
  cancel(): void;
  skip(): boolean;
  /** Ends the worker now: the second step. The run ends as cancelled; the engine is gone and the model must be loaded again (from cache). */
  kill(): void;
}

interface WebLlmConnection extends Partial<Pick<WorkerConnection, 'pingMs' | 'silentPings'>> {
  readonly makeWorker?: () => Worker;
  /** Absolute URL of the folder that holds one folder per model, ending in `/`. Default: `models/` beside the page. */
  readonly modelsUrl?: string;
  /** A library's name without `.wasm`, which overrides candidates and calibration: for tests, and where either chose badly. */
  readonly library?: string | undefined;
}

/** Connects to WebLLM's worker. */
export function connectEngine({ makeWorker = engineWorker, ...connection }: WebLlmConnection = {}): WebLlmClient {
  return connectEngineWorker<AdapterSummary, LocalModel>({ ...connection, makeWorker });
}

/** The page's end of a worker that runs an engine in this machine. 12 pings of 10 s are generous on purpose: compiling shaders may block a worker for long. */
export function connectEngineWorker<Found extends AdapterSummary | ProcessorSummary, Model extends LoadedModel>({
  makeWorker,
  modelsUrl = new URL('models/', location.href).href,
  library,
  pingMs = 10_000,
  silentPings = 12,
}: WebLlmConnection & { readonly makeWorker: () => Worker }): EngineWorkerClient<Found, Model> {
  const link = connectWorker<EngineApi<Found, Model>>({ createWorker: makeWorker, name: 'engine worker', pingMs, silentPings });
  const options = { modelsUrl, ...(library === undefined ? {} : { library }) };
  return {
    probe: () => untilLost(link, (api) => api.probe()),
    load: (modelId, onEvent) => readLoad(link, (api, port) => api.load(modelId, options, port), onEvent),
    run: (run) => startRun(link, run),
    forecast: ({ request, settings }) => untilLost(link, (api) => api.forecast(request, settings)),
    likelihoods: (asked) => readLikelihoods(link, asked),
    get alive() {
      return !link.lost.aborted;
    },
    end: () => link.terminate(),
  };
}

/** A Vite worker chunk: the URL must stand literally in the call. */
function engineWorker(): Worker {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'glassrank-engine' });
}

/** The calls that are the same of every engine in a worker. */
type RunLink = WorkerLink<Pick<EngineApi, 'rerank' | 'likelihoods' | 'ping'>>;

async function readLikelihoods(
  link: RunLink,
  { requests, onAnswer, signal }: LikelihoodQuestions,
): Promise<Result<LikelihoodAnswers, ErrorInfo>> {
  const { port1, port2 } = new MessageChannel();
  const cancel = (): void => port1.postMessage({ type: 'run-cancel' } satisfies RunControl);
  let place = 0;
  const tell = (answer: LikelihoodAnswer): void => {
    onAnswer?.(answer, place);
    place += 1;
  };
  port1.onmessage = ({ data: answer }: MessageEvent<LikelihoodAnswer>) => tell(answer);
  // Those that follow would be told at another one's place.
  port1.onmessageerror = () => link.terminate(UNREADABLE);
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const result = await untilLost(link, (api) => api.likelihoods(requests, Comlink.transfer(port2, [port2])));
    port1.onmessage = null;
    port1.onmessageerror = null;
    // Port and call are different queues: the call may come back before the last answers.
    if (result.ok) for (const answer of result.value.answers.slice(place)) tell(answer);
    return result;
  } finally {
    signal?.removeEventListener('abort', cancel);
    port1.close();
  }
}

/** Starts one run at once over a connected worker and gives its events. */
export function startRun(
  link: RunLink,
  { model, request, settings, resume, runId = newId(), signal, graceMs = Number.POSITIVE_INFINITY }: RunStart,
): Run {
  const { port1, port2 } = new MessageChannel();
  const from = placeToGoOn(request, resume);
  const startedAt = performance.now() - from.at;
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
    link.terminate('the run was stopped by force');
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

  if (link.lost.aborted) ended.abort();
  else {
    link.lost.addEventListener('abort', () => ended.abort(), { once: true, signal: ended.signal });
    link.api.rerank(runId, request, settings, Comlink.transfer(port2, [port2]), resume).catch((error: unknown) => {
      failure = error instanceof Error ? error.message : String(error);
      ended.abort();
    });
  }
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();

  async function* readRun(): AsyncGenerator<RunEvent, void, undefined> {
    let { seq: next, ranking } = from;
    try {
      for await (const event of readEvents<RunEvent>({
        port: port1,
        lost: ended.signal,
        isLast: isRunEnd,
        onUnreadable: () => link.terminate(UNREADABLE),
        onAbandon: cancel,
      })) {
        // What a log tells has no gaps: an event that never came is not passed over.
        if (event.seq !== next) {
          failure = 'an event of the run was lost on its way';
          link.terminate(failure);
          break;
        }
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
        cancelled && failure === undefined ? { type: 'cancelled' } : { type: 'failed', error: lossError(link, failure) };
      finish();
      const at = performance.now() - startedAt;
      yield* closingEvents({ runId, request, settings, model, seq: next, at, ranking, outcome });
    } finally {
      // Left early: the worker still has its grace time to stop in.
      if (!over) watchForEnd(port1, finish);
    }
  }

  const events = readRun();
  return { runId, [Symbol.asyncIterator]: () => events, cancel, skip, kill };
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

function lossError(link: RunLink, failure: string | undefined): ErrorInfo {
  if (failure !== undefined) return errorInfo('engine-failed', failure);
  return errorInfo('worker-lost', link.lostInfo()?.message ?? 'the engine worker is gone');
}
