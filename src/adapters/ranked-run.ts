import type { RunEvent, RunSettings } from '../core/log/event.ts';
import { recordRun } from '../core/log/file.ts';
import { closeLog, reduceLog } from '../core/log/view.ts';
import type { RunView } from '../core/log/view.ts';
import type { PromptTemplate } from '../core/preset/built-in.ts';
import type { RankRequest } from '../core/request.ts';
import { docId } from '../core/request.ts';
import { rerank } from '../core/run/rerank.ts';
import type { TextModel } from '../core/run/text-model.ts';
import type { EngineClient, LoadedModel } from '../engines/engine-client.ts';
import { accountOf } from './account.ts';
import type { AccountDetail, RunAccount } from './account.ts';
import { failedRun, refusedCall } from './failure.ts';
import type { ToldFailure } from './failure.ts';

/** What ranks: a model of any kind (`fromChat`, a server), or an engine of the page with a model that it has loaded (`glassrank/webllm`). */
export type RankingModel =
  | { readonly model: TextModel; readonly template?: PromptTemplate }
  | { readonly engine: Pick<EngineClient, 'run'>; readonly loaded: Pick<LoadedModel, 'identity' | 'defaults'> };

/** What every adapter takes. */
export type AdapterOptions = RankingModel & {
  /** Whatever is left out is the model's own; a chat model is shown 400 words of each document. `passageWords`, `windowSize` and `method` matter most. */
  readonly settings?: Partial<RunSettings>;
  /**
   * How much of the run goes into the framework's metadata. log: everything, a compacted event log included. trace: what the model thought and answered.
   * outcome: what came of it, in some hundred bytes. none: nothing, and `onRun` alone tells. Unless told: log.
   */
  readonly metadata?: AccountDetail | 'none';
  /** Hears every run once it is over, also one that failed or was cancelled: its view and the log as it was, not compacted. */
  readonly onRun?: (run: { readonly view: RunView; readonly log: readonly RunEvent[] }) => void;
};

/** A document on its way to the model. Texts need not differ. */
export interface GivenDocument {
  readonly text: string;
  readonly title?: string;
  /** The framework's own id. Where every document has one and all differ they are the docids of the log, else the places in the list are. */
  readonly id?: string | undefined;
  /** What an earlier stage gave it, any scale. Used where every document has one. */
  readonly score?: number | undefined;
}

/** One place of the new order. */
export interface RankedPlace {
  /** Place in the list that was given, 0-based. */
  readonly index: number;
  /** 1-based. */
  readonly rank: number;
  /** (n − rank + 1) / n of the n documents given: from 1 down to 1/n, strictly falling. A rank in other words, no probability. */
  readonly score: number;
}

export type RankedList =
  | {
      readonly type: 'ranked';
      readonly runId: string;
      readonly modelId: string;
      /** All documents or the first `topN`, best first. */
      readonly places: readonly RankedPlace[];
      /** Null: not wanted. */
      readonly account: RunAccount | null;
      /** What was not as it should be, in English; empty for a run that went as it should. */
      readonly warnings: readonly string[];
    }
  | { readonly type: 'cancelled'; readonly reason: unknown }
  | { readonly type: 'failed'; readonly failure: ToldFailure };

/**
 * Ranks documents as the options say. Never throws for what can be expected: a cancelled run and one that failed are values. A signal that is aborted
 * ends the wait at once, whatever the model does.
 */
export async function rankDocuments(
  options: AdapterOptions,
  {
    query,
    documents,
    topN,
    signal,
  }: {
    readonly query: string;
    readonly documents: readonly GivenDocument[];
    readonly topN?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<RankedList> {
  const wrongTop = checkTopN(topN);
  if (wrongTop !== null) return { type: 'failed', failure: wrongTop };
  if (signal?.aborted === true) return { type: 'cancelled', reason: signal.reason };
  const request = requestOf(query, documents);
  const runId = newRunId();
  const log = await readToEnd(eventsOf(options, { request, runId, signal }), signal);
  const view = reduceLog(log);
  if (view === null) {
    // Only where the signal was aborted before the run said anything.
    return { type: 'cancelled', reason: signal?.reason };
  }
  options.onRun?.({ view, log });
  const { outcome } = view;
  if (outcome?.type === 'failed') return { type: 'failed', failure: failedRun(outcome.error, log) };
  if (outcome?.type !== 'complete') return { type: 'cancelled', reason: signal?.reason };
  const indexOf = new Map(request.candidates.map((candidate, index) => [candidate.docId, index]));
  const ranking = view.committed.flatMap((one) => indexOf.get(one) ?? []);
  const places = ranking.map((index, place) => ({ index, rank: place + 1, score: (ranking.length - place) / ranking.length }));
  const { metadata = 'log' } = options;
  const account = accountOf(view, { log, detail: metadata === 'none' ? 'outcome' : metadata, indexOf });
  return {
    type: 'ranked',
    runId,
    modelId: view.model.id,
    places: places.slice(0, topN),
    account: metadata === 'none' ? null : account,
    warnings: account.warnings,
  };
}

/** Why a number of documents cannot be asked for; null where it can. */
export function checkTopN(topN: number | undefined): ToldFailure | null {
  if (topN === undefined || (Number.isInteger(topN) && topN >= 1)) return null;
  return refusedCall('bad-argument', `topN must be a whole number from 1, got ${topN}`, 'Leave topN out to get every document.');
}

function requestOf(query: string, documents: readonly GivenDocument[]): RankRequest {
  const own = documents.flatMap(({ id }) => (id === undefined || id === '' ? [] : [id]));
  const named = own.length === documents.length && new Set(own).size === own.length;
  const scored = documents.every(({ score }) => score !== undefined && Number.isFinite(score));
  return {
    query: { id: 'query', text: query },
    candidates: documents.map(({ text, title, score }, index) => ({
      docId: docId(named ? (own[index] ?? '') : String(index)),
      ...(title === undefined ? {} : { title }),
      text,
      ...(scored && score !== undefined ? { score } : {}),
    })),
  };
}

/** Our own model was trained on 40 words of each passage; a chat model of somebody's reads the usual chunk whole. Fewer where the context is too small. */
const CHAT_PASSAGE_WORDS = 400;

function eventsOf(
  options: AdapterOptions,
  { request, runId, signal }: { request: RankRequest; runId: string; signal: AbortSignal | undefined },
): AsyncIterable<RunEvent> {
  const { settings = {} } = options;
  if ('model' in options) {
    const { model, template } = options;
    const cancel = signal === undefined ? {} : { cancel: signal };
    const words = model.chatOnly === true ? { passageWords: CHAT_PASSAGE_WORDS } : {};
    const run = rerank({
      request,
      model,
      settings: { ...words, ...settings },
      ...(template === undefined ? {} : { template }),
      ...cancel,
    });
    return recordRun(run, { runId, now: () => performance.now() });
  }
  const { engine, loaded } = options;
  const whole = { ...loaded.defaults, ...settings };
  // A smaller window takes the stride along, unless that was chosen too.
  const windowStride = settings.windowStride ?? Math.min(whole.windowStride, whole.windowSize);
  return engine.run({
    runId,
    model: loaded.identity,
    request,
    settings: { ...whole, windowStride },
    signal: signal ?? new AbortController().signal,
  });
}

/** The whole log of a run. Where the signal is aborted, what has come by then, closed as cancelled; the run is told to stop and not waited for. */
async function readToEnd(events: AsyncIterable<RunEvent>, signal: AbortSignal | undefined): Promise<readonly RunEvent[]> {
  const log: RunEvent[] = [];
  const iterator = events[Symbol.asyncIterator]();
  let tell = (): void => undefined;
  const aborted = new Promise<'aborted'>((resolve) => {
    tell = () => resolve('aborted');
  });
  signal?.addEventListener('abort', tell, { once: true });
  try {
    for (;;) {
      const coming = iterator.next();
      // oxlint-disable-next-line no-await-in-loop
      const next = await Promise.race([coming, aborted]);
      if (next === 'aborted') {
        coming.catch(() => undefined);
        void iterator.return?.()?.catch(() => undefined);
        const view = reduceLog(log);
        if (view !== null && view.outcome === null) log.push(closeLog(view, { type: 'cancelled' }));
        return log;
      }
      if (next.done === true) return log;
      log.push(next.value);
    }
  } finally {
    signal?.removeEventListener('abort', tell);
  }
}

/** Pages without a secure context have no `randomUUID`. */
function newRunId(): string {
  const source = crypto as Partial<Crypto>;
  return source.randomUUID?.() ?? `run-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
