import { passed } from './meter.ts';

/** A JSON value that knows where it stands: `at` is a UTF-16 offset into the text. */
export type JsonNode =
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  /** Digits as written: identifiers longer than a double's 53 bits stay exact. Also Python's NaN and Infinity. */
  | { readonly kind: 'number'; readonly at: number; readonly written: string }
  | { readonly kind: 'literal'; readonly at: number; readonly value: boolean | null }
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly at: number; readonly entries: ReadonlyMap<string, JsonNode> };

/** How a text fails to be JSON. `marks`: one of these should stand there; empty: any value. `found`: the character that does; null where the text ends. */
export type JsonFault =
  | { readonly type: 'expected'; readonly marks: readonly string[]; readonly found: string | null }
  | { readonly type: 'endless-string' | 'unknown-escape' | 'bare-control' }
  /** Something stands behind the end of the value. */
  | { readonly type: 'after-end'; readonly found: string };

/** Where and how reading JSON stops. `at` is a UTF-16 offset. */
export type JsonProblem = { readonly at: number } & (
  | { readonly code: 'bad-json'; readonly fault: JsonFault }
  | { readonly code: 'too-deep'; readonly most: number }
  | { readonly code: 'not-a-request'; readonly what: 'empty-array' }
);

/** Where reading stands. A reading function that returns null has set `problem`. */
interface Reader {
  readonly text: string;
  at: number;
  problem: JsonProblem | null;
}

const deepest = 64;
const blank = /[ \t\r\n]*/y;
const numberToken = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const noNumberToken = /(?:NaN|-?Infinity)(?![\w$])/y;
// eslint-disable-next-line no-control-regex -- JSON forbids exactly these inside a string
const plainRun = /[^"\\\u0000-\u001F]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

type JsonReading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: JsonProblem };

/**
 * The one strict JSON value (with Python's NaN and Infinity) that begins at `start` (white space before it is passed over), with the place of everything in it, and the
 * offset where it ends; what follows is not read. Of repeated keys the last counts, as in `JSON.parse`.
 */
export function parseJsonAt(text: string, start: number): JsonReading<{ readonly node: JsonNode; readonly end: number }> {
  const reader: Reader = { text, at: start, problem: null };
  const node = readValue(reader, 0);
  if (node !== null) return { ok: true, value: { node, end: reader.at } };
  return { ok: false, error: reader.problem ?? expected(reader.text, reader.at, []) };
}

function stop(reader: Reader, problem: JsonProblem): null {
  reader.problem ??= problem;
  return null;
}

/** One of `marks` should stand at `at`. */
function expected(text: string, at: number, marks: readonly string[]): JsonProblem {
  const mark = text.codePointAt(at);
  return {
    at,
    code: 'bad-json',
    fault: { type: 'expected', marks, found: mark === undefined ? null : String.fromCodePoint(mark) },
  };
}

function readValue(reader: Reader, depth: number): JsonNode | null {
  match(reader, blank);
  const { at } = reader;
  if (depth > deepest) return stop(reader, { at, code: 'too-deep', most: deepest });
  const first = reader.text[at];
  if (first === '{') return readObject(reader, depth);
  if (first === '[') return readArray(reader, depth);
  if (first === '"') {
    const value = readString(reader);
    return value === null ? null : { kind: 'string', at, value };
  }
  const written = match(reader, numberToken);
  if (written !== '') return { kind: 'number', at, written };
  // Python's json writes these, and reads them.
  const noNumber = match(reader, noNumberToken);
  if (noNumber !== '') return { kind: 'number', at, written: noNumber };
  for (const value of [true, false, null]) {
    if (!reader.text.startsWith(String(value), at)) continue;
    reader.at += String(value).length;
    return { kind: 'literal', at, value };
  }
  return stop(reader, expected(reader.text, at, []));
}

function readArray(reader: Reader, depth: number): JsonNode | null {
  const { at } = reader;
  const items: JsonNode[] = [];
  reader.at += 1;
  if (take(reader, ']')) return { kind: 'array', at, items };
  for (;;) {
    const item = readValue(reader, depth + 1);
    if (item === null) return null;
    items.push(item);
    if (take(reader, ']')) return { kind: 'array', at, items };
    if (!take(reader, ',')) return stop(reader, expected(reader.text, reader.at, [',', ']']));
  }
}

function readObject(reader: Reader, depth: number): JsonNode | null {
  const { at } = reader;
  const entries = new Map<string, JsonNode>();
  reader.at += 1;
  if (take(reader, '}')) return { kind: 'object', at, entries };
  for (;;) {
    match(reader, blank);
    if (reader.text[reader.at] !== '"') return stop(reader, expected(reader.text, reader.at, ['"']));
    const name = readString(reader);
    if (name === null) return null;
    if (!take(reader, ':')) return stop(reader, expected(reader.text, reader.at, [':']));
    const value = readValue(reader, depth + 1);
    if (value === null) return null;
    entries.set(name, value);
    if (take(reader, '}')) return { kind: 'object', at, entries };
    if (!take(reader, ',')) return stop(reader, expected(reader.text, reader.at, [',', '}']));
  }
}

function readString(reader: Reader): string | null {
  const start = reader.at;
  reader.at += 1;
  for (;;) {
    match(reader, plainRun);
    const mark = reader.text[reader.at];
    if (mark === undefined) return stop(reader, { at: start, code: 'bad-json', fault: { type: 'endless-string' } });
    if (mark === '"') break;
    if (match(reader, escape) !== '') continue;
    const type = mark === '\\' ? 'unknown-escape' : 'bare-control';
    return stop(reader, { at: reader.at, code: 'bad-json', fault: { type } });
  }
  reader.at += 1;
  return JSON.parse(reader.text.slice(start, reader.at)) as string;
}

function match(reader: Reader, token: RegExp): string {
  token.lastIndex = reader.at;
  const text = token.exec(reader.text)?.[0] ?? '';
  reader.at += text.length;
  return text;
}

/** Steps over white space and then `mark`, if it is there. */
function take(reader: Reader, mark: string): boolean {
  match(reader, blank);
  if (reader.text[reader.at] !== mark) return false;
  reader.at += 1;
  return true;
}

/**
 * Strict JSON with the place of every value: `JSON.parse` tells places in another way in each browser, or not at all. Nothing but white space
 * may follow the value.
 */
export function parseJson(text: string): JsonReading<JsonNode> {
  const found = parseJsonAt(text, 0);
  if (!found.ok) return found;
  blank.lastIndex = found.value.end;
  const at = found.value.end + (blank.exec(text)?.[0].length ?? 0);
  const mark = text.codePointAt(at);
  if (mark === undefined) return { ok: true, value: found.value.node };
  return { ok: false, error: { at, code: 'bad-json', fault: { type: 'after-end', found: String.fromCodePoint(mark) } } };
}

/** The first `most` entries of the object that begins at `start`, as far as they can be read; what follows them is not looked at. */
export function firstEntries(text: string, start: number, most: number): readonly (readonly [string, JsonNode])[] {
  const reader: Reader = { text, at: start, problem: null };
  const found: [string, JsonNode][] = [];
  if (!take(reader, '{')) return found;
  while (found.length < most) {
    match(reader, blank);
    if (text[reader.at] !== '"') return found;
    const name = readString(reader);
    if (name === null || !take(reader, ':')) return found;
    const value = readValue(reader, 1);
    if (value === null) return found;
    found.push([name, value]);
    if (!take(reader, ',')) return found;
  }
  return found;
}

const gap = /[\s,]*/y;

/**
 * Visits the values of a JSON file one after another: the items of its array, or of several arrays or values run together (RankLLM appends
 * whole arrays to a file). After a value that cannot be read it goes on at the next line that is indented as that value's line and begins
 * with `{`; the problem is told, and everything before and after is kept. A visit that returns false ends the walk.
 */
export function eachJsonValue(
  text: string,
  visit: { readonly value: (node: JsonNode) => boolean | void; readonly problem: (problem: JsonProblem) => boolean | void },
): void {
  let at = skip(text, 0);
  let open: number | null = null;
  let items = 0;
  while (at < text.length) {
    if (open === null && text[at] === '[') {
      open = at;
      items = 0;
      at = skip(text, at + 1);
      continue;
    }
    if (open !== null && text[at] === ']') {
      if (items === 0) visit.problem({ at: open, code: 'not-a-request', what: 'empty-array' });
      open = null;
      at = skip(text, at + 1);
      continue;
    }
    const found = parseJsonAt(text, at);
    items += 1;
    if (found.ok) {
      if (visit.value(found.value.node) === false) return;
      passed(found.value.end - at);
      at = skip(text, found.value.end);
      continue;
    }
    if (visit.problem(found.error) === false) return;
    const next = nextValue(text, at);
    if (next === -1) return;
    at = next;
  }
  if (open !== null) visit.problem(expected(text, text.length, [']']));
}

function skip(text: string, at: number): number {
  gap.lastIndex = at;
  return at + (gap.exec(text)?.[0].length ?? 0);
}

function nextValue(text: string, at: number): number {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const before = text.slice(lineStart, at);
  // An opening bracket on the value's own line does not indent the lines below it.
  const mark = `\n${before.trim() === '' ? before : ''}{`;
  const found = text.indexOf(mark, at);
  return found === -1 ? -1 : found + mark.length - 1;
}
