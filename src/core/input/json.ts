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
  /** Whether it also takes what other languages write for JSON. */
  readonly loose: boolean;
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
// What Python and JavaScript write besides.
// eslint-disable-next-line no-control-regex -- neither can stand bare in a string of theirs
const singleRun = /[^'\\\u0000-\u001F]*/y;
const looseEscape = /\\(?:["'\\/abfnrtv0]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;
const bareName = /[\p{L}_$][\p{L}\p{N}_$]*(?=[ \t\r\n]*:)/uy;
const looseLiteral = /(?:True|False|None|undefined|nan|-?inf)(?![\w$])/y;
/** A comment between marks may be so long; what is longer is told as no JSON. */
const LONGEST_COMMENT = 2000;

type JsonReading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: JsonProblem };

/**
 * The one JSON value that begins at `start` (white space before it is passed over), with the place of everything in it, and the offset where it ends; what
 * follows is not read. Of repeated keys the last counts, as in `JSON.parse`. Besides JSON it takes what Python and JavaScript write for it and what can
 * mean nothing else: comments, single quotes, names without quotes, True, None, NaN, inf.
 */
export function parseJsonAt(text: string, start: number): JsonReading<{ readonly node: JsonNode; readonly end: number }> {
  return readAt({ text, at: start, problem: null, loose: true });
}

function readAt(reader: Reader): JsonReading<{ readonly node: JsonNode; readonly end: number }> {
  const node = readValue(reader, 0);
  if (node !== null) return { ok: true, value: { node, end: reader.at } };
  return { ok: false, error: reader.problem ?? expected(reader.text, reader.at, []) };
}

/** Where white space and, in loose JSON, comments end. */
function blankEnd(text: string, start: number, loose: boolean): number {
  let at = start;
  for (;;) {
    blank.lastIndex = at;
    at += blank.exec(text)?.[0].length ?? 0;
    if (!loose || text[at] !== '/') return at;
    if (text[at + 1] === '/') {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else if (text[at + 1] === '*') {
      const end = text.slice(at + 2, at + LONGEST_COMMENT).indexOf('*/');
      if (end === -1) return at;
      at += end + 4;
    } else return at;
  }
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
  pass(reader);
  const { at } = reader;
  if (depth > deepest) return stop(reader, { at, code: 'too-deep', most: deepest });
  const first = reader.text[at];
  if (first === '{') return readObject(reader, depth);
  if (first === '[') return readArray(reader, depth);
  if (first === '"' || (first === "'" && reader.loose)) {
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
  const literal = reader.loose ? match(reader, looseLiteral) : '';
  if (/^-?(?:nan|inf)$/.test(literal))
    return { kind: 'number', at, written: literal.replace('inf', 'Infinity').replace('nan', 'NaN') };
  if (literal !== '') return { kind: 'literal', at, value: literal === 'True' ? true : literal === 'False' ? false : null };
  return stop(reader, expected(reader.text, at, []));
}

function readArray(reader: Reader, depth: number): JsonNode | null {
  const { at } = reader;
  const items: JsonNode[] = [];
  reader.at += 1;
  if (take(reader, ']')) return { kind: 'array', at, items };
  for (;;) {
    if (reader.loose && items.length > 0 && take(reader, ']')) return { kind: 'array', at, items };
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
    pass(reader);
    // Behind a last comma.
    if (reader.loose && entries.size > 0 && take(reader, '}')) return { kind: 'object', at, entries };
    const name = readName(reader);
    if (name === null) return null;
    if (!take(reader, ':')) return stop(reader, expected(reader.text, reader.at, [':']));
    const value = readValue(reader, depth + 1);
    if (value === null) return null;
    entries.set(name, value);
    if (take(reader, '}')) return { kind: 'object', at, entries };
    if (!take(reader, ',')) return stop(reader, expected(reader.text, reader.at, [',', '}']));
  }
}

/** The name of an entry; null: none stands there, which is told. */
function readName(reader: Reader): string | null {
  const mark = reader.text[reader.at];
  if (mark === '"' || (mark === "'" && reader.loose)) return readString(reader);
  const bare = reader.loose ? match(reader, bareName) : '';
  return bare === '' ? stop(reader, expected(reader.text, reader.at, ['"'])) : bare;
}

function readString(reader: Reader): string | null {
  const start = reader.at;
  const quote = reader.text[start];
  let plain = quote === '"';
  reader.at += 1;
  for (;;) {
    match(reader, quote === '"' ? plainRun : singleRun);
    const mark = reader.text[reader.at];
    if (mark === undefined) return stop(reader, { at: start, code: 'bad-json', fault: { type: 'endless-string' } });
    if (mark === quote) break;
    if (match(reader, escape) !== '') continue;
    if (reader.loose && match(reader, looseEscape) !== '') {
      plain = false;
      continue;
    }
    const type = mark === '\\' ? 'unknown-escape' : 'bare-control';
    return stop(reader, { at: reader.at, code: 'bad-json', fault: { type } });
  }
  reader.at += 1;
  const written = reader.text.slice(start, reader.at);
  return plain ? (JSON.parse(written) as string) : unescaped(written.slice(1, -1));
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', a: '\u0007', v: '\v', 0: '\0' };

function unescaped(written: string): string {
  return written.replaceAll(/\\(?:[xuU]([0-9a-fA-F]+)|(.))/gu, (all, code: string | undefined, mark: string | undefined) => {
    if (code === undefined) return ESCAPES[mark ?? ''] ?? mark ?? '';
    const width = { x: 2, u: 4, U: 8 }[all[1] ?? ''] ?? 4;
    const point = Number.parseInt(code.slice(0, width), 16);
    return (point > 0x10_ffff ? '\uFFFD' : String.fromCodePoint(point)) + code.slice(width);
  });
}

/** Steps over white space and comments. */
function pass(reader: Reader): void {
  reader.at = blankEnd(reader.text, reader.at, reader.loose);
}

function match(reader: Reader, token: RegExp): string {
  token.lastIndex = reader.at;
  const text = token.exec(reader.text)?.[0] ?? '';
  reader.at += text.length;
  return text;
}

/** Steps over white space and then `mark`, if it is there. */
function take(reader: Reader, mark: string): boolean {
  pass(reader);
  if (reader.text[reader.at] !== mark) return false;
  reader.at += 1;
  return true;
}

/**
 * Strict JSON with the place of every value: `JSON.parse` tells places in another way in each browser, or not at all. Nothing but white space
 * may follow the value. `loose`: as `parseJsonAt` takes it.
 */
export function parseJson(text: string, { loose = false }: { readonly loose?: boolean } = {}): JsonReading<JsonNode> {
  const found = readAt({ text, at: 0, problem: null, loose });
  if (!found.ok) return found;
  const at = blankEnd(text, found.value.end, loose);
  const mark = text.codePointAt(at);
  if (mark === undefined) return { ok: true, value: found.value.node };
  return { ok: false, error: { at, code: 'bad-json', fault: { type: 'after-end', found: String.fromCodePoint(mark) } } };
}

/** Where the JSON begins that a text is from its beginning on; null: it is no JSON, as `{ text }` and `[1] text` are none. */
export function jsonStart(text: string): number | null {
  const start = blankEnd(text, text.search(/\S|$/u), true);
  const array = text[start] === '[';
  const at = array ? blankEnd(text, start + 1, true) : start;
  const head = text.slice(at, at + 1000);
  if (array && /^(?:\]|"|\[\s*["'{])/u.test(head)) return start;
  if (/^\{\s*["'“”„}]/u.test(head) || (array && /^\{\s*\/[/*]/u.test(head))) return start;
  const maybe = /^\{\s*(?:\/[/*]|[\p{L}_$][\p{L}\p{N}_$]*\s*:)/u.test(head) || (array && head.startsWith("'"));
  return maybe && parseJsonAt(text, at).ok ? start : null;
}

/** True for a line without anything but white space, or a comment. */
export function isBlankJson(row: string): boolean {
  return blankEnd(row, 0, true) >= row.length || row.trim() === '';
}

/** The first `most` entries of the object that begins at `start`, as far as they can be read; what follows them is not looked at. */
export function firstEntries(text: string, start: number, most: number): readonly (readonly [string, JsonNode])[] {
  const reader: Reader = { text, at: start, problem: null, loose: true };
  const found: [string, JsonNode][] = [];
  if (!take(reader, '{')) return found;
  while (found.length < most) {
    pass(reader);
    const name = readName(reader);
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

function skip(text: string, start: number): number {
  for (let at = start; ;) {
    gap.lastIndex = at;
    const end = at + (gap.exec(text)?.[0].length ?? 0);
    at = text[end] === '/' ? blankEnd(text, end, true) : end;
    if (at === end) return at;
  }
}

function nextValue(text: string, at: number): number {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const before = text.slice(lineStart, at);
  // An opening bracket on the value's own line does not indent the lines below it.
  const mark = `\n${before.trim() === '' ? before : ''}{`;
  const found = text.indexOf(mark, at);
  return found === -1 ? -1 : found + mark.length - 1;
}
