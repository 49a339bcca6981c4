import { expect, test } from 'vitest';
import { firstDifference, requestOf } from '../../../scripts/gallery-files.mjs';

const written = (tokens: readonly string[], ranking = ['p1', 'p2']) => [
  ...tokens.map((text) => ({ type: 'reasoning-delta', window: 0, text })),
  { type: 'answer-delta', window: 0, text: '[1] > [2]' },
  { type: 'run-end', ranking },
];

test('the same text is the same run, however it was cut into events', () => {
  expect(firstDifference(written(['The fuse', ' broke', '.']), written(['The', ' fuse', ' broke.']))).toBeNull();
});

test('the first token that differs is named, with what was recorded and what is written now', () => {
  const found = firstDifference(written(['The fuse', ' broke', ' at noon.']), written(['The fuse', ' burst', ' at noon.']));
  expect(found).toMatch(
    /^window 1, the thought, token 2 differs: " broke at noon\." was recorded, " burst at noon\." is written now$/,
  );
  expect(firstDifference(written(['The fuse']), written(['The fuse', ' broke']))).toContain('token 2 differs: "" was recorded');
});

test('the same text with another order is said too', () => {
  expect(firstDifference(written(['a']), written(['a'], ['p2', 'p1']))).toContain('another order: p1 p2 was recorded, p2 p1');
});

test('a list becomes a request whose passages are named as those that are pasted', () => {
  const list = { id: 'a', query: 'Why?', passages: ['One.', { title: 'Two', text: 'Second.' }] };
  expect(requestOf(list)).toEqual({
    query: { id: 'q1', text: 'Why?' },
    candidates: [
      { docId: 'p1', text: 'One.' },
      { docId: 'p2', title: 'Two', text: 'Second.' },
    ],
  });
});
