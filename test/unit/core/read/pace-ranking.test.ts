import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocId } from '../../../../src/core/request.ts';
import { docId } from '../../../../src/core/request.ts';
import { countMoved, paceRanking } from '../../../../src/core/read/pace.ts';
import type { ShownRanking } from '../../../../src/core/read/pace.ts';

const order = (letters: string): readonly DocId[] => [...letters].map(docId);
const shown = (letters: string, since = 0): ShownRanking => ({ ranking: order(letters), since });

describe('the pace of the list', () => {
  test('whatever is wanted when, the list moves at most once a second and ends as wanted', () => {
    const wish = fc.record({
      after: fc.integer({ min: 0, max: 700 }),
      wanted: fc.shuffledSubarray([...'abcdef'], { minLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 30 }), (wishes) => {
        let state = shown('abcdef', -Infinity);
        let now = 0;
        let movedAt = -Infinity;
        let due: number | null = null;
        let wanted = state.ranking;
        const look = (): void => {
          const paced = paceRanking({ shown: state, wanted, now, held: false });
          if (paced.shown !== state) {
            expect(now - movedAt).toBeGreaterThanOrEqual(1000);
            movedAt = now;
          }
          state = paced.shown;
          due = paced.lookAgainMs === null ? null : now + paced.lookAgainMs;
        };
        for (const { after, wanted: next } of wishes) {
          const then = now + after;
          while (due !== null && due <= then) {
            now = due;
            look();
          }
          now = then;
          wanted = order(next.join(''));
          look();
        }
        if (due !== null) {
          now = due;
          look();
        }
        expect(due).toBeNull();
        expect(state.ranking).toEqual(wanted);
      }),
    );
  });

  test('held, nothing moves and the waiting changes are counted; let go, they go through', () => {
    const state = shown('abcdef');
    const held = paceRanking({ shown: state, wanted: order('fabced'), now: 9000, held: true });
    expect(held).toEqual({ shown: state, lookAgainMs: null, waiting: 2 });
    expect(held.shown).toBe(state);
    expect(paceRanking({ shown: state, wanted: order('fabced'), now: 9000, held: false }).shown).toEqual(shown('fabced', 9000));
  });

  test('nothing waits when the order wanted is the one shown, also as another array', () => {
    const state = shown('abc');
    expect(paceRanking({ shown: state, wanted: order('abc'), now: 5, held: true })).toEqual({
      shown: state,
      lookAgainMs: null,
      waiting: 0,
    });
    expect(paceRanking({ shown: state, wanted: order('abc'), now: 5, held: false }).shown).toBe(state);
  });

  test('another list shows at once, held or not', () => {
    for (const held of [true, false])
      for (const wanted of ['abx', 'ab', 'abcd', ''])
        expect(paceRanking({ shown: shown('abc'), wanted: order(wanted), now: 5, held }).shown).toEqual(shown(wanted, 5));
  });
});

test('the passages that moved are as few as can be: one that rises past all others is one', () => {
  expect(countMoved(order('abcdef'), order('fabcde'))).toBe(1);
  expect(countMoved(order('abcdef'), order('fedcba'))).toBe(5);
  fc.assert(
    fc.property(fc.shuffledSubarray([...'abcde'], { minLength: 5 }), fc.nat(4), fc.nat(4), (letters, from, to) => {
      const before = order(letters.join(''));
      const after = [...before];
      const [taken] = after.splice(from, 1);
      if (taken !== undefined) after.splice(to, 0, taken);
      expect(countMoved(before, after)).toBe(from === to ? 0 : 1);
    }),
  );
});
