import { describe, expect, test } from 'vitest';
import { template } from '../../../../src/core/preset/built-in.ts';
import type { RunEventBody, RunSettings } from '../../../../src/core/log/event.ts';
import { ownGuide } from '../../../support/own-guide.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { createGuidedModel } from '../../../support/guided-model.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';

const glassrank = template('glassrank-1');

/** Two windows of four passages; `skipAt` says when the page asks to skip, and which window. */
async function run(
  skipAt: (now: { readonly call: number; readonly token: number }) => number | null,
  settings: Partial<RunSettings> = {},
): Promise<readonly RunEventBody[]> {
  const cancel: { aborted: boolean; skipThoughtOf: number | null } = { aborted: false, skipThoughtOf: null };
  const model = createGuidedModel({
    beforeToken: (now) => {
      cancel.skipThoughtOf = skipAt(now) ?? cancel.skipThoughtOf;
    },
  });
  return collectEvents(
    rerank({
      request: sampleRequest(8),
      settings: { ...SAMPLE_SETTINGS, windowSize: 4, windowStride: 4, thoughtTokens: 30, ...settings },
      model,
      template: glassrank,
      cancel,
    }),
  );
}

const thoughtOf = (events: readonly RunEventBody[], window: number): string =>
  events.map((event) => (event.type === 'reasoning-delta' && event.window === window ? event.text : '')).join('');
const endsOf = (events: readonly RunEventBody[]): readonly unknown[] =>
  events.flatMap((event) => (event.type === 'window-end' ? [[event.thought, event.outcome.type]] : []));
const skipsOf = (events: readonly RunEventBody[]): readonly unknown[] =>
  events.flatMap((event) => (event.type === 'thought-skip' ? [[event.window, event.result]] : []));

describe('skip thinking', () => {
  test.each(['constrained', 'locked'] as const)(
    'closes the thought at the next token in %s mode, and the answer comes whole',
    async (answerMode) => {
      const events = await run(({ call, token }) => (call === 0 && token === 5 ? 0 : null), { answerMode });
      expect(thoughtOf(events, 0)).toBe(' the'.repeat(5));
      expect(endsOf(events)).toEqual([
        ['skipped', 'complete'],
        ['forced', 'complete'],
      ]);
      expect(skipsOf(events)).toEqual([[0, 'closing']]);
      expect(events).toContainEqual({ type: 'reasoning-end', window: 0, end: 'skipped' });
    },
  );

  test('is for the window it was asked of: the next one thinks as long as it may', async () => {
    const events = await run(({ call, token }) => (call === 0 && token === 2 ? 0 : null));
    expect(thoughtOf(events, 1)).toBe(' the'.repeat(30));
  });

  test('asked again in the next window, closes that thought too', async () => {
    const events = await run(({ call, token }) => (token === 3 ? call : null));
    expect(endsOf(events)).toEqual([
      ['skipped', 'complete'],
      ['skipped', 'complete'],
    ]);
    expect(skipsOf(events)).toEqual([
      [0, 'closing'],
      [1, 'closing'],
    ]);
  });

  test('asked while the prompt is read, leaves no thought', async () => {
    const events = await run(({ call, token }) => (call === 0 && token === 0 ? 0 : null));
    expect(thoughtOf(events, 0)).toBe('');
    expect(endsOf(events)[0]).toEqual(['none', 'complete']);
    expect(skipsOf(events)).toEqual([[0, 'closing']]);
  });

  test('asked once the budget has closed the thought, is told to be too late', async () => {
    const events = await run(({ call, token }) => (call === 0 && token === 33 ? 0 : null));
    expect(endsOf(events)[0]).toEqual(['forced', 'complete']);
    expect(skipsOf(events)).toEqual([[0, 'over']]);
  });

  test('asked of a window that has ended, is told to be too late and closes no other thought', async () => {
    const events = await run(({ call, token }) => (call === 1 && token === 4 ? 0 : null));
    expect(thoughtOf(events, 1)).toBe(' the'.repeat(30));
    expect(skipsOf(events)).toEqual([[0, 'over']]);
  });

  test('cannot be done in free mode, and the log says so', async () => {
    const events = await run(({ call, token }) => (call === 0 && token === 5 ? 0 : null), { answerMode: 'free' });
    expect(thoughtOf(events, 0)).toBe(' the'.repeat(12));
    expect(endsOf(events)[0]).toEqual(['closed', 'complete']);
    expect(skipsOf(events)).toEqual([[0, 'free-mode']]);
  });

  test('in free mode after the thought, is told to be too late', async () => {
    const events = await run(({ call, token }) => (call === 0 && token === 13 ? 0 : null), { answerMode: 'free' });
    expect(skipsOf(events)).toEqual([[0, 'over']]);
  });

  test('asked at any token, the run ends complete with one answer to it', async () => {
    for (let at = 0; at < 60; at += 1) {
      const events = await run(({ call, token }) => (call === 0 && token === at ? 0 : null));
      expect(events.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
      expect(skipsOf(events).length).toBeLessThanOrEqual(1);
      expect(endsOf(events).every((end) => Array.isArray(end) && end[1] === 'complete')).toBe(true);
    }
  });
});

describe('a guide that is told to skip', () => {
  const guideFor = (options: { opensThought?: boolean; wantsSkip?: () => boolean } = {}) =>
    ownGuide({ template: glassrank, count: 2, thoughtTokens: 20, opensThought: true, ...options });

  test('demands the rest of the closing tag, from where the thought stands', () => {
    const guide = guideFor();
    for (const text of [' one', ' two</thi']) guide.push(text);
    expect(guide.skip()).toBe(true);
    expect(guide).toMatchObject({ skipped: true, forced: false });
    expect(guide.allowed()(' more')).toBe(false);
    guide.push('nk>\n<answer>[2] > [1]</answer>');
    expect(guide.complete).toBe(true);
  });

  test('says that there is nothing to skip once the thought is closed', () => {
    const guide = guideFor();
    guide.push(' one</think>');
    expect(guide.skip()).toBe(false);
    expect(guide.skipped).toBe(false);
  });

  test('before the thought has been opened, opens it and closes it at once', () => {
    const guide = guideFor({ opensThought: false });
    guide.push('<th');
    expect(guide.skip()).toBe(true);
    guide.push('ink>');
    expect(guide.allowed()(' one')).toBe(false);
    guide.push('</think>\n<answer>[1] > [2]</answer>');
    expect(guide).toMatchObject({ complete: true, skipped: true, forced: false });
  });

  test('asks before each token, and takes the first yes', () => {
    let wants = false;
    const guide = guideFor({ wantsSkip: () => wants });
    expect(guide.allowed()(' one')).toBe(true);
    guide.push(' one');
    wants = true;
    expect(guide.allowed()(' two')).toBe(false);
    expect(guide.allowed()('</think>')).toBe(true);
  });
});
