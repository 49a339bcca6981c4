import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { selectBumps, selectSlopes } from '../../../../src/core/read/charts.ts';
import { viewAt } from '../../../../src/core/log/cursor.ts';
import { timedLog } from '../../../support/timed-log.ts';
import { readStream, STREAMS } from './read-stream.ts';

function viewOf(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('the log has no run-start');
  return view;
}

/** What is wrong with the ranks of a log, at its windows' ends and a few other places. */
function faults(log: readonly RunEvent[]): readonly string[] {
  const found: string[] = [];
  const cuts = log.flatMap(({ type }, index) => (type.endsWith('-end') || index % 40 === 0 ? [index] : []));
  for (const index of cuts) {
    const view = viewAt(log, { type: 'at', index });
    if (view === null) throw new Error('the log has no run-start');
    const { columns, lines } = selectBumps(view);
    const count = view.request.candidates.length;
    columns.forEach((window, column) => {
      const ranks = new Set(lines.map((line) => line.ranks[column] ?? 0));
      if (lines.length !== count || ranks.size !== count || Math.min(...ranks) !== 1 || Math.max(...ranks) !== count)
        found.push(`column ${column} at ${index} is no permutation`);
      const judging = view.windows.find((one) => one.index === window);
      const held = new Set(judging?.passages.map(({ docId }) => docId));
      for (const line of judging === undefined ? [] : lines) {
        const [before, after] = [line.ranks[column - 1] ?? 0, line.ranks[column] ?? 0];
        if (line.judged[column - 1] !== held.has(line.docId)) found.push(`${line.docId} is said to be judged wrongly`);
        if (!held.has(line.docId) && before !== after) found.push(`${line.docId} moved without a window`);
        if (line.moves[column - 1] !== before - after) found.push(`the move of ${line.docId} is wrong`);
      }
    });
    const slopes = selectSlopes(view);
    for (const [place, { docId, from, to, move }] of slopes.entries()) {
      const line = lines[place];
      if (line?.docId !== docId || line.ranks[0] !== from || line.ranks.at(-1) !== to || move !== from - to)
        found.push(`the slope of ${docId} at ${index} is not its line's`);
    }
  }
  return found;
}

describe('ranks over the windows', () => {
  test.each(STREAMS)('%s: at every cut each column is a permutation, and what a window did not hold keeps its rank', (name) => {
    expect(faults(readStream(name))).toEqual([]);
  });

  test('the same for lists of any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 22 }), fc.integer(), async (count, seed) => {
        const log = await timedLog({ count, rates: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 }, seed });
        expect(faults(log)).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });

  test('of a stopped run end with the last window that closed', () => {
    const { columns } = selectBumps(viewOf(readStream('stopped-in-second-window')));
    expect(columns).toEqual([null, 0]);
  });

  test('start from the instant order where the run did', () => {
    const log = readStream('one-window-complete');
    const [start, ...rest] = log;
    if (start?.type !== 'run-start') throw new Error('the log has no run-start');
    const ranking = start.request.candidates.map(({ docId }) => docId).toReversed();
    const firstStage = { method: 'bm25' as const, ranking, scores: ranking.map(() => 0), windowFrom: ranking.map(() => null) };
    const view = viewOf([{ ...start, request: { ...start.request, firstStage } }, ...rest]);
    expect(selectSlopes(view).map(({ docId, from }) => [docId, from])).toEqual(
      view.committed.map((docId) => [docId, ranking.indexOf(docId) + 1]),
    );
  });
});
