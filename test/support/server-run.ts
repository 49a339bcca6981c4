import type { RunEventBody, RunSettings } from '../../src/core/log/event.ts';
import { preset } from '../../src/core/preset/built-in.ts';
import type { RankRequest } from '../../src/core/request.ts';
import { methodOf } from '../../src/core/run/method.ts';
import { rerank } from '../../src/core/run/rerank.ts';
import type { RunSignal } from '../../src/core/run/text-model.ts';
import { connectServer } from '../../src/engines/server/connect.ts';
import type { ServerConnection, ServerOptions } from '../../src/engines/server/connect.ts';

/** Waits of tests: everything happens at once. */
export const QUICK = { retries: 3, longestWaitMs: 5, silenceMs: 10_000, firstWordMs: 10_000 } as const;

export async function connected(address: string, options: Partial<ServerOptions> = {}): Promise<ServerConnection> {
  const found = await connectServer({ patience: QUICK, ...options, address });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

/** A run over a server, to its end. */
export async function runOver({
  connection,
  request,
  preset: id = 'instruct-think',
  settings = {},
  cancel,
  onEvent,
}: {
  connection: ServerConnection;
  request: RankRequest;
  preset?: string;
  settings?: Partial<RunSettings>;
  cancel?: RunSignal;
  onEvent?: (event: RunEventBody) => void;
}): Promise<readonly RunEventBody[]> {
  const events: RunEventBody[] = [];
  const { model, describeError } = connection;
  const method = methodOf(preset(id));
  for await (const event of rerank({
    request,
    model,
    describeError,
    settings: { method, ...settings },
    ...(cancel === undefined ? {} : { cancel }),
  })) {
    events.push(event);
    onEvent?.(event);
  }
  return events;
}

export function endOf(events: readonly RunEventBody[]): Extract<RunEventBody, { type: 'run-end' }> {
  const end = events.at(-1);
  if (end?.type !== 'run-end') throw new Error('the log does not end with run-end');
  return end;
}

export function of<Type extends RunEventBody['type']>(
  events: readonly RunEventBody[],
  type: Type,
): readonly Extract<RunEventBody, { type: Type }>[] {
  return events.filter((event): event is Extract<RunEventBody, { type: Type }> => event.type === type);
}

/** All text of one kind, joined. */
export function textOf(events: readonly RunEventBody[], type: 'reasoning-delta' | 'answer-delta'): string {
  return of(events, type)
    .map(({ text }) => text)
    .join('');
}
