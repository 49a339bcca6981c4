import { expect, test } from 'vitest';
import {
  count,
  fields,
  filled,
  flawOf,
  jsonOf,
  list,
  maybe,
  oneKindOf,
  oneOf,
  orAbsent,
  orNull,
  read,
  readFields,
  soundItems,
  text,
} from '../../../src/core/schema.ts';
import { literal } from 'valibot';

const animal = oneKindOf([
  fields({ type: literal('bird'), wings: count }),
  fields({ type: literal('fish'), fins: maybe(list(text)) }),
]);
const zoo = fields({ name: text, open: orAbsent(oneOf(['now', 'never']), 'now'), animals: list(animal), owner: orNull(text) });
const sound = {
  name: 'z',
  open: 'never',
  animals: [{ type: 'bird', wings: 2, song: 'la' }, { type: 'fish' }],
  owner: null,
  more: 1,
};

test.each([
  [null, [], { code: 'object' }],
  [[], [], { code: 'object' }],
  [{}, [], { code: 'field', name: 'name' }],
  [{ ...sound, name: 3 }, ['name'], { code: 'text' }],
  [{ ...sound, open: 'later' }, ['open'], { code: 'one-of', words: ['now', 'never'] }],
  [{ ...sound, animals: {} }, ['animals'], { code: 'list' }],
  [{ ...sound, animals: [7] }, ['animals', 0], { code: 'object' }],
  [{ ...sound, animals: [[]] }, ['animals', 0], { code: 'object' }],
  [{ ...sound, animals: [{ type: 'cat' }] }, ['animals', 0, 'type'], { code: 'one-of', words: ['bird', 'fish'] }],
  [{ ...sound, animals: [{ type: 'bird', wings: -1 }] }, ['animals', 0, 'wings'], { code: 'whole-number', least: 0 }],
  [{ ...sound, animals: [{ type: 'bird' }] }, ['animals', 0], { code: 'field', name: 'wings' }],
  [{ ...sound, animals: [{ type: 'fish', fins: [null] }] }, ['animals', 0, 'fins', 0], { code: 'text' }],
] as const)('of %j the place and what was expected there are named', (value, path, expected) => {
  expect(flawOf(zoo, value)).toMatchObject({ path, expected });
  expect(read(zoo, value)).toBeNull();
});

test('a sound value is read with every field, also those without a schema', () => {
  expect(flawOf(zoo, sound)).toBeNull();
  expect(read(zoo, sound)).toEqual(sound);
  expect(filled(zoo, sound as never)).toBe(sound);
});

test('what an old value lacks is filled in, in front of nothing that it holds', () => {
  const { open: _, ...old } = sound;
  expect(JSON.stringify(filled(zoo, old as never))).toBe(JSON.stringify({ ...old, open: 'now' }));
  expect(read(zoo, old)).toEqual({ ...old, open: 'now' });
});

test('field by field, what does not fit comes from elsewhere', () => {
  const schema = fields({ one: count, two: text, three: soundItems(count) });
  const instead = { one: 1, two: 'two', three: [3] };
  expect(readFields(schema, { one: 5, two: 6, three: [7, 'x', 8], four: 9 }, instead)).toEqual({
    one: 5,
    two: 'two',
    three: [7, 8],
  });
  for (const value of [null, undefined, 'x', 3, []]) expect(readFields(schema, value, instead)).toEqual(instead);
});

test('a text that is not JSON, or none, says nothing', () => {
  expect([jsonOf('{'), jsonOf(''), jsonOf(null), jsonOf('null')]).toEqual([undefined, undefined, undefined, null]);
});
