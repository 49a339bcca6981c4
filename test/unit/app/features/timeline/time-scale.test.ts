import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexOn, placeOn, timeScale } from '../../../../../src/app/features/timeline/time-scale.ts';
import type { RunEvent } from '../../../../../src/core/log/event.ts';

/** A log of which only the times matter; it begins at 0. */
const logAt = (times: readonly number[]): readonly RunEvent[] =>
  [0, ...times.toSorted((one, other) => one - other)].map((at, seq) => ({ type: 'run-start', runId: 'r', seq, at }) as RunEvent);

const scaleOf = (log: readonly RunEvent[]) => timeScale({ totalMs: log.at(-1)?.at ?? 0, events: log.length }, false);

describe('the scale of the timeline', () => {
  it('is the log’s clock: a stretch of time is as long, however many events it holds', () => {
    const log = logAt([10, 11, 12, 13, 1000]);
    const scale = scaleOf(log);
    expect(scale).toEqual({ timed: true, most: 1000 });
    expect(log.map(({ at }, index) => placeOn(scale, { atMs: at, index }))).toEqual([0, 10, 11, 12, 13, 1000]);
  });

  it('of a run that goes on begins with ten seconds, and grows with the run', () => {
    const most = (totalMs: number): number => timeScale({ totalMs, events: 4 }, true).most;
    expect([27, 9_999, 10_000, 31_000].map(most)).toEqual([10_000, 10_000, 10_000, 31_000]);
    expect(timeScale({ totalMs: 27, events: 4 }, false).most).toBe(27);
  });

  it('goes by events where no event has a time', () => {
    const log = logAt([0, 0, 0]);
    const scale = scaleOf(log);
    expect(scale).toEqual({ timed: false, most: 3 });
    expect([0, 1, 2, 3].map((place) => indexOn(scale, log, place))).toEqual([0, 1, 2, 3]);
  });

  it('shows at every place what had happened by then, and at every event’s own place that event or one of the same moment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (times, place) => {
          const log = logAt(times);
          const scale = scaleOf(log);
          const shown = indexOn(scale, log, Math.min(place, scale.most));
          expect(shown).toBeGreaterThanOrEqual(0);
          expect(shown).toBeLessThan(log.length);
          if (scale.timed) {
            expect(log[shown]?.at).toBeLessThanOrEqual(place);
            if (place > 0) expect(log.slice(shown + 1).every(({ at }) => at > Math.min(place, scale.most))).toBe(true);
          }
          log.forEach(({ at }, index) => {
            const found = indexOn(scale, log, placeOn(scale, { atMs: at, index }));
            expect(log[found]?.at).toBe(at);
          });
        },
      ),
    );
  });
});
