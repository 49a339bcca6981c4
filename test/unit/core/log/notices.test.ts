import { expect, test } from 'vitest';
import type { RunEvent, RunEventBody } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';

const start = (window: number): RunEventBody => ({
  type: 'window-start',
  window,
  start: 0,
  end: 2,
  passages: [],
  messages: [],
  promptTokens: 1,
});
const notice = (window: number, attempt: number, status?: number): RunEventBody => ({
  type: 'model-notice',
  window,
  code: 'busy',
  attempt,
  of: 5,
  waitMs: 500,
  ...(status === undefined ? {} : { status }),
});

test('what happened on the way to a model stands in its own call, in order and with its time, and moves nothing in the list', () => {
  const request = sampleRequest(2);
  const bodies: readonly RunEventBody[] = [
    { type: 'run-start', schema: 1, request, settings: SAMPLE_SETTINGS, model: SCRIPTED_IDENTITY, windows: [] },
    start(0),
    notice(0, 1, 429),
    notice(0, 2),
    start(1),
    notice(1, 1),
  ];
  const log = bodies.map((body, seq): RunEvent => ({ ...body, runId: 'r', seq, at: 10 * seq }));
  const seen = log.map((_, place) => reduceLog(log.slice(0, place + 1)));
  expect(seen.map((view) => view?.windows.map(({ notices }) => notices.length))).toEqual([[], [0], [1], [2], [2, 0], [2, 1]]);
  expect(seen.at(-1)?.windows[0]?.notices).toEqual([
    { code: 'busy', attempt: 1, of: 5, waitMs: 500, status: 429, at: 20 },
    { code: 'busy', attempt: 2, of: 5, waitMs: 500, at: 30 },
  ]);
  for (const view of seen) expect(view?.ranking).toEqual(['d1', 'd2']);
});
