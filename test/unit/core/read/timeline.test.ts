import { describe, expect, test } from 'vitest';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { selectTimeline } from '../../../../src/core/read/timeline.ts';
import { methodFor, methodLog } from '../../../support/method-log.ts';
import { readStream, STREAMS } from './read-stream.ts';

/** A log whose engine tells how many tokens the form left no choice about. */
const withForced = (forcedTokens: number) =>
  readStream('recorded-kettle').map((event) =>
    event.type === 'window-end' ? { ...event, usage: { ...event.usage, forcedTokens } } : event,
  );

test('the timeline tells how many of a window’s tokens the form left no choice about', () => {
  expect(selectTimeline(withForced(40)).windows.map(({ forced }) => forced)).toEqual([40]);
});

describe.each(STREAMS)('the timeline of %s', (name) => {
  const log = readStream(name);

  test('at every cut its windows and phases lie inside the log, one after the other', () => {
    for (let cut = 0; cut <= log.length; cut += 1) {
      const { windows, events, totalMs } = selectTimeline(log.slice(0, cut));
      expect(events).toBe(cut);
      let reached = -1;
      for (const window of windows) {
        expect(window.fromIndex).toBeGreaterThan(reached);
        let phaseEnd = window.fromIndex;
        for (const phase of window.phases) {
          expect(phase.fromIndex).toBeGreaterThanOrEqual(phaseEnd);
          expect(phase.toIndex).toBeGreaterThanOrEqual(phase.fromIndex);
          expect(phase.toMs).toBeGreaterThanOrEqual(phase.fromMs);
          phaseEnd = phase.toIndex;
        }
        expect(window.toIndex).toBeGreaterThanOrEqual(phaseEnd);
        expect(window.toMs).toBeLessThanOrEqual(totalMs);
        reached = window.toIndex;
      }
    }
  });

  test('says the engine’s own count of a window that has ended, and calls anything else approximate', () => {
    const view = reduceLog(log);
    for (const window of selectTimeline(log).windows) {
      const usage = view?.windows[window.window]?.usage ?? null;
      expect(window.tokensFrom).toBe(usage === null ? 'pieces' : 'counted');
      if (usage !== null) expect(window.tokens).toBe(usage.completionTokens);
      // Recorded before forced tokens were told apart.
      expect(window.forced).toBe(null);
      for (const { phase, tokensFrom } of window.phases)
        expect(tokensFrom).toBe(phase === 'reading' ? 'counted' : usage === null ? 'pieces' : 'shared');
    }
  });

  test('every change of order is marked where the list changed', () => {
    const changes = selectTimeline(log).windows.flatMap((window) => window.changes);
    for (const { index, atMs } of changes) expect(log[index]?.at).toBe(atMs);
    expect(changes.filter(({ from }) => from !== 'commit')).toHaveLength(
      log.filter(({ type }) => type === 'order-update').length,
    );
  });
});

test('a window that was thought through has three phases, and the prompt’s lasts until the first word', () => {
  const log = readStream('recorded-bees');
  const window = selectTimeline(log).windows[0];
  expect(window?.phases.map(({ phase }) => phase)).toEqual(['reading', 'thinking', 'answering']);
  const thought = log.find(({ type }) => type === 'reasoning-start');
  expect(window?.phases[0]?.toMs).toBe(thought?.at);
  expect(window?.phases[0]?.tokens).toBe(135);
});

test('a call that writes nothing is all reading, to its end', async () => {
  const asked = {
    method: methodFor('first', { strategy: { type: 'single' } }),
    settings: { answerMode: 'first-token' as const },
  };
  const log = (await methodLog({ count: 3, ...asked })).map((event, index) => ({ ...event, at: index * 100 }));
  const [window] = selectTimeline(log).windows;
  expect(window?.phases.map(({ phase, fromMs, toMs }) => [phase, fromMs, toMs])).toEqual([
    ['reading', window?.fromMs, window?.toMs],
  ]);
  expect((window?.toMs ?? 0) - (window?.fromMs ?? 0)).toBeGreaterThan(0);
});

test('an empty log has an empty timeline, and the same log gives the same object', () => {
  expect(selectTimeline([])).toEqual({ events: 0, totalMs: 0, windows: [] });
  const log = readStream('recorded-bees');
  expect(selectTimeline(log)).toBe(selectTimeline(log));
});
