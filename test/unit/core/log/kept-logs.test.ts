import { expect, test } from 'vitest';
import { parseLogFile, runLogFile, toLogFile } from '../../../../src/core/log/file.ts';
import type { ParsedLogFile } from '../../../../src/core/log/file.ts';
import { compactLog } from '../../../../src/core/log/compact.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { readShareLink } from '../../../../src/core/export/share-link.ts';
import { keptJson, keptText, without } from '../../../support/kept.ts';
import { readStream } from '../read/read-stream.ts';

function open(text: string): ParsedLogFile {
  const parsed = parseLogFile(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

test('a log file of an earlier version opens, shows the same run and is written as the same text', () => {
  const text = keptText('log-file.json');
  const { file, problems } = open(text);
  expect(problems).toEqual([]);
  expect(reduceLog(file.events)).toEqual(reduceLog(readStream('recorded-bees')));
  expect(runLogFile(file, file.events)).toBe(text);
  expect(toLogFile({ log: file.events, appVersion: '0.1.0', exportedAt: file.exportedAt }).hashes).toEqual(file.hashes);
});

test.each([['events', 1, 'budget'], ['hashes'], ['events', 0, 'settings', 'priorWeight']])(
  'a log file of an earlier version without %s %s %s %s opens or says what it lacks',
  (...path) => {
    const parsed = parseLogFile(JSON.stringify(without(keptJson('log-file.json'), path)));
    if (path[0] === 'hashes') return expect(parsed).toMatchObject({ ok: false, error: [{ code: 'not-a-log' }] });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.problems).toEqual([]);
    const whole = reduceLog(readStream('recorded-bees'));
    const shown = reduceLog(parsed.value.file.events);
    expect({ ...shown, windows: shown?.windows.map((window) => ({ ...window, budget: null })) }).toEqual({
      ...whole,
      windows: whole?.windows.map((window) => ({ ...window, budget: null })),
    });
  },
);

test('a compacted log of an earlier version opens and shows the same run', () => {
  const { file, problems } = open(keptText('compact-log.json'));
  expect(problems).toEqual([]);
  expect(reduceLog(file.events)).toEqual(reduceLog(compactLog(readStream('two-windows-repaired'))));
});

test('a share link of an earlier version opens and shows the same run', () => {
  const read = readShareLink(keptText('share-link.txt').trim());
  if (read === null || !read.ok) throw new Error('the link is not read');
  const shown = reduceLog(read.value.file.events);
  expect(shown?.committed).toEqual(reduceLog(readStream('two-windows-repaired'))?.committed);
});
