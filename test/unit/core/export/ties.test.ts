import { expect, test } from 'vitest';
import { toCsv } from '../../../../src/core/export/csv.ts';
import { toMarkdown } from '../../../../src/core/export/markdown.ts';
import { toTrecRun } from '../../../../src/core/export/trec.ts';
import { methodFor, methodLog, viewOfLog } from '../../../support/method-log.ts';

const view = viewOfLog(
  await methodLog({
    count: 4,
    method: methodFor('first', { strategy: { type: 'single' } }),
    settings: { answerMode: 'first-token' },
    believe: () => [-3, -1, -1, -5],
  }),
);

test('tied passages share their rank in the table of a CSV file, and its last column says so', () => {
  const rows = toCsv({ view }).trim().split('\r\n').slice(1);
  expect(rows.map((row) => [row.split(',')[0], row.split(',')[1], row.split(',').at(-1)])).toEqual([
    ['1', 'd2', 'yes'],
    ['1', 'd3', 'yes'],
    ['3', 'd1', ''],
    ['4', 'd4', ''],
  ]);
});

test('tied passages share rank and score in a TREC run, whose tag says that there are ties', () => {
  const rows = toTrecRun(view).trim().split('\n');
  expect(rows.map((row) => row.split(' ').slice(2, 5))).toEqual([
    ['d2', '1', '4'],
    ['d3', '1', '4'],
    ['d1', '3', '2'],
    ['d4', '4', '1'],
  ]);
  expect(rows.every((row) => row.endsWith('+tied'))).toBe(true);
});

test('a report marks shared ranks, and names prompt, strategy and scaling in words instead of an object', () => {
  const report = toMarkdown({ view, appVersion: '0', exportedAt: '2026-01-01T00:00:00.000Z' });
  expect(report.match(/^\| =1 \|/gmu)).toHaveLength(2);
  expect(report).toContain('prompt: FIRST');
  expect(report).not.toContain('object Object');
});
