import type { RunEvent, RunEventBody } from './event.ts';

/**
 * A run's events as a log keeps them: each with the run's id, its place (`seq`, from 0) and the milliseconds since the first one was asked for.
 * The log of `rerank()` can then be looked at (`viewAt`), saved (`runLogFile`) and opened by the page.
 * @param run.runId any text; unique where logs are compared.
 * @param run.now a clock in milliseconds, which never goes back: `() => performance.now()`.
 * @example
 * const log: RunEvent[] = [];
 * for await (const event of recordRun(rerank({ request, model }), { runId: 'one', now: () => performance.now() })) log.push(event);
 */
export async function* recordRun(
  events: AsyncIterable<RunEventBody>,
  { runId, now }: { readonly runId: string; readonly now: () => number },
): AsyncGenerator<RunEvent, void, undefined> {
  const startedAt = now();
  let seq = 0;
  for await (const body of events) {
    yield { ...body, runId, seq, at: now() - startedAt };
    seq += 1;
  }
}
