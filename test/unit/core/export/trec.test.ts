import { describe, expect, test } from 'vitest';
import { toTrecRun } from '../../../../src/core/export/trec.ts';
import { parseTrecRun } from '../../../../src/core/measure/trec-run.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';
import { viewOf } from './hostile-run.ts';
import { tied } from './tied.ts';

describe('TREC run', () => {
  test.each(STREAMS)('%s reads back in the committed order', (name) => {
    const view = viewOf(readStream(name));
    const run = parseTrecRun(toTrecRun(view));
    if (!run.ok) throw new Error('unreadable');
    expect([...run.value.values()].flatMap((rows) => rows.map(({ docid }) => docid))).toEqual(view.committed);
  });

  test('the tag says what befell the run', () => {
    expect(toTrecRun(viewOf(readStream('two-windows-repaired'))).split('\n')[0]).toMatch(/\+repaired/u);
    expect(toTrecRun(viewOf(readStream('stopped-in-second-window'))).split('\n')[0]).toMatch(/\+cancelled/u);
    expect(toTrecRun(viewOf(readStream('recorded-kettle'))).split('\n')[0]).toMatch(/ glassrank-glassrank-135m-q4f32_1$/u);
  });
});

test('tied passages share rank and score in a TREC run, whose tag says that there are ties', () => {
  const rows = toTrecRun(tied).trim().split('\n');
  expect(rows.map((row) => row.split(' ').slice(2, 5))).toEqual([
    ['d2', '1', '4'],
    ['d3', '1', '4'],
    ['d1', '3', '2'],
    ['d4', '4', '1'],
  ]);
  expect(rows.every((row) => row.endsWith('+tied'))).toBe(true);
});
