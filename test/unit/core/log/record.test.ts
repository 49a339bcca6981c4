import { expect, it } from 'vitest';
import { checkLog } from '../../../../src/core/log/check.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { recordRun } from '../../../../src/core/log/file.ts';
import { docId } from '../../../../src/core/request.ts';
import { fromChat } from '../../../../src/core/run/from-chat.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';

it('makes a whole log of a run: its id, places without a gap, times since its beginning', async () => {
  const candidates = ['ore', 'rust'].map((text) => ({ docId: docId(text), text }));
  const run = rerank({ request: { query: { id: 'q', text: 'why' }, candidates }, model: fromChat(() => '[2] > [1]') });
  let clock = 1000;
  const log: RunEvent[] = [];
  for await (const event of recordRun(run, { runId: 'one', now: () => (clock += 5) })) log.push(event);
  expect(checkLog(log)).toMatchObject({ events: log, flaw: null });
  expect(log.map(({ seq, at, runId }) => [seq, at, runId])).toEqual(log.map((_, place) => [place, 5 * (place + 1), 'one']));
  expect(log.at(-1)).toMatchObject({ type: 'run-end', ranking: ['rust', 'ore'] });
});
