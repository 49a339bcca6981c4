import { describe, expect, test } from 'vitest';
import { readEvents, untilLost, readLoad } from '../../../src/engines/wire.ts';
import type { WorkerLink, LoadMessage } from '../../../src/engines/wire.ts';
import { collectEvents } from '../../support/collect-events.ts';
import { setTimeout as sleep } from 'node:timers/promises';

function channel() {
  const { port1, port2 } = new MessageChannel();
  const lost = new AbortController();
  let abandoned = 0;
  let unreadable = 0;
  const events = readEvents<string>({
    port: port1,
    lost: lost.signal,
    isLast: (event) => event === 'end',
    onUnreadable() {
      unreadable += 1;
      lost.abort();
    },
    onAbandon: () => (abandoned += 1),
  });
  return { port1, port2, lost, events, abandoned: () => abandoned, unreadable: () => unreadable };
}

describe('readEvents', () => {
  test('gives what was posted before and after reading began, up to the last', async () => {
    const { port2, events, abandoned } = channel();
    port2.postMessage('a');
    const heard: string[] = [];
    for await (const event of events) {
      heard.push(event);
      if (event === 'a') for (const later of ['b', 'end', 'late']) port2.postMessage(later);
    }
    expect(heard).toEqual(['a', 'b', 'end']);
    expect(abandoned()).toBe(0);
  });

  test('a loss ends the reading after what had arrived', async () => {
    const { port1, port2, lost, events, abandoned } = channel();
    port2.postMessage('a');
    const heard: string[] = [];
    for await (const event of events) {
      heard.push(event);
      lost.abort();
    }
    expect(heard).toEqual(['a']);
    expect(abandoned()).toBe(0);
    port1.close();
  });

  test('a loss before reading began ends it at once', async () => {
    const { lost, events } = channel();
    lost.abort();
    expect(await collectEvents(events)).toEqual([]);
  });

  test('a message that cannot be read ends it: nobody waits for what it said', async () => {
    const { port1, port2, events, unreadable } = channel();
    port2.postMessage('a');
    const heard: string[] = [];
    for await (const event of events) {
      heard.push(event);
      port1.dispatchEvent(new Event('messageerror'));
    }
    expect([heard, unreadable()]).toEqual([['a'], 1]);
    port1.close();
  });

  test('leaving the loop is told once', async () => {
    const { port1, port2, events, abandoned } = channel();
    port2.postMessage('a');
    for await (const _ of events) break;
    expect(abandoned()).toBe(1);
    port1.close();
  });

  test('a throw in the loop is told too', async () => {
    const { port1, port2, events, abandoned } = channel();
    port2.postMessage('a');
    await expect(
      (async () => {
        for await (const _ of events) throw new Error('in the loop');
      })(),
    ).rejects.toThrow('in the loop');
    expect(abandoned()).toBe(1);
    port1.close();
  });
});

describe('untilLost', () => {
  const linkOf = (lost: AbortController): WorkerLink<object> => ({
    api: {} as WorkerLink<object>['api'],
    lost: lost.signal,
    lostInfo: () => (lost.signal.aborted ? { code: 'worker-lost', message: 'gone', retry: true } : undefined),
    terminate: () => lost.abort(),
  });

  test('a call that never answers ends when the worker is lost', async () => {
    const lost = new AbortController();
    const call = untilLost(linkOf(lost), () => new Promise<never>(() => {}));
    lost.abort();
    expect(await call).toEqual({ ok: false, error: { code: 'worker-lost', message: 'gone', retry: true } });
  });

  test('a lost worker is not called, a call that throws is a value', async () => {
    const lost = new AbortController();
    expect(await untilLost(linkOf(lost), () => Promise.reject(new Error('bug')))).toMatchObject({
      ok: false,
      error: { code: 'engine-failed', message: 'bug' },
    });
    lost.abort();
    let called = false;
    await untilLost(linkOf(lost), async () => {
      called = true;
      return { ok: true, value: 1 };
    });
    expect(called).toBe(false);
  });
});

const post = (port: MessagePort, ...messages: readonly LoadMessage[]): void => {
  for (const message of messages) port.postMessage(message);
};

function fakeLink() {
  const death = new AbortController();
  const link = { api: {}, lost: death.signal, lostInfo: () => undefined, terminate: () => death.abort() };
  return { link: link as unknown as WorkerLink<object>, death };
}

/** The types of the events told so far. */
function hear() {
  const told: string[] = [];
  return { told, onEvent: ({ type }: { readonly type: string }) => void told.push(type) };
}

test('events that come long after the call has returned are still given, up to load-end', async () => {
  const { told, onEvent } = hear();
  const call = async (_api: object, port: MessagePort) => {
    post(port, { type: 'load-start', files: 1, bytes: 3 });
    void sleep(150).then(() => post(port, { type: 'engine-start' }, { type: 'load-end' }, { type: 'engine-start' }));
    return { ok: true as const, value: 'loaded' };
  };
  expect(await readLoad(fakeLink().link, call, onEvent)).toEqual({ ok: true, value: 'loaded' });
  expect(told).toEqual(['load-start', 'engine-start']);
});

test('a call that throws ends the events: no load-end can come', async () => {
  const { told, onEvent } = hear();
  const call = async (): Promise<never> => {
    throw new Error('not to be cloned');
  };
  expect(await readLoad(fakeLink().link, call, onEvent)).toMatchObject({
    ok: false,
    error: { code: 'engine-failed', message: 'not to be cloned' },
  });
  expect(told).toEqual([]);
});

test('a worker that dies on the way, or was dead before, ends events and result', async () => {
  const { told, onEvent } = hear();
  const { link, death } = fakeLink();
  const hang = () => new Promise<never>(() => {});
  const dying = readLoad(link, hang, onEvent);
  death.abort();
  expect(await dying).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
  expect(await readLoad(link, hang, onEvent)).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
  expect(told).toEqual([]);
});
