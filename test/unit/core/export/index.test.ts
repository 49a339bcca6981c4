import { expect, test } from 'vitest';
import { EXPORT_FORMATS, EXPORT_KINDS } from '../../../../src/core/export/index.ts';
import { packs } from '../../../support/packs.ts';
import { readStream } from '../read/read-stream.ts';
import { viewOf } from './hostile-run.ts';

const log = readStream('two-windows-repaired');
const replayPage = '<body><script type="application/json" id="glassrank-log"></script></body>';
const run = { log, view: viewOf(log), appVersion: '1', exportedAt: '2026-01-01T00:00:00Z', reasons: new Map(), replayPage };

test('every format writes a run, under its own kind', () => {
  for (const kind of EXPORT_KINDS) {
    expect(EXPORT_FORMATS[kind].kind).toBe(kind);
    expect(EXPORT_FORMATS[kind].write(run)).not.toBe('');
  }
});

test('only the replay asks for its page, and is not written without it', () => {
  const without = { ...run, replayPage: null };
  for (const kind of EXPORT_KINDS)
    expect(EXPORT_FORMATS[kind].write(without) === null).toBe(EXPORT_FORMATS[kind].needsReplayPage);
});

test('every format has a name and a word about it in every language', () => {
  for (const { exporting } of Object.values(packs))
    for (const kind of EXPORT_KINDS) expect(Object.values(exporting.kinds[kind]).filter((text) => text === '')).toEqual([]);
});
