import { describe, expect, test } from 'vitest';
import { runOnPort, likelihoodsOnPort, createEngine } from '../../../../src/engines/webllm/engine.ts';
import type { RunEvent, RunEventBody } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RunSignal, LikelihoodAnswer, LikelihoodRequest } from '../../../../src/core/run/text-model.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY, createScriptedModel } from '../../../support/scripted-model.ts';
import { EngineError } from '../../../../src/engines/webllm/describe-error.ts';
import type { LoadMessage } from '../../../../src/engines/wire.ts';

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
  await allArrived(port1, port2);
  return events;
}

/** Looks again in every task: a port's messages come between two of them. Ends by the test's own time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** Closing one end tells the other only after all that was posted before: nothing can come later. */
async function allArrived(port: MessagePort, other: MessagePort): Promise<void> {
  const closed = new Promise((resolve) => port.addEventListener('close', resolve));
  other.close();
  await closed;
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
    let go = (): void => {};
    const held = new Promise<void>((resolve) => {
      port1.onmessage = ({ data: event }: MessageEvent<RunEvent>) => {
        events.push(event);
        if (event.type === 'reasoning-delta') resolve();
      };
    });
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
    // The run itself waits for `go`: only the time that has passed can send the delta.
    await held;
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
    for (const early of [true, false]) {
      let page: MessagePort | undefined;
      const cancel = (): void => page?.postMessage({ type: 'run-cancel' });
      const events = await post(
        async function* (signal) {
          yield START;
          if (!early) cancel();
          await until(() => signal.aborted);
          yield END;
        },
        (port) => {
          page = port;
          if (early) cancel();
        },
      );
      expect(types(events)).toEqual(['run-start', 'run-end']);
    }
  });

  test('run-skip-thought names its window to the run, and does not stop it', async () => {
    const seen: unknown[] = [];
    let page: MessagePort | undefined;
    await post(
      async function* (signal) {
        yield START;
        seen.push(signal.skipThoughtOf);
        page?.postMessage({ type: 'run-skip-thought', window: 3 });
        await until(() => signal.skipThoughtOf !== null);
        seen.push(signal.skipThoughtOf, signal.aborted);
        yield END;
      },
      (port) => {
        page = port;
      },
    );
    expect(seen).toEqual([null, 3, false]);
  });
});

const requests: LikelihoodRequest[] = ['', 'so', 'so it is'].map((written) => ({
  messages: [{ role: 'user', content: 'Which of the two passages answers the question?' }],
  written,
  continuations: ['[1]', '[2]'],
}));
const script = () => ({ pieces: [] });

async function ask(input: Partial<Parameters<typeof likelihoodsOnPort>[0]>, page?: (port: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  const posted: LikelihoodAnswer[] = [];
  port1.onmessage = ({ data }: MessageEvent<LikelihoodAnswer>) => void posted.push(data);
  page?.(port1);
  const result = await likelihoodsOnPort({ requests, port: port2, model: createScriptedModel({ script }), ...input });
  await allArrived(port1, port2);
  return { result, posted };
}

describe('likelihoodsOnPort', () => {
  test('answers come in order, on the port as they come and together at the end', async () => {
    const model = createScriptedModel({ script });
    const { result, posted } = await ask({ model });
    expect(result).toEqual({ ok: true, value: { answers: posted, cancelled: false } });
    expect(posted).toHaveLength(3);
    expect(model.asked.map(({ written }) => written)).toEqual(['', 'so', 'so it is']);
    // Each goes on from what the one before it read.
    expect(posted[2]?.computedTokens).toBeLessThan(posted[0]?.computedTokens ?? 0);
  });

  test('one that waits can be cancelled, and begins nothing', async () => {
    const model = createScriptedModel({ script });
    let begin = (): void => {};
    const turn = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { result, posted } = await ask({ model, turn }, (port) => {
      port.postMessage({ type: 'run-cancel' });
      // Messages are delivered between two turns of the event loop.
      setImmediate(() => setImmediate(begin));
    });
    expect(result).toEqual({ ok: true, value: { answers: [], cancelled: true } });
    expect(model.asked).toEqual([]);
    expect(posted).toEqual([]);
  });

  test('a cancel in the middle keeps the whole answers and gives no part of one', async () => {
    let toPage: MessagePort | undefined;
    const model = createScriptedModel({
      script,
      believe: ({ continuations }, call) => {
        if (call === 0) toPage?.postMessage({ type: 'run-cancel' });
        return continuations.map(() => -1);
      },
    });
    const { result, posted } = await ask({ model }, (port) => {
      toPage = port;
    });
    expect(result).toMatchObject({ ok: true, value: { answers: [{ logProbs: [-1, -1] }], cancelled: true } });
    expect(posted).toHaveLength(1);
    const cut = createScriptedModel({ script, believe: () => [-1, NaN] });
    expect((await ask({ model: cut })).result).toEqual({ ok: true, value: { answers: [], cancelled: true } });
  });

  test('an error is told as a value, and the answers before it have been posted', async () => {
    const model = createScriptedModel({
      script,
      believe: (_input, call) => {
        if (call === 1) throw new EngineError({ code: 'gpu-lost', message: 'gone', retry: true });
        return [-1, -2];
      },
    });
    const { result, posted } = await ask({ model });
    expect(result).toEqual({ ok: false, error: { code: 'gpu-lost', message: 'gone', retry: true } });
    expect(posted).toHaveLength(1);
  });

  test('without a model, or with one that cannot say, it is an error', async () => {
    expect((await ask({ model: undefined })).result).toMatchObject({ ok: false, error: { message: 'no model is loaded' } });
    const { likelihoods: _none, ...silent } = createScriptedModel({ script });
    expect((await ask({ model: silent })).result).toMatchObject({ ok: false, error: { code: 'engine-failed', retry: false } });
  });
});

/** What a load posts on its port. */
async function posted(load: (port: MessagePort) => Promise<unknown>): Promise<readonly string[]> {
  const types: string[] = [];
  await load({ postMessage: ({ type }: LoadMessage) => types.push(type) } as unknown as MessagePort);
  return types;
}

test('load-end is the last message of every load of a model: failed, thrown or refused', async () => {
  const noGpu = createEngine({
    probe: async () => ({ ok: false, error: { code: 'no-webgpu', message: '', retry: false } }),
    loadModel: async () => {
      throw new Error('not reached');
    },
  });
  expect(await posted((port) => noGpu.load('any', { modelsUrl: '' }, port))).toEqual(['load-end']);
  let go = (): void => {};
  const gate = new Promise<never>((_, reject) => {
    go = () => reject(new Error('broken'));
  });
  const broken = createEngine({ probe: () => gate, loadModel: () => gate });
  const first = posted((port) => broken.load('any', { modelsUrl: '' }, port));
  // Refused: the worker loads already.
  expect(await posted((port) => broken.load('any', { modelsUrl: '' }, port))).toEqual(['load-end']);
  go();
  expect(await first).toEqual(['load-end']);
});
