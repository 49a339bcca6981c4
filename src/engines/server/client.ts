import { errorInfo, refusal } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { RunEvent, RunEventBody, RunOutcome } from '../../core/log/event.ts';
import { template } from '../../core/preset/built-in.ts';
import type { Result } from '../../core/request.ts';
import { planRun } from '../../core/run/forecast.ts';
import { refusedRun } from '../../core/run/problem.ts';
import { rerank } from '../../core/run/rerank.ts';
import { startWith } from '../../core/run/start.ts';
import type { LikelihoodAnswer, LikelihoodAnswers } from '../../core/run/text-model.ts';
import type { EngineClient, EngineRun, LikelihoodQuestions, LoadedModel, RunStream, ServerSummary } from '../engine-client.ts';
import { closingEvents, placeToGoOn, stampRun } from '../stamp-run.ts';
import { connectServer } from './connect.ts';
import type { ServerConnection, ServerOptions } from './connect.ts';
import { describeServerError } from './failure.ts';

export interface ServerEngineOptions extends Omit<ServerOptions, 'model' | 'key' | 'world'> {
  /** Asked for when a model is loaded; null: none is sent. It is kept nowhere else than in this client. */
  readonly key: () => string | null;
  readonly fetch?: typeof fetch;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * A model behind a server as the page sees any engine: `rerank()` runs here, the model there. Nothing is sent before `load`, which asks the server what it
 * is and sends no texts; its model id may be empty where the server has one only. Runs go on side by side, their requests take places in the server's
 * pool. `end()` closes every connection.
 */
export function connectServerEngine({
  key,
  fetch: send = (input, init) => fetch(input, init),
  now = () => performance.now(),
  ...server
}: ServerEngineOptions): EngineClient {
  const gone = new AbortController();
  const lost = (): ErrorInfo => errorInfo('worker-lost', 'the connection to the server was given up by the page');
  let connection: ServerConnection | undefined;
  let asked = false;
  /** Every connection ends with the client, whoever waits for it. */
  const heldFetch: typeof fetch = (input, init = {}) =>
    send(input, {
      ...init,
      signal: init.signal == null ? gone.signal : AbortSignal.any([init.signal, gone.signal]),
    });

  async function load(modelId: string): Promise<Result<LoadedModel, ErrorInfo>> {
    if (asked)
      return { ok: false, error: refusal('this client has asked for a model already; another model needs another client') };
    asked = true;
    const startedAt = now();
    const secret = key();
    const found = await connectServer({
      ...server,
      ...(modelId === '' ? {} : { model: modelId }),
      ...(secret === null ? {} : { key: secret }),
      world: { fetch: heldFetch },
    });
    if (gone.signal.aborted) return { ok: false, error: lost() };
    if (!found.ok) return found;
    connection = found.value;
    const { model, choice } = connection;
    const start = startWith(choice, model);
    return {
      ok: true,
      value: {
        identity: model.identity,
        contextTokens: model.contextTokens,
        server: summaryOf(connection),
        loadMs: now() - startedAt,
        defaults: start.settings,
        asked: start.reason,
      },
    };
  }

  return {
    probe: async () => ({ ok: true, value: null }),
    load: async (modelId) => {
      try {
        return await load(modelId);
      } catch (error) {
        return { ok: false, error: gone.signal.aborted ? lost() : describeServerError(error) };
      }
    },
    run: (run) => startRun({ run, connection, gone: gone.signal, lost, now }),
    async forecast({ request, settings }) {
      if (gone.signal.aborted) return { ok: false, error: lost() };
      if (connection === undefined) return { ok: false, error: errorInfo('engine-failed', 'no model is loaded') };
      const { model } = connection;
      try {
        const plan = planRun({ request, settings, model, template: template(model.identity.template) });
        return plan.ok ? plan : { ok: false, error: refusedRun(plan.error) };
      } catch (error) {
        return { ok: false, error: describeServerError(error) };
      }
    },
    likelihoods: async (questions) => {
      if (gone.signal.aborted) return { ok: false, error: lost() };
      if (connection === undefined) return { ok: false, error: errorInfo('engine-failed', 'no model is loaded') };
      const answered = await readLikelihoods(connection, questions, gone.signal);
      return gone.signal.aborted ? { ok: false, error: lost() } : answered;
    },
    get alive() {
      return !gone.signal.aborted;
    },
    end: () => gone.abort(),
  };
}

function summaryOf({ facts, model, origin, parallel }: ServerConnection): ServerSummary {
  const { kind, version, models, contextFrom } = facts;
  return {
    origin,
    kind,
    version,
    models,
    contextFrom,
    holdsAnswers: model.holds === 'answers',
    likelihoods: model.likelihoods !== undefined,
    parallel,
  };
}

/** Runs here, and is read as a worker's run is: stamped, one run-start first and one run-end last, whatever happens to the client. */
function startRun({
  run: { runId, model, request, settings, resume, signal },
  connection,
  gone,
  lost,
  now,
}: {
  readonly run: EngineRun;
  readonly connection: ServerConnection | undefined;
  readonly gone: AbortSignal;
  readonly lost: () => ErrorInfo;
  readonly now: () => number;
}): RunStream {
  const from = placeToGoOn(request, resume);
  const startedAt = now() - from.at;
  /** What the run is told. */
  const told: { aborted: boolean; skipThoughtOf: number | null } = { aborted: false, skipThoughtOf: null };
  const events: RunEvent[] = [];
  let wake = (): void => {};
  /** The newest window whose start has been read. */
  let window: number | null = null;
  let over = false;

  const cancel = (): void => {
    told.aborted = true;
    wake();
  };
  signal.addEventListener('abort', cancel, { once: true });
  gone.addEventListener('abort', cancel, { once: true });
  if (signal.aborted || gone.aborted) cancel();

  async function* bodies(): AsyncGenerator<RunEventBody, void, undefined> {
    if (connection === undefined) throw new Error('no model is loaded');
    const { describeError, measure, model: served } = connection;
    await measure(request, told);
    yield* rerank({
      request,
      settings,
      model: served,
      template: template(served.identity.template),
      cancel: told,
      ...(resume && { resume }),
      describeError,
    });
  }

  async function* read(): AsyncGenerator<RunEvent, void, undefined> {
    let { seq, ranking } = from;
    try {
      while (!gone.aborted || events.length > 0) {
        const event = events.shift();
        if (event === undefined) {
          await new Promise<void>((resolve) => (wake = resolve));
          continue;
        }
        seq = event.seq + 1;
        if (event.type === 'window-start') ({ window } = event);
        if (event.type === 'window-end') ({ ranking } = event);
        if (event.type === 'run-end') over = true;
        yield event;
        if (event.type === 'run-end') return;
      }
      over = true;
      const outcome: RunOutcome = signal.aborted ? { type: 'cancelled' } : { type: 'failed', error: lost() };
      yield* closingEvents({ runId, request, settings, model, seq, at: now() - startedAt, ranking, outcome });
    } finally {
      over = true;
      cancel();
      signal.removeEventListener('abort', cancel);
      gone.removeEventListener('abort', cancel);
    }
  }

  if (!gone.aborted) {
    const tell = (event: RunEvent): void => {
      // What a run says that was ended with its client comes too late to count.
      if (gone.aborted) return;
      events.push(event);
      wake();
    };
    const describeError = connection?.describeError ?? describeServerError;
    void stampRun({ runId, request, settings, model, from, run: bodies, describeError, now, tell });
  }
  const reading = read();
  return {
    [Symbol.asyncIterator]: () => reading,
    // A server that takes whole conversations only lets nobody into its thought.
    ...(connection?.model.chatOnly === true
      ? {}
      : {
          skip() {
            if (window === null || told.aborted || over) return false;
            told.skipThoughtOf = window;
            return true;
          },
        }),
  };
}

/** As many questions at once as the server has places for; answers are told in the questions' order. */
async function readLikelihoods(
  { model, describeError, each }: ServerConnection,
  { requests, onAnswer, signal }: LikelihoodQuestions,
  gone: AbortSignal,
): Promise<Result<LikelihoodAnswers, ErrorInfo>> {
  const { likelihoods } = model;
  if (likelihoods === undefined) return { ok: false, error: refusal('this server does not say how likely its tokens are') };
  const cancel = signal === undefined ? gone : AbortSignal.any([signal, gone]);
  const found = new Map<number, LikelihoodAnswer>();
  const answers: LikelihoodAnswer[] = [];
  try {
    await each(requests, async (request, place) => {
      if (cancel.aborted) return;
      const answer = await likelihoods.call(model, { ...request, cancel });
      // What a cancel cut short is not whole.
      if (cancel.aborted) return;
      found.set(place, answer);
      for (let next = found.get(answers.length); next !== undefined; next = found.get(answers.length)) {
        answers.push(next);
        onAnswer?.(next, answers.length - 1);
      }
    });
    return { ok: true, value: { answers, cancelled: answers.length < requests.length } };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  }
}
