import { errorInfo } from '../core/errors.ts';
import type { ErrorInfo } from '../core/errors.ts';
import type { ModelIdentity, RunEvent, RunEventBody, RunOutcome, RunSettings } from '../core/log/event.ts';
import { RUN_LOG_SCHEMA } from '../core/log/version.ts';
import { startingRanking } from '../core/ranking.ts';
import type { DocId, RankRequest } from '../core/request.ts';
import type { Resume } from '../core/run/resume.ts';

/** Texts of one window that arrive within this time are told as one delta: two frames of a 60 Hz page. */
const BATCH_MS = 33;

type Delta = Extract<RunEventBody, { type: 'reasoning-delta' | 'answer-delta' }>;

/** What is known of a run when its engine is gone. */
interface LostRun extends Pick<StampedRun, 'runId' | 'request' | 'settings' | 'model'> {
  /** Of the event that would have come next. */
  readonly seq: number;
  /** Milliseconds since the run began. */
  readonly at: number;
  /** The last order that was settled. */
  readonly ranking: readonly DocId[];
  readonly outcome: RunOutcome;
}

/** What a log lacks whose engine went away: its end, and its beginning where there was none. */
export function closingEvents({ runId, request, settings, model, seq, at, ranking, outcome }: LostRun): readonly RunEvent[] {
  const begun = seq > 0;
  const end: RunEvent = { type: 'run-end', outcome, ranking, runId, seq: begun ? seq : 1, at };
  return begun
    ? [end]
    : [{ type: 'run-start', schema: RUN_LOG_SCHEMA, request, settings, model, windows: [], runId, seq, at }, end];
}

/** Where a run's log goes on: at its beginning, or behind what is finished. */
interface LogPlace {
  readonly seq: number;
  /** Milliseconds since the run began, without the time in which nothing ran. */
  readonly at: number;
  readonly ranking: readonly DocId[];
}

export function placeToGoOn(request: RankRequest, { log }: Pick<Resume, 'log'> = { log: [] }): LogPlace {
  const last = log.findLast((event) => event.type === 'window-end');
  return { seq: log.length, at: log.at(-1)?.at ?? 0, ranking: last?.ranking ?? startingRanking(request) };
}

interface StampedRun {
  readonly runId: string;
  readonly request: RankRequest;
  readonly settings: RunSettings;
  /** Named in a log whose run never began. */
  readonly model: ModelIdentity;
  /** Where its log goes on, of a run that was broken off; absent: at the beginning. */
  readonly from?: LogPlace;
  /** Gives the events' bodies. May throw at any time: it is described. */
  run(): AsyncIterable<RunEventBody>;
  describeError(error: unknown): ErrorInfo;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  tell(event: RunEvent): void;
}

/**
 * Makes a run's log of its events' bodies: stamps runId, seq and time, joins deltas. Whatever `run` does – throws, ends early, goes on after its end – one
 * run-start is told first and one run-end last. Never rejects.
 */
export async function stampRun({
  runId,
  request,
  settings,
  model,
  from = placeToGoOn(request),
  run,
  describeError,
  now,
  tell,
}: StampedRun): Promise<void> {
  const startedAt = now() - from.at;
  let { seq } = from;
  let ended = false;
  let ranking: readonly DocId[] = from.ranking;
  let held: Delta | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const post = (body: RunEventBody): void => {
    tell({ ...body, runId, seq, at: now() - startedAt });
    seq += 1;
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (held !== undefined) post(held);
    held = undefined;
  };
  const send = (body: RunEventBody): void => {
    if (body.type === 'reasoning-delta' || body.type === 'answer-delta') {
      if (held?.type === body.type && held.window === body.window) held = { ...held, text: held.text + body.text };
      else {
        flush();
        held = body;
      }
      timer ??= setTimeout(flush, BATCH_MS);
      return;
    }
    flush();
    if (seq === 0 && body.type !== 'run-start')
      post({ type: 'run-start', schema: RUN_LOG_SCHEMA, request, settings, model, windows: [] });
    if (body.type === 'window-end') ranking = body.ranking;
    ended = body.type === 'run-end';
    post(body);
  };

  try {
    for await (const body of run()) {
      send(body);
      if (ended) break;
    }
    if (!ended)
      send({
        type: 'run-end',
        outcome: { type: 'failed', error: errorInfo('engine-failed', 'the run stopped without an end') },
        ranking,
      });
  } catch (error) {
    if (!ended) send({ type: 'run-end', outcome: { type: 'failed', error: describeError(error) }, ranking });
  } finally {
    clearTimeout(timer);
  }
}
