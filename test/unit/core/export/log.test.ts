import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toLogFile } from '../../../../src/core/log/file.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';
import { viewOf } from './hostile-run.ts';

const sha = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

test.each(STREAMS)('%s: the log file carries its schema, every event and the hashes of model, request and prompts', (name) => {
  const log = readStream(name);
  const view = viewOf(log);
  const file = toLogFile({ log, appVersion: '1.2.3', exportedAt: '2026-01-02T03:04:05Z' });
  expect(file).toMatchObject({ type: 'glassrank-run-log', schema: 1, app: { name: 'glassrank', version: '1.2.3' } });
  expect(file.events).toEqual(log);
  expect(file.hashes).toEqual({
    modelManifest: view.model.manifestSha256,
    request: sha(view.request),
    prompts: view.windows.map(({ messages }) => sha(messages)),
  });
});

test('a log that has not begun has no hashes', () => {
  expect(toLogFile({ log: [], appVersion: '1', exportedAt: 'now' }).hashes).toBeNull();
});
