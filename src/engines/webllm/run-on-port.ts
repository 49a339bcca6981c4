import { errorInfo } from '../../core/errors.ts';
import type { RunControl } from '../../core/log/run-control.ts';
import { RUN_LOG_SCHEMA } from '../../core/log/run-event.ts';
import type { ModelIdentity, RunEvent, RunEventBody, RunSettings } from '../../core/log/run-event.ts';
import type { DocId } from '../../core/doc-id.ts';
import type { RankRequest } from '../../core/rank-request.ts';
import { startingRanking } from '../../core/starting-ranking.ts';
import type { RunSignal } from '../../core/run/text-model.ts';
import { describeError } from './describe-error.ts';

/** Texts of one window that arrive within this time cross the wire as one delta: two frames of a 60 Hz page. */
const BATCH_MS = 33;

type Delta = Extract<RunEventBody, { type: 'reasoning-delta' | 'answer-delta' }>;

export interface PortRun {
  readonly runId: string;
  readonly port: MessagePort;
  readonly request: RankRequest;
  readonly settings: RunSettings;
  readonly model: ModelIdentity;
  /** Gives the events' bodies. `signal` turns aborted when the page says run-cancel, and names the window whose thought it says to skip. */
  run(signal: RunSignal): AsyncIterable<RunEventBody>;
  /** Resolves when this run may begin; the port is listened to before, so that a waiting run can be cancelled. */
  readonly turn?: Promise<void>;
}

/**
 * Puts a run on its port: stamps runId, seq and time, joins deltas, hears what the page asks. Whatever `run` does – throws, ends early, goes on after
 * its end – the page gets one run-start first and one run-end last. Inverse of `client/read-events.ts`.
 */
export async function runOnPort({ runId, port, request, settings, model, run, turn }: PortRun): Promise<void> {
  const signal: { aborted: boolean; skipThoughtOf: number | null } = { aborted: false, skipThoughtOf: null };
  port.onmessage = ({ data: control }: MessageEvent<RunControl>) => {
    switch (control.type) {
      case 'run-cancel':
        signal.aborted = true;
        return;
      case 'run-skip-thought':
        signal.skipThoughtOf = control.window;
    }
  };
  await turn;
  const startedAt = performance.now();
  let seq = 0;
  let ended = false;
  let ranking: readonly DocId[] = startingRanking(request);
  let held: Delta | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const post = (body: RunEventBody): void => {
    const event: RunEvent = { ...body, runId, seq, at: performance.now() - startedAt };
    port.postMessage(event);
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
    for await (const body of run(signal)) {
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
    port.onmessage = null;
  }
}
