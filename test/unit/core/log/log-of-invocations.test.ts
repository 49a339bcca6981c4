import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { docId } from '../../../../src/core/request.ts';
import { checkLog } from '../../../../src/core/log/check.ts';
import { logOfInvocations } from '../../../../src/core/log/invocations.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';

const TEXTS = ['alpha one', 'beta two', 'gamma three', 'delta four'];
const candidates = TEXTS.map((text, place) => ({ docId: docId(`d${place + 1}`), text }));
const prompt = (places: readonly number[]) => [
  { role: 'user', content: `Rank:\n${places.map((place, at) => `[${at + 1}] ${TEXTS[place] ?? ''}`).join('\n')}\nQuery: q` },
];
const call = (places: readonly number[], response: string) => ({
  prompt: prompt(places),
  response,
  reasoning: null,
  inputTokens: 12,
  outputTokens: 3,
});
const request = { query: { id: 'q1', text: 'q' }, candidates };

describe('a run made by RankLLM', () => {
  it('is replayed window by window from its stored calls, and ends in the order its answers give', () => {
    const made = logOfInvocations({
      request,
      runId: 'r',
      invocations: [call([1, 2, 3], '[3] > [1] > [2]'), call([0, 3, 1], '<think>the second</think>[2] > [1]')],
    });
    if (!made.ok) throw new Error(made.error);
    const { log, notes } = made.value;
    expect(checkLog(log)).toMatchObject({ flaw: null, unknown: [] });
    const run = reduceLog(log);
    expect(run?.plan).toEqual([
      { start: 1, end: 4 },
      { start: 0, end: 3 },
    ]);
    expect(run?.ranking).toEqual(['d4', 'd1', 'd2', 'd3']);
    expect(run?.windows[1]).toMatchObject({ reasoning: 'the second', answer: '[2] > [1]', thought: 'closed' });
    expect(run?.windows[1]?.outcome).toMatchObject({ type: 'repaired', missing: [3] });
    expect(run?.settings).toMatchObject({ windowSize: 3, windowStride: 1 });
    expect(log.every(({ at }) => at === 0)).toBe(true);
    expect(notes.map(({ code }) => code)).toEqual(['times-unknown', 'model-unknown', 'settings-unknown']);
  });

  it('starts from the order found in the prompts where the file holds the final one', () => {
    const made = logOfInvocations({
      request: { ...request, candidates: candidates.toReversed() },
      runId: 'r',
      invocations: [call([0, 1, 2, 3], '[4] > [3] > [2] > [1]')],
    });
    expect(made.ok && reduceLog(made.value.log)?.request.candidates.map(({ docId: id }) => id)).toEqual(['d1', 'd2', 'd3', 'd4']);
    expect(made.ok && made.value.notes.some(({ code }) => code === 'other-final-order')).toBe(false);
  });

  it.each([
    ['no-prompts', [{ ...call([0], ''), prompt: [] }]],
    ['unmatched', [{ ...call([0], ''), prompt: [{ role: 'user', content: '[1] something else' }] }]],
    ['no-order', [call([0, 1, 2, 3], '[1] > [2] > [3] > [4]'), call([2, 0], '[1] > [2]')]],
  ] as const)('is refused where the calls cannot be put together: %s', (reason, invocations) => {
    expect(logOfInvocations({ request, runId: 'r', invocations })).toEqual({ ok: false, error: reason });
  });

  const folder = 'test/fixtures/input/rank-llm';
  const stored = readdirSync(folder).filter((name) => readFileSync(`${folder}/${name}`, 'utf8').includes('invocations_history'));
  it.each(stored)('is replayed from RankLLM’s own file %s', (name) => {
    const reading = readInput({ files: [{ name, text: readFileSync(`${folder}/${name}`, 'utf8') }] });
    for (const { requestIndex, invocations } of reading.invocations) {
      const found = requestIndex === null ? undefined : reading.requests[requestIndex];
      if (found === undefined) continue;
      const made = logOfInvocations({ request: found, invocations, runId: 'r' });
      expect(made.ok || made.error).toBe(true);
      if (made.ok) expect(checkLog(made.value.log).flaw).toBeNull();
    }
  });
});
