import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runOnPort } from '../../../../src/engines/webllm/engine.ts';
import type { RunEvent, RunEventBody } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RunSignal } from '../../../../src/core/run/text-model.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';

const request = sampleRequest(2);
const START: RunEventBody = {
  type: 'run-start',
  schema: 1,
  request,
  settings: SAMPLE_SETTINGS,
  model: SCRIPTED_IDENTITY,
  windows: [],
};
const END: RunEventBody = { type: 'run-end', outcome: { type: 'complete' }, ranking: [] };
const delta = (text: string, window = 0): RunEventBody => ({ type: 'reasoning-delta', window, text });

async function post(
  run: (signal: RunSignal) => AsyncIterable<RunEventBody>,
  control?: (port: MessagePort) => void,
  asked = request,
): Promise<RunEvent[]> {
  const { port1, port2 } = new MessageChannel();
  const events: RunEvent[] = [];
  port1.onmessage = (message: MessageEvent<RunEvent>) => void events.push(message.data);
  control?.(port1);
  await runOnPort({ runId: 'r', port: port2, request: asked, settings: SAMPLE_SETTINGS, model: SCRIPTED_IDENTITY, run });
  await sleep(10);
  port1.close();
  return events;
}

/** Fails before its first event. */
function failing(): AsyncIterable<RunEventBody> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('bug')) }) };
}

const types = (events: readonly RunEvent[]): string[] => events.map(({ type }) => type);

describe('runOnPort', () => {
  test('deltas that come together cross as one, other events keep their place', async () => {
    const events = await post(async function* () {
      yield START;
      yield delta('a');
      yield delta('b');
      yield { type: 'reasoning-end', window: 0, end: 'closed' };
      yield { type: 'answer-delta', window: 0, text: 'c' };
      yield delta('d', 1);
      yield END;
    });
    expect(events.map((event) => ('text' in event ? event.text : event.type))).toEqual([
      'run-start',
      'ab',
      'reasoning-end',
      'c',
      'd',
      'run-end',
    ]);
    expect(events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('a held delta is sent in time even when nothing follows it', async () => {
    const { port1, port2 } = new MessageChannel();
    const events: RunEvent[] = [];
    port1.onmessage = (message: MessageEvent<RunEvent>) => void events.push(message.data);
    let go = (): void => {};
    const done = runOnPort({
      runId: 'r',
      port: port2,
      request,
      settings: SAMPLE_SETTINGS,
      model: SCRIPTED_IDENTITY,
      run: async function* () {
        yield START;
        yield delta('early');
        await new Promise<void>((resolve) => {
          go = resolve;
        });
        yield END;
      },
    });
    await sleep(150);
    expect(types(events)).toEqual(['run-start', 'reasoning-delta']);
    go();
    await done;
    port1.close();
  });

  test.each([
    ['throws before its start', () => failing(), 'bug'],
    [
      'throws after its start',
      async function* (): AsyncGenerator<RunEventBody> {
        yield START;
        throw new Error('bug');
      },
      'bug',
    ],
    [
      'ends without an end',
      async function* (): AsyncGenerator<RunEventBody> {
        yield START;
      },
      'without an end',
    ],
    ['does nothing at all', async function* (): AsyncGenerator<RunEventBody> {}, 'without an end'],
  ])('a run that %s still has one start and one end', async (_, run, message) => {
    const events = await post(run);
    expect(types(events)).toEqual(['run-start', 'run-end']);
    expect(events[1]).toMatchObject({
      outcome: { type: 'failed', error: { message: expect.stringContaining(message) } },
      ranking: ['d1', 'd2'],
    });
  });

  test('a run that fails before its first window ends in the first stage’s order', async () => {
    const ranking = ['d2', 'd1'].map(docId);
    const firstStage = { method: 'bm25', ranking, scores: [1, 2], windowFrom: [null, null] } as const;
    const events = await post(() => failing(), undefined, { ...request, firstStage });
    expect(events.at(-1)).toMatchObject({ type: 'run-end', ranking: ['d2', 'd1'] });
  });

  test('nothing comes after a run-end, and a throw after it changes nothing', async () => {
    const events = await post(async function* () {
      try {
        yield START;
        yield END;
        yield delta('late');
      } finally {
        // eslint-disable-next-line no-unsafe-finally -- the bug that this test is about
        throw new Error('late');
      }
    });
    expect(types(events)).toEqual(['run-start', 'run-end']);
  });

  test('run-cancel reaches the run, before and after it began', async () => {
    const seen: boolean[] = [];
    await post(
      async function* (cancel) {
        yield START;
        await sleep(20);
        seen.push(cancel.aborted);
        yield END;
      },
      (port) => port.postMessage({ type: 'run-cancel' }),
    );
    expect(seen).toEqual([true]);
  });

  test('run-skip-thought names its window to the run, and does not stop it', async () => {
    const seen: unknown[] = [];
    await post(
      async function* (signal) {
        yield START;
        seen.push(signal.skipThoughtOf);
        await sleep(20);
        seen.push(signal.skipThoughtOf, signal.aborted);
        yield END;
      },
      (port) => setTimeout(() => port.postMessage({ type: 'run-skip-thought', window: 3 }), 5),
    );
    expect(seen).toEqual([null, 3, false]);
  });
});
