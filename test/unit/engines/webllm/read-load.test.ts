import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WorkerLink } from '../../../../src/engines/wire.ts';
import { readLoad } from '../../../../src/engines/webllm/client.ts';
import type { LoadMessage } from '../../../../src/engines/webllm/api.ts';
import { collectEvents } from '../../../support/collect-events.ts';

const post = (port: MessagePort, ...messages: readonly LoadMessage[]): void => {
  for (const message of messages) port.postMessage(message);
};

function fakeLink() {
  const death = new AbortController();
  const link = { api: {}, lost: death.signal, lostInfo: () => undefined, terminate: () => death.abort() };
  return { link: link as unknown as WorkerLink<object>, death };
}

test('events that come long after the call has returned are still given, up to load-end', async () => {
  const { events, result } = readLoad(fakeLink().link, async (_api, port) => {
    post(port, { type: 'load-start', files: 1, bytes: 3 });
    void sleep(150).then(() => post(port, { type: 'engine-start' }, { type: 'load-end' }, { type: 'engine-start' }));
    return { ok: true, value: 'loaded' };
  });
  expect((await collectEvents(events)).map(({ type }) => type)).toEqual(['load-start', 'engine-start']);
  expect(await result).toEqual({ ok: true, value: 'loaded' });
});

test('a call that throws ends the events: no load-end can come', async () => {
  const { events, result } = readLoad(fakeLink().link, async () => {
    throw new Error('not to be cloned');
  });
  expect(await collectEvents(events)).toEqual([]);
  expect(await result).toMatchObject({ ok: false, error: { code: 'engine-failed', message: 'not to be cloned' } });
});

test('a worker that dies on the way, or was dead before, ends events and result', async () => {
  const { link, death } = fakeLink();
  const dying = readLoad(link, () => new Promise<never>(() => {}));
  setTimeout(() => death.abort(), 10);
  expect(await collectEvents(dying.events)).toEqual([]);
  expect(await dying.result).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
  const dead = readLoad(link, () => new Promise<never>(() => {}));
  expect(await collectEvents(dead.events)).toEqual([]);
  expect(await dead.result).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
});
