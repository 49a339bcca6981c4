/** Where in a value: names of fields and 0-based places in lists, from the outside in. */
export type JsonPath = readonly (string | number)[];

/** What does not fit, and what was expected there. */
export interface JsonFlaw {
  readonly path: JsonPath;
  readonly expected: string;
}

/** Null when the value fits. */
export type JsonCheck = (value: unknown, path: JsonPath) => JsonFlaw | null;

function test(expected: string, fits: (value: unknown) => boolean): JsonCheck {
  return (value, path) => (fits(value) ? null : { path, expected });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks to put together. Fields that no check names are let through: later versions may add some. */
export const jsonCheck: {
  readonly text: JsonCheck;
  readonly flag: JsonCheck;
  /** JSON knows no infinities. */
  readonly number: JsonCheck;
  /** Whole, from 0. */
  readonly count: JsonCheck;
  readonly oneOf: (words: readonly string[]) => JsonCheck;
  readonly orNull: (check: JsonCheck) => JsonCheck;
  readonly list: (check: JsonCheck) => JsonCheck;
  readonly shape: (fields: Readonly<Record<string, JsonCheck>>, optional?: Readonly<Record<string, JsonCheck>>) => JsonCheck;
  /** One shape for each word that the field `tag` may hold. */
  readonly tagged: (tag: string, shapes: Readonly<Record<string, JsonCheck>>) => JsonCheck;
} = {
  text: test('a text', (value) => typeof value === 'string'),
  flag: test('true or false', (value) => typeof value === 'boolean'),
  number: test('a number', (value) => typeof value === 'number' && Number.isFinite(value)),
  count: test('a whole number from 0', (value) => Number.isInteger(value) && Number(value) >= 0),
  oneOf: (words) => test(`one of ${words.join(', ')}`, (value) => typeof value === 'string' && words.includes(value)),
  orNull: (check) => (value, path) => (value === null ? null : check(value, path)),
  list: (check) => (value, path) => {
    if (!Array.isArray(value)) return { path, expected: 'a list' };
    for (const [place, item] of value.entries()) {
      const flaw = check(item, [...path, place]);
      if (flaw !== null) return flaw;
    }
    return null;
  },
  shape:
    (fields, optional = {}) =>
    (value, path) => {
      if (!isRecord(value)) return { path, expected: 'an object' };
      for (const [name, check] of Object.entries(fields)) {
        if (!Object.hasOwn(value, name)) return { path, expected: `an object with the field “${name}”` };
        const flaw = check(value[name], [...path, name]);
        if (flaw !== null) return flaw;
      }
      for (const [name, check] of Object.entries(optional)) {
        const flaw = Object.hasOwn(value, name) ? check(value[name], [...path, name]) : null;
        if (flaw !== null) return flaw;
      }
      return null;
    },
  tagged: (tag, shapes) => (value, path) => {
    if (!isRecord(value)) return { path, expected: 'an object' };
    const word = value[tag];
    const check = typeof word === 'string' && Object.hasOwn(shapes, word) ? shapes[word] : undefined;
    return check === undefined
      ? { path: [...path, tag], expected: `one of ${Object.keys(shapes).join(', ')}` }
      : check(value, path);
  },
};
