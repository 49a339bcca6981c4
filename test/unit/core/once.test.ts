import { expect, test } from 'vitest';
import { oncePer } from '../../../src/core/once.ts';

test('an answer is reckoned once for each object', () => {
  let made = 0;
  const answer = oncePer((list: readonly number[]) => ({ sum: list.reduce((sum, one) => sum + one, 0), made: (made += 1) }));
  const list = [1, 2];
  expect(answer(list)).toBe(answer(list));
  expect(answer(list)).toStrictEqual({ sum: 3, made: 1 });
  expect(answer([1, 2]), 'an equal list is another object').toStrictEqual({ sum: 3, made: 2 });
});

test('null and undefined are answers too', () => {
  let made = 0;
  const nothing = oncePer<object, undefined>(() => void (made += 1));
  const key = {};
  expect([nothing(key), nothing(key), made]).toStrictEqual([undefined, undefined, 1]);
});

test('a key says which part of what is given the answer belongs to', () => {
  const size = oncePer(
    ({ list, unit }: { readonly list: readonly number[]; readonly unit: string }) => `${list.length} ${unit}`,
    ({ list }) => list,
  );
  const list = [1, 2];
  expect(size({ list, unit: 'places' })).toBe('2 places');
  expect(size({ list, unit: 'others' })).toBe('2 places');
});
