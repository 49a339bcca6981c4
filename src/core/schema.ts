import {
  array,
  boolean,
  check,
  exactOptional,
  finite,
  getDefault,
  integer,
  literal,
  looseObject,
  map,
  minValue,
  nullable,
  number as anyNumber,
  optional,
  picklist,
  pipe,
  readonly,
  safeParse,
  string,
  transform,
  unknown,
  variant,
} from 'valibot';
import type { BaseIssue, BaseSchema, InferOutput, LiteralSchema, ObjectEntries } from 'valibot';

/*
 * The parts that schemas of files and of kept things are made of. A type is inferred from its schema, so the two cannot differ. A schema's message is
 * what was expected, an `Expected` as JSON (`expecting`); `flawOf` puts the place to it. Fields that no schema names are let through and kept: later
 * versions may add some. All are plain valibot schemas; the types are kept short so that declarations show what a value is and not how it is checked.
 */

/** What a value of this type must be. */
export type Schema<Type> = BaseSchema<unknown, Type, BaseIssue<unknown>>;

/** The type of the values that fit a schema. */
export type TypeOf<Own extends Schema<unknown>> = InferOutput<Own>;

/** What an object must hold. */
export type Fields<Type> = Schema<Type> & { readonly type: 'loose_object'; readonly entries: ObjectEntries };

/** What a field must hold if it is there. */
type Maybe<Type> = Schema<Type> & { readonly type: 'exact_optional' };

type Entries = Readonly<Record<string, Schema<unknown>>>;
type Flat<Type> = { [Key in keyof Type]: Type[Key] };
type FieldsOf<Own extends Entries> = Flat<
  { readonly [Key in keyof Own as Own[Key] extends Maybe<unknown> ? never : Key]: InferOutput<Own[Key]> } & {
    readonly [Key in keyof Own as Own[Key] extends Maybe<unknown> ? Key : never]?: InferOutput<Own[Key]>;
  }
>;

/** What should stand somewhere, as a code with what a sentence about it names. The page's words are in app/words (`logs.ts`). */
export type Expected =
  | {
      readonly code:
        | 'text'
        | 'true-or-false'
        | 'number'
        /** A number from 0. */
        | 'amount'
        | 'text-or-number'
        | 'list'
        | 'map'
        | 'object'
        | 'distinct-texts'
        /** Of configurations. */
        | 'distinct-ids'
        /** In a list. */
        | 'at-least-one'
        /** Both from 0. */
        | 'two-whole-numbers';
    }
  /** A whole number; `least` null: negative ones too. */
  | { readonly code: 'whole-number'; readonly least: number | null }
  | { readonly code: 'one-of'; readonly words: readonly string[] }
  /** As it should be written: a text of the file's own in quote marks. */
  | { readonly code: 'value'; readonly value: string }
  /** An object that has this field. */
  | { readonly code: 'field'; readonly name: string };

/** The message of a schema. */
// @__NO_SIDE_EFFECTS__
export function expecting(expected: Expected): string {
  return JSON.stringify(expected);
}

/** Any value: what it is, is looked at elsewhere. */
export const anything: Schema<unknown> = unknown();

/** One value only. */
// @__NO_SIDE_EFFECTS__
export function only<const Value extends string | number>(value: Value): LiteralSchema<Value, string> {
  return literal(value, expecting({ code: 'value', value: String(value) }));
}

export const text: Schema<string> = string(expecting({ code: 'text' }));

export const flag: Schema<boolean> = boolean(expecting({ code: 'true-or-false' }));

/** JSON knows no infinities. */
export const number: Schema<number> = pipe(anyNumber(expecting({ code: 'number' })), finite(expecting({ code: 'number' })));

/** A number from 0. */
export const amount: Schema<number> = pipe(
  anyNumber(expecting({ code: 'amount' })),
  finite(expecting({ code: 'amount' })),
  minValue(0, expecting({ code: 'amount' })),
);

/** Whole, from `least`. */
// @__NO_SIDE_EFFECTS__
export function wholeFrom(least: number): Schema<number> {
  const message = expecting({ code: 'whole-number', least });
  return pipe(anyNumber(message), integer(message), minValue(least, message));
}

/** Whole, from 0. */
export const count: Schema<number> = wholeFrom(0);

// @__NO_SIDE_EFFECTS__
export function oneOf<const Word extends string>(words: readonly Word[]): Schema<Word> {
  return picklist(words, expecting({ code: 'one-of', words }));
}

// @__NO_SIDE_EFFECTS__
export function orNull<Type>(schema: Schema<Type>): Schema<Type | null> {
  return nullable(schema);
}

/** A field that may lack; where it stands it must fit. */
// @__NO_SIDE_EFFECTS__
export function maybe<Type>(schema: Schema<Type>): Maybe<Type> {
  return exactOptional(schema);
}

/** A field that earlier versions did not write, and what a file means that lacks it. */
// @__NO_SIDE_EFFECTS__
export function orAbsent<Type>(schema: Schema<Type>, absent: Type): Schema<Type> {
  return optional(schema as Schema<unknown>, absent) as Schema<Type>;
}

// @__NO_SIDE_EFFECTS__
export function list<Item>(item: Schema<Item>): Schema<readonly Item[]> {
  return pipe(array(item, expecting({ code: 'list' })), readonly());
}

/** A map, which a browser's database keeps as it is. */
// @__NO_SIDE_EFFECTS__
export function mapOf<Key, Value>(key: Schema<Key>, value: Schema<Value>): Schema<ReadonlyMap<Key, Value>> {
  return map(key, value, expecting({ code: 'map' }));
}

/** An object with at least these fields. */
// @__NO_SIDE_EFFECTS__
export function fields<const Own extends Entries>(entries: Own): Fields<FieldsOf<Own>> {
  return looseObject(entries, expecting({ code: 'object' })) as unknown as Fields<FieldsOf<Own>>;
}

/** One of several kinds of object, told apart by their field `type`. */
// @__NO_SIDE_EFFECTS__
export function oneKindOf<const Kinds extends readonly Fields<{ readonly type: string }>[]>(
  kinds: Kinds,
): Schema<InferOutput<Kinds[number]>> {
  return variant('type', kinds as never) as unknown as Schema<InferOutput<Kinds[number]>>;
}

/** A schema that checks less than the type says: for what is checked elsewhere, or comes from a list that grows. */
// @__NO_SIDE_EFFECTS__
export function as<Type>(schema: Schema<unknown>): Schema<Type> {
  return schema as Schema<Type>;
}

/** Where in a value: names of fields and 0-based places in lists, from the outside in. */
export type JsonPath = readonly (string | number)[];

/** What does not fit, and what was expected there. */
export interface JsonFlaw {
  readonly path: JsonPath;
  readonly expected: Expected;
}

/** The first thing in a value that does not fit its schema; null when all of it does. */
export function flawOf(schema: Schema<unknown>, value: unknown): JsonFlaw | null {
  const { issues } = safeParse(schema, value, { abortEarly: true });
  if (issues === undefined) return null;
  const [{ type, expected, message, path: steps = [] }] = issues;
  const path = steps.map(({ key }) => (typeof key === 'number' ? key : String(key)));
  // To valibot a list is an object without fields.
  const isField = type === 'variant' || type === 'loose_object';
  if (isField && Array.isArray(steps.at(-1)?.input) && typeof path.at(-1) === 'string')
    return { path: path.slice(0, -1), expected: { code: 'object' } };
  // Of an object that lacks a field, the object is what does not fit: the field has no place in the file.
  const lacks = type === 'loose_object' && path.length > 0 && expected === JSON.stringify(path.at(-1));
  if (lacks) return { path: path.slice(0, -1), expected: { code: 'field', name: String(path.at(-1)) } };
  if (type !== 'variant') return { path, expected: JSON.parse(message) as Expected };
  if (steps.length === 0 || expected === null || expected === 'Object') return { path, expected: { code: 'object' } };
  return { path, expected: { code: 'one-of', words: expected.replaceAll(/[()"]/g, '').split(' | ') } };
}

/**
 * A value that fits, with the defaults of the fields that it lacks: an old record read by a later version. Everything else of it stays as it is, in
 * its order; a value that lacks nothing is given back itself.
 */
export function filled<Type extends object>(schema: Fields<Type>, value: Type): Type {
  const lacking = Object.entries(schema.entries).flatMap(([name, field]) => {
    const start: unknown = Object.hasOwn(value, name) ? undefined : getDefault(field);
    return start === undefined ? [] : [[name, start] as const];
  });
  return lacking.length === 0 ? value : { ...value, ...Object.fromEntries(lacking) };
}

/** What a JSON text says; undefined, which JSON has not, where there is none or it is not JSON. */
export function jsonOf(source: string | null): unknown {
  try {
    return source === null ? undefined : JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** A value that fits, with what it lacks; null for one that does not fit. */
export function read<Type>(schema: Schema<Type>, value: unknown): Type | null {
  const { success, output } = safeParse(schema, value);
  return success ? output : null;
}

/** An object read field by field: each field that fits, and `instead` for those that do not or lack. Other fields are left out. */
export function readFields<Type extends object>(schema: Fields<Type>, value: unknown, instead: Type): Type {
  const held = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const own = Object.entries(schema.entries).flatMap(([name, field]) => {
    if (!Object.hasOwn(held, name)) return [];
    const { success, output } = safeParse(field, held[name]);
    return success ? [[name, output] as const] : [];
  });
  return { ...instead, ...Object.fromEntries(own) };
}

/** A value that a function reads, whatever it is: the function takes the sound parts of it. */
// @__NO_SIDE_EFFECTS__
export function readBy<Type>(reader: (value: unknown) => Type): Schema<Type> {
  return pipe(unknown(), transform(reader));
}

/** The items of a list that fit; none where there is no list. */
// @__NO_SIDE_EFFECTS__
export function soundItems<Item>(item: Schema<Item>): Schema<readonly Item[]> {
  return readBy((value) =>
    (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
      const { success, output } = safeParse(item, one);
      return success ? [output] : [];
    }),
  );
}

/** Texts, each once. */
export const distinctTexts: Schema<readonly string[]> = pipe(
  list(text),
  check((items) => new Set(items).size === items.length, expecting({ code: 'distinct-texts' })),
);
