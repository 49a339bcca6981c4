import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectServerEngine } from '../../../../src/engines/server/client.ts';
import { connectServer } from '../../../../src/engines/server/connect.ts';
import { listenFor } from '../../../../src/engines/server/silence.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { startFaultProxy } from '../../../support/fault-proxy.ts';
import { sampleRequest } from '../../../support/sample-request.ts';
import { startScriptedServer } from '../../../support/scripted-server.ts';
import { QUICK } from '../../../support/server-run.ts';

describe('what is awaited of a server', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched() {
    const told: boolean[] = [];
    const listen = listenFor({ afterMs: 1000, tell: (silent) => told.push(silent) });
    return { told, listen };
  }
  const pending = () => {
    let settle = (): void => {};
    const promise = new Promise<void>((resolve) => (settle = resolve));
    return { promise, settle: async () => (settle(), await vi.advanceTimersByTimeAsync(0)) };
  };

  test('silence is told after so long, once, and taken back with what comes', async () => {
    const { told, listen } = watched();
    const one = pending();
    void listen(one.promise);
    await vi.advanceTimersByTimeAsync(999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([true]);
    await one.settle();
    expect(told).toEqual([true, false]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([true, false]);
  });

  test('a server that answers one of several is not silent; one that is asked more is not heard by that', async () => {
    const { told, listen } = watched();
    const [slow, quick, late] = [pending(), pending(), pending()];
    void listen(slow.promise);
    void listen(quick.promise);
    await vi.advanceTimersByTimeAsync(900);
    await quick.settle();
    await vi.advanceTimersByTimeAsync(900);
    expect(told).toEqual([]);
    void listen(late.promise);
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual([true]);
    await slow.settle();
    expect(told).toEqual([true, false]);
  });

  test('a refusal is an answer, and reaches whoever waits for it', async () => {
    const { told, listen } = watched();
    await expect(listen(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([]);
  });

  test('whatever comes when: told are silences that lasted, in turns, and none where nothing is awaited', async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('ask' as const) }),
      fc.record({ type: fc.constant('come' as const), which: fc.nat(5) }),
      fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 1500 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { told, listen } = watched();
        const open: ReturnType<typeof pending>[] = [];
        let quietMs = 0;
        for (const one of steps) {
          if (one.type === 'ask') {
            const asked = pending();
            if (open.length === 0) quietMs = 0;
            open.push(asked);
            void listen(asked.promise);
          } else if (one.type === 'come') {
            const [come] = open.splice(one.which % Math.max(1, open.length), 1);
            if (come !== undefined) quietMs = 0;
            // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
            await come?.settle();
          } else {
            quietMs += one.ms;
            // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
            await vi.advanceTimersByTimeAsync(one.ms);
          }
          expect(told.at(-1) ?? false).toBe(open.length > 0 && quietMs >= 1000);
        }
        expect(told).toEqual(told.map((_, at) => at % 2 === 0));
      }),
    );
  });
});

describe('a server that sends nothing is told of, whatever it is asked', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  const patience = { ...QUICK, toldMs: 30 };

  async function slowServer() {
    const models = ['Qwen3-0.6B-Q8_0.gguf'];
    const believe = (): number => -1;
    const script = (): string => '<think> so </think>\n<answer>[3] > [1] > [2]</answer>';
    const server = await startScriptedServer({ kind: 'llama.cpp', script, models, believe });
    const proxy = await startFaultProxy(server.address);
    closing.push(
      () => proxy.close(),
      () => server.close(),
    );
    return proxy;
  }
  const delay = { type: 'delay', at: 0, ms: 300 } as const;

  test('what it is', async () => {
    const proxy = await slowServer();
    proxy.arm(/models/, [delay]);
    const told: boolean[] = [];
    const found = await connectServer({ address: proxy.address, patience, onSilence: (silent) => told.push(silent) });
    expect([found.ok, told.slice(0, 2)]).toEqual([true, [true, false]]);
    expect(told.at(-1)).toBe(false);
  });

  test('a run, as the workbench and a comparison ask for it, and likelihoods, as a lens does', async () => {
    const proxy = await slowServer();
    const told: boolean[] = [];
    const engine = connectServerEngine({
      address: proxy.address,
      key: () => null,
      patience,
      onSilence: (silent) => told.push(silent),
    });
    closing.push(async () => engine.end());
    const loaded = await engine.load('');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
    told.length = 0;
    proxy.arm(/^\/completion/, [delay]);
    const { identity: model, defaults: settings } = loaded.value;
    const signal = new AbortController().signal;
    await collectEvents(engine.run({ runId: 'r1', model, request: sampleRequest(3), settings, signal }));
    expect(told.slice(0, 2)).toEqual([true, false]);
    told.length = 0;
    proxy.arm(/^\/completion/, [delay]);
    const messages = [{ role: 'user' as const, content: 'which?' }];
    await engine.likelihoods({ requests: [{ messages, written: '', continuations: ['1', '2'] }] });
    expect(told.slice(0, 2)).toEqual([true, false]);
    expect(told.at(-1)).toBe(false);
  });
});
