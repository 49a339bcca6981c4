import { describe, expect, test } from 'vitest';
import { leftToDeep as count, SUITES } from '../../../scripts/test-suites.mjs';
import { deep, LEFT_TO_DEEP, leftToDeep } from '../../support/profile.ts';

test('what is left to the deep profile is counted, and nothing else that is skipped', () => {
  const left = { leftToDeep: true };
  const report = {
    testResults: [
      { assertionResults: [{ status: 'passed' }, { status: 'skipped', meta: left }, { status: 'passed', meta: left }] },
      { assertionResults: [{ status: 'skipped', meta: {} }, { status: 'skipped' }, { status: 'pending', meta: left }] },
    ],
  };
  expect(count(report)).toBe(2);
});

const ran: string[] = [];
describe('a mark', () => {
  test('leaves a test out', LEFT_TO_DEEP, () => void ran.push('marked'));
  test('leaves nothing out where nothing is left', leftToDeep(false), () => void ran.push('not left'));
});

test('what is marked runs in the deep profile alone', () => {
  expect(ran).toEqual(deep ? ['marked', 'not left'] : ['not left']);
});

test('suites that run side by side stand beside each other in the list', () => {
  const words = SUITES.map(({ beside }) => beside).filter((word) => word !== undefined);
  expect(words.length).toBeGreaterThan(2);
  const places = SUITES.flatMap(({ beside }, place) => (beside === undefined ? [] : [place]));
  expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(places.length - 1);
});
