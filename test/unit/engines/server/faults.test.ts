import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAnswer } from '../../../../src/core/answer/reading.ts';
import type { RunEventBody } from '../../../../src/core/log/event.ts';
import { checkLog } from '../../../../src/core/log/check.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { answerText } from '../../../../src/core/trace/split.ts';
import type { ServerConnection } from '../../../../src/engines/server/connect.ts';
import { startFaultProxy } from '../../../support/fault-proxy.ts';
import type { Fault, FaultProxy } from '../../../support/fault-proxy.ts';
import { deep } from '../../../support/profile.ts';
import { sampleRequest } from '../../../support/sample-request.ts';
import { startScriptedServer } from '../../../support/scripted-server.ts';
import type { ScriptedServer } from '../../../support/scripted-server.ts';
import { connected, endOf, of, runOver, textOf } from '../../../support/server-run.ts';

const COUNT = 3;
const ANSWER = '\n<answer>[3] > [1] > [2]</answer>';
const RIGHT = ['d3', 'd1', 'd2'];
const request = sampleRequest(COUNT);

/** Thinks, answers; goes on from wherever it was left. */
function script(prompt: string): string {
  const turn = prompt.slice(prompt.lastIndexOf('<assistant>') + '<assistant>'.length);
  const whole = `<think> [3] é 中 fits best.</think>${ANSWER}`;
  return whole.startsWith(turn) ? whole.slice(turn.length) : '';
}

/** What holds whatever happens: a whole log, a permutation, an outcome that the log bears out. */
function expectHonest(events: readonly RunEventBody[], tampered: boolean): void {
  const log = events.map((event, seq) => ({ ...event, runId: 'run', seq, at: seq }));
  expect(checkLog(log).flaw).toBeNull();
  const end = endOf(events);
  expect(of(events, 'run-start')).toHaveLength(1);
  expect([...end.ranking].sort()).toEqual(['d1', 'd2', 'd3']);
  const window = of(events, 'window-end')[0];
  if (end.outcome.type !== 'complete') {
    // Nothing was settled, so nothing has moved.
    expect(window).toBeUndefined();
    expect(end.ranking).toEqual(['d1', 'd2', 'd3']);
    return;
  }
  if (!tampered) {
    expect([window?.outcome.type, end.ranking]).toEqual(['complete', RIGHT]);
    return;
  }
  // A byte that was changed on the way cannot always be seen; the ranking is that of the text in the log, and of no other.
  const { answer } = preset('instruct-think');
  const read = readAnswer({ shape: answer, text: answerText(textOf(events, 'answer-delta')).text, count: COUNT });
  expect(end.ranking).toEqual(read.groups.flat().map((position) => `d${position + 1}`));
}

describe.each([
  ['other', 'free', /chat\/completions/],
  ['llama.cpp', 'constrained', /^\/completion/],
  ['vllm', 'constrained', /^\/v1\/completions/],
] as const)('a run over %s with %s answers', (kind, answerMode, path) => {
  let server: ScriptedServer;
  let proxy: FaultProxy;
  let connection: ServerConnection;
  /** Bytes of the longest stream of a run without faults. */
  let length = 0;
  const run = async (): Promise<readonly RunEventBody[]> =>
    runOver({ connection, request, settings: { answerMode, thoughtTokens: 100 } });

  beforeAll(async () => {
    server = await startScriptedServer({ kind, script, pieceSize: 5 });
    proxy = await startFaultProxy(server.address);
    connection = await connected(proxy.address, {
      patience: { retries: 2, longestWaitMs: 2, silenceMs: 10_000, firstWordMs: 10_000 },
    });
    expectHonest(await run(), false);
    length = Math.max(...proxy.streams.map((body) => body.length));
    expect(length).toBeGreaterThan(300);
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
  });

  /** Every place in the deep profile, every 29th else, and all of the last 24: where an ending is decided. */
  const places = (): readonly number[] =>
    Array.from({ length }, (_, at) => at).filter((at) => deep || at % 29 === 0 || at > length - 24);

  const armed = async (faults: readonly Fault[], tampered = false): Promise<readonly RunEventBody[]> => {
    const before = proxy.made;
    proxy.arm(path, faults);
    const events = await run();
    expect(proxy.made).toBeGreaterThan(before);
    expectHonest(events, tampered);
    return events;
  };

  test.each(['drop', 'truncate'] as const)('ends honestly when the stream is hit by %s, at every place', async (type) => {
    for (const at of places()) await armed([{ type, at }]);
  });

  test('ends honestly when a byte is changed, at every place', async () => {
    for (const at of places()) await armed([{ type: 'garble', at }], true);
  });

  test('comes to the same order when the stream only hesitates', async () => {
    for (const at of places().filter((place) => place % 5 === 0)) {
      expect(endOf(await armed([{ type: 'delay', at, ms: 4 }])).ranking).toEqual(RIGHT);
    }
  });

  test('is not kept waiting by a server that stops in the middle', async () => {
    const short = await connected(proxy.address, {
      patience: { retries: 2, longestWaitMs: 2, silenceMs: 400, firstWordMs: 400 },
    });
    for (const at of [0, Math.floor(length / 2), length - 20]) {
      proxy.arm(path, [{ type: 'stall', at }]);
      const events = await runOver({ connection: short, request, settings: { answerMode, thoughtTokens: 100 } });
      expectHonest(events, false);
      const end = endOf(events);
      if (end.outcome.type === 'failed') expect(end.outcome.error.code).toBe('server-silent');
    }
  });

  test('waits as long as a busy server asks, tells it in the log, and ranks', async () => {
    const events = await armed([
      { type: 'status', status: 429, retryAfter: '0.002' },
      { type: 'status', status: 503 },
    ]);
    expect(of(events, 'model-notice')).toMatchObject([
      { code: 'busy', status: 429, attempt: 1, of: 2, waitMs: 2 },
      { code: 'busy', status: 503, attempt: 2, of: 2 },
    ]);
    expect(endOf(events).ranking).toEqual(RIGHT);
  });

  test('gives up on one that stays busy, or asks for more patience than was agreed, with the word for it', async () => {
    const busy: Fault = { type: 'status', status: 429 };
    expect(endOf(await armed([busy, busy, busy])).outcome).toMatchObject({ error: { code: 'server-busy', retry: true } });
    const long: Fault = { type: 'status', status: 503, retryAfter: '120' };
    expect(endOf(await armed([long])).outcome).toMatchObject({
      error: { code: 'server-busy', details: { askedToWaitMs: 120_000 } },
    });
  });

  test('tries again after 500, 502 and torn connections, and tells it', async () => {
    for (const fault of [{ type: 'status', status: 500 }, { type: 'status', status: 502 }, { type: 'refuse' }] as const) {
      const events = await armed([fault]);
      expect(of(events, 'model-notice')[0]).toMatchObject({ code: 'unreachable', attempt: 1 });
      expect(endOf(events).ranking).toEqual(RIGHT);
    }
    const gone: Fault = { type: 'status', status: 500 };
    expect(endOf(await armed([gone, gone, gone])).outcome).toMatchObject({ error: { code: 'server-failed' } });
  });

  test.each([
    [{ type: 'status', status: 401 }, 'unauthorised'],
    [{ type: 'status', status: 404, body: 'gone' }, 'no-api'],
    [
      { type: 'status', status: 400, body: '{"error":{"message":"the request exceeds the available context size"}}' },
      'context-overflow',
    ],
    [{ type: 'status', status: 200, body: '<html>sign in</html>', contentType: 'text/html' }, 'no-api'],
  ] as const)('says %j as %s at once', async (fault, code) => {
    const events = await armed([fault]);
    expect(endOf(events).outcome).toMatchObject({ type: 'failed', error: { code } });
    expect(of(events, 'model-notice')).toEqual([]);
  });

  test('does not mind a connection that is closed behind a whole answer', async () => {
    expect(endOf(await armed([{ type: 'close' }])).ranking).toEqual(RIGHT);
    expect(endOf(await run()).ranking).toEqual(RIGHT);
  });
});
