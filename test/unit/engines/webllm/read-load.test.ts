import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readLoad } from '../../../../src/engines/wire.ts';
import type { LoadMessage, WorkerLink } from '../../../../src/engines/wire.ts';

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
