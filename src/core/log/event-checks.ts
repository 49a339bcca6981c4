import { ANSWER_MODES } from '../run/answer-mode.ts';
import { ERRORS } from '../errors.ts';
import type { RunEvent, SkipResult, ThoughtEnd } from './run-event.ts';
import type { StrategySpec } from '../strategy/strategy-spec.ts';
import { jsonCheck } from './json-check.ts';
import type { JsonCheck } from './json-check.ts';

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
export const eventChecks: Readonly<Record<RunEvent['type'], JsonCheck>> = {
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
