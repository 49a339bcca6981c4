import { ERRORS } from '../errors.ts';
import type { DocId } from '../request.ts';
import { ANSWER_MODES } from '../run/method.ts';
import type { StrategySpec } from '../strategy/strategy.ts';
import type { RunEvent, SkipResult, ThoughtEnd } from './event.ts';

/** Where in a value: names of fields and 0-based places in lists, from the outside in. */
export type JsonPath = readonly (string | number)[];

/** What does not fit, and what was expected there. */
interface JsonFlaw {
  readonly path: JsonPath;
  readonly expected: string;
}

/** Null when the value fits. */
type JsonCheck = (value: unknown, path: JsonPath) => JsonFlaw | null;

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

const { text, flag, number, count, oneOf, orNull, list, shape, tagged } = jsonCheck;

/** The keys of a record that names every word of a union: the compiler sees to it that none is missing. */
const wordsOf = (record: Readonly<Record<string, true>>): JsonCheck => oneOf(Object.keys(record));

const thoughtEnd = wordsOf({ closed: true, forced: true, skipped: true, settled: true, open: true, none: true } satisfies Record<
  ThoughtEnd,
  true
>);
const skipResult = wordsOf({ closing: true, over: true, 'free-mode': true } satisfies Record<SkipResult, true>);
const errorCode = oneOf(Object.keys(ERRORS));

const STRATEGIES = Object.keys({
  single: true,
  sliding: true,
  'top-down': true,
  setwise: true,
  pairwise: true,
  tournament: true,
  pointwise: true,
  groupwise: true,
} satisfies Record<StrategySpec['type'], true>);
const firstStage = shape({
  method: oneOf(['bm25+minilm', 'bm25', 'given']),
  ranking: list(text),
  scores: list(number),
  windowFrom: list(orNull(count)),
});
const request = shape(
  {
    query: shape({ id: text, text }),
    candidates: list(shape({ docId: text, text }, { title: text, score: number })),
  },
  { firstStage },
);
/** Only what the page leans on: a preset is data that people may edit. */
const method = shape({
  preset: shape({ id: text, title: text, source: text, question: text, messages: list(shape({ role: text, content: text })) }),
  strategy: shape({ type: oneOf(STRATEGIES) }),
  parser: text,
  scaling: shape({ samples: count, fuse: text, waits: count, instantOrder: flag }),
});
const settings = shape(
  {
    windowSize: count,
    windowStride: count,
    thoughtTokens: count,
    passageWords: count,
    answerMode: oneOf(ANSWER_MODES),
    temperature: number,
    seed: count,
  },
  { priorWeight: number, method },
);
const range = list(count);
const scores = list(orNull(number));
const ties = list(list(text));
const model = shape({ id: text, manifestSha256: text, library: text, template: text, engine: text, adapter: text });
const passage = shape({
  docId: text,
  identifier: count,
  bucket: count,
  text,
  keptFrom: count,
  keptTo: count,
  cut: flag,
  neutralised: count,
});
const promptPart = shape({
  part: oneOf(['instructions', 'query', 'passage']),
  identifier: orNull(count),
  from: count,
  to: count,
  tokens: count,
});
const budget = shape({
  contextTokens: count,
  parts: list(promptPart),
  templateTokens: count,
  thoughtTokens: count,
  answerTokens: count,
  wordsPerPassage: count,
});
const windowOutcome = tagged('type', {
  complete: shape({}),
  repaired: shape({ missing: list(count), duplicate: list(count), unknown: list(text) }),
  truncated: shape({ settled: count }),
  unparsed: shape({ reason: text }),
});
const runOutcome = tagged('type', {
  complete: shape({}),
  cancelled: shape({}),
  failed: shape({ error: shape({ code: errorCode, message: text, retry: flag }) }),
});
const usage = shape({
  promptTokens: count,
  completionTokens: count,
  prefillTokensPerSecond: number,
  decodeTokensPerSecond: number,
});

/** What each kind of event must hold beside `runId`, `seq` and `at`. Whether docids exist and rankings are whole is not looked at here. */
const eventChecks: Readonly<Record<RunEvent['type'], JsonCheck>> = {
  'run-start': shape(
    { schema: count, request, settings, model, windows: list(shape({ start: count, end: count })) },
    { forecast: shape({ calls: range, promptTokens: range, outputTokens: range }) },
  ),
  'window-start': shape(
    {
      window: count,
      start: count,
      end: count,
      passages: list(passage),
      messages: list(shape({ role: oneOf(['system', 'user', 'assistant']), content: text })),
      promptTokens: count,
    },
    {
      budget,
      places: list(count),
      question: oneOf(['order', 'best', 'select', 'relevance', 'scores']),
      take: count,
      sample: shape({ index: count, of: count }),
      completion: flag,
      written: text,
    },
  ),
  'reasoning-start': shape({ window: count }),
  'reasoning-delta': shape({ window: count, text }),
  'reasoning-end': shape({ window: count, end: thoughtEnd }, { keptTo: count }),
  'thought-wait': shape({ window: count, text }),
  likelihoods: shape({ window: count, of: oneOf(['labels', 'words']), logProbs: list(number), computedTokens: count }),
  'samples-fused': shape({
    window: count,
    windows: list(count),
    rule: oneOf(['borda', 'kemeny', 'reciprocal-rank']),
    agreement: orNull(number),
    spread: list(shape({ docId: text, least: number, most: number, mean: number, deviation: number })),
  }),
  'thought-skip': shape({ window: count, result: skipResult }),
  'answer-delta': shape({ window: count, text }),
  'order-update': shape({ window: count, ranking: list(text), from: oneOf(['first-token', 'reasoning', 'answer']) }),
  'window-end': shape(
    { window: count, outcome: windowOutcome, thought: thoughtEnd, ranking: list(text), usage },
    { ties, scores, notes: list(text) },
  ),
  'run-end': shape(
    { outcome: runOutcome, ranking: list(text) },
    { ties, cost: shape({ calls: count, promptTokens: count, completionTokens: count }) },
  ),
};

/** How far a list of values is a run's log. */
interface CheckedLog {
  /** The longest beginning that is well-formed: one run, no gaps, every ranking a permutation of the request. */
  readonly events: readonly RunEvent[];
  /** What is wrong with the first value after it, by its path in the list; null: all values are events. */
  readonly flaw: JsonFlaw | null;
  /** Places of events whose kind this version does not know. They are kept, and show nothing. */
  readonly unknown: readonly number[];
}

const { text: textField, count: countField, number: numberField, shape: shapeField } = jsonCheck;
const stamped = shapeField({ type: textField, runId: textField, seq: countField, at: numberField });

type Start = Extract<RunEvent, { readonly type: 'run-start' }>;

function isKnown(type: string): type is RunEvent['type'] {
  return Object.hasOwn(eventChecks, type);
}

/** The first docid that occurs again; null for a list without repeats. */
function repeated(docIds: readonly string[]): number | null {
  const seen = new Set<string>();
  const place = docIds.findIndex((docId) => seen.size === seen.add(docId).size);
  return place === -1 ? null : place;
}

function checkStart({ request, windows }: Start): JsonFlaw | null {
  const again = repeated(request.candidates.map(({ docId }) => docId));
  if (again !== null) return { path: ['request', 'candidates', again, 'docId'], expected: 'a docid that no other passage has' };
  const size = request.candidates.length;
  const place = windows.findIndex(({ start, end }) => start > end || end > size);
  return place === -1 ? null : { path: ['windows', place], expected: `a stretch of the ${size} places` };
}

/** What only the events before can tell. `open`: the window that has started and not ended, with its number. */
function checkStory(
  event: RunEvent,
  docIds: ReadonlySet<DocId>,
  story: { readonly windows: number; readonly open: boolean },
): JsonFlaw | null {
  if (event.type === 'run-start') return { path: ['type'], expected: 'one run-start only, at the beginning' };
  if (event.type === 'order-update' || event.type === 'window-end' || event.type === 'run-end') {
    const { ranking } = event;
    if (ranking.length !== docIds.size || repeated(ranking) !== null || !ranking.every((docId) => docIds.has(docId)))
      return { path: ['ranking'], expected: 'every passage of the request exactly once' };
  }
  if (event.type === 'window-start') {
    if (story.open || event.window !== story.windows)
      return { path: ['window'], expected: `window ${story.windows}, after the end of the one before` };
    const place = event.passages.findIndex(({ docId, identifier }, index) => !docIds.has(docId) || identifier !== index + 1);
    return place === -1 ? null : { path: ['passages', place], expected: 'a passage of the request, numbered by its place' };
  }
  if (event.type === 'run-end') return null;
  if (event.type === 'thought-skip')
    return event.window < story.windows ? null : { path: ['window'], expected: 'a window that has begun' };
  return story.open && event.window === story.windows - 1 ? null : { path: ['window'], expected: 'the window that is open' };
}

/** Holds values against what a run's log must be. `start.schema` is not looked at: the file says it too. */
export function checkLog(values: readonly unknown[]): CheckedLog {
  const events: RunEvent[] = [];
  const unknown: number[] = [];
  let docIds: ReadonlySet<DocId> | null = null;
  let story = { windows: 0, open: false };
  let ended = false;
  const stop = (flaw: JsonFlaw | null): CheckedLog => ({
    events,
    flaw: flaw === null ? null : { ...flaw, path: [events.length, ...flaw.path] },
    unknown,
  });
  for (const value of values) {
    const flaw = stamped(value, []);
    if (flaw !== null) return stop(flaw);
    const event = value as RunEvent;
    const before = events.at(-1);
    if (ended) return stop({ path: [], expected: 'nothing after the run-end' });
    if (event.seq !== events.length) return stop({ path: ['seq'], expected: String(events.length) });
    if (event.at < (before?.at ?? 0)) return stop({ path: ['at'], expected: `no time before ${before?.at ?? 0}` });
    if (before !== undefined && event.runId !== before.runId)
      return stop({ path: ['runId'], expected: JSON.stringify(before.runId) });
    if (!isKnown(event.type)) {
      if (docIds === null) return stop({ path: ['type'], expected: 'run-start' });
      unknown.push(events.length);
      events.push(event);
      continue;
    }
    const misshapen = eventChecks[event.type](value, []);
    if (misshapen !== null) return stop(misshapen);
    if (docIds === null) {
      if (event.type !== 'run-start') return stop({ path: ['type'], expected: 'run-start' });
      const wrong = checkStart(event);
      if (wrong !== null) return stop(wrong);
      docIds = new Set(event.request.candidates.map(({ docId }) => docId));
    } else {
      const wrong = checkStory(event, docIds, story);
      if (wrong !== null) return stop(wrong);
    }
    if (event.type === 'window-start') story = { windows: story.windows + 1, open: true };
    if (event.type === 'window-end') story = { ...story, open: false };
    ended = event.type === 'run-end';
    events.push(event);
  }
  return stop(null);
}
