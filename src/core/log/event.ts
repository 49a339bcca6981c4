import { minLength, pipe, record, string, union } from 'valibot';
import type { InferOutput, LiteralSchema } from 'valibot';
import { ERRORS } from '../errors.ts';
import type { ErrorCode, ErrorInfo } from '../errors.ts';
import type { RunMethod } from '../run/method.ts';
import { settingFields } from '../run/setting-fields.ts';
import { as, count, expecting, fields, flag, list, maybe, number, oneKindOf, oneOf, only, orNull, text } from '../schema.ts';
import { STRATEGY_TYPES } from '../strategy/index.ts';
import { Preferences } from './preferences.ts';
import { PassageRead, ReadingFused, ReadingLeftOut } from './reading.ts';
import { docIdText, rankRequest } from './request.ts';
import { modelIdentity, RunResumed } from './resumed.ts';
import { RUN_LOG_SCHEMA } from './version.ts';

export { RUN_LOG_SCHEMA };
export type { ModelIdentity } from './resumed.ts';

/** A group of passages that nothing told apart, one list each. */
export const tiedGroups = list(list(docIdText));

/** Only what a reader of logs leans on: a preset is data that people may edit, and is read whole where a run is started from it. */
const runMethod = as<RunMethod>(
  fields({
    preset: fields({
      id: text,
      title: text,
      source: text,
      question: text,
      messages: list(fields({ role: text, content: text })),
    }),
    strategy: fields({ type: oneOf(STRATEGY_TYPES) }),
    parser: text,
    scaling: fields({ samples: count, fuse: text, waits: count, instantOrder: flag }),
  }),
);

/** How the user wants the run done: the settings of `run/settings.ts`, and the method. Token numbers are the model's own tokens. */
export const runSettings = fields({
  ...settingFields,
  /** Absent: the model's own prompt with sliding windows of `windowSize` and `windowStride`. */
  method: maybe(runMethod),
});
export type RunSettings = InferOutput<typeof runSettings>;

/** From and to. */
const bounds = as<readonly [least: number, most: number]>(
  pipe(list(count), minLength(2, expecting({ code: 'two-whole-numbers' }))),
);

/** Calls and tokens, least and most: where answers decide what is asked next, a plan can only say bounds. */
export const runForecast = fields({
  calls: bounds,
  promptTokens: bounds,
  /** Thought, tags and answer; what a model may write, not what it needs. */
  outputTokens: bounds,
});
export type RunForecast = InferOutput<typeof runForecast>;

/** What a run has cost. */
const runCost = fields({ calls: count, promptTokens: count, completionTokens: count });
export type RunCost = InferOutput<typeof runCost>;

const chatMessage = fields({ role: oneOf(['system', 'user', 'assistant']), content: text });
export type ChatMessage = InferOutput<typeof chatMessage>;

/** One passage of a prompt, as the model saw it. Positions are UTF-16 offsets into `Candidate.text`. */
const promptPassage = fields({
  docId: docIdText,
  /** 1-based identifier in the prompt. */
  identifier: count,
  /** First-stage score bucket 0–9. */
  bucket: count,
  /** The text after cutting and neutralising, without title. */
  text,
  keptFrom: count,
  keptTo: count,
  /** False when the passage stands whole in the prompt. */
  cut: flag,
  /** How many identifier look-alikes or control tags were neutralised in it. */
  neutralised: count,
});
export type PromptPassage = InferOutput<typeof promptPassage>;

/** A stretch `[from, to)` (UTF-16 offsets) of the content of a prompt's one message. A passage's part is its whole line, with identifier, bucket and title. */
const promptPart = fields({
  part: oneOf(['instructions', 'query', 'passage']),
  /** 1-based, of a passage; null for other parts. */
  identifier: orNull(count),
  from: count,
  to: count,
  /** Counted alone: the parts' sum differs from the prompt's own count where a token spans a border. */
  tokens: count,
});
export type PromptPart = InferOutput<typeof promptPart>;

/** How one window's prompt and output share the model's context. Tokens are the model's own. */
const promptBudget = fields({
  contextTokens: count,
  /** In the order of the text, without gaps. */
  parts: list(promptPart),
  /** What the conversation template adds around the message. */
  templateTokens: count,
  /** Kept free for the thought. */
  thoughtTokens: count,
  /** Kept free for tags and answer: an upper bound, since a guided answer must never run out. */
  answerTokens: count,
  /** Words that each passage could keep: the setting's, or fewer where the context was too small for that. */
  wordsPerPassage: count,
});
export type PromptBudget = InferOutput<typeof promptBudget>;

const windowUsage = fields({
  promptTokens: count,
  completionTokens: count,
  /** Of the tokens written, those that the form left no choice about: read in chunks instead of written one by one. Absent: the engine does not tell, or writes all. */
  forcedTokens: maybe(count),
  prefillTokensPerSecond: number,
  decodeTokensPerSecond: number,
});
export type WindowUsage = InferOutput<typeof windowUsage>;

/** What became of a window's answer. Never silently the old order. Numbers are 1-based identifiers of the window's prompt. */
const windowOutcome = oneKindOf([
  fields({ type: only('complete') }),
  fields({ type: only('repaired'), missing: list(count), duplicate: list(count), unknown: list(text) }),
  /** The token budget or context ended before an answer was whole: `settled` identifiers were read, the rest keep their order. */
  fields({ type: only('truncated'), settled: count }),
  /** No order could be read: the window keeps the order it came in. */
  fields({ type: only('unparsed'), reason: text }),
]);
export type WindowOutcome = InferOutput<typeof windowOutcome>;

/** forced: closed at the token budget; skipped: closed because the person asked; settled: closed because its order had come to rest; open: never closed; none: the model wrote no thought. */
const thoughtEnd = oneOf(['closed', 'forced', 'skipped', 'settled', 'open', 'none']);
export type ThoughtEnd = InferOutput<typeof thoughtEnd>;

/**
 * What came of "skip thinking". closing: the thought ends with the next token. over: there was no thought left to close. free-mode: the model
 * writes without a guide, so its thought cannot be closed from outside.
 */
const skipResult = oneOf(['closing', 'over', 'free-mode']);
export type SkipResult = InferOutput<typeof skipResult>;

const errorInfo = as<ErrorInfo>(
  fields({
    code: oneOf(Object.keys(ERRORS) as readonly ErrorCode[]),
    message: text,
    retry: flag,
    details: maybe(record(string(), union([text, number], expecting({ code: 'text-or-number' })), expecting({ code: 'object' }))),
  }),
);

export const runOutcome = oneKindOf([
  fields({ type: only('complete') }),
  fields({ type: only('cancelled') }),
  fields({ type: only('failed'), error: errorInfo }),
]);
export type RunOutcome = InferOutput<typeof runOutcome>;

const RunStart = fields({
  type: only('run-start'),
  /** Not looked at here: the file says it too. */
  schema: as<typeof RUN_LOG_SCHEMA>(count),
  request: rankRequest,
  settings: runSettings,
  model: modelIdentity,
  /** The windows of one pass of a sliding strategy, or the one of a list that fits; empty where answers decide what is asked next. */
  windows: list(fields({ start: count, end: count })),
  /** Logs of versions that made none lack it. */
  forecast: maybe(runForecast),
});

const WindowStart = fields({
  type: only('window-start'),
  /** Number of the call, from 0: every call is a window, whatever the strategy. */
  window: count,
  /** The stretch of the ranking that the call's passages stand in; where `places` is there, other passages stand between them. */
  start: count,
  end: count,
  /** Absent: `passages` are the ranking's from `start` to `end`, in its order. Else the place of each, 0-based. */
  places: maybe(list(count)),
  /** Absent: order. */
  question: maybe(oneOf(['order', 'best', 'select', 'relevance', 'scores'])),
  /** How many a `select` is to name. */
  take: maybe(count),
  /** One of several samples of the same call. */
  sample: maybe(fields({ index: count, of: count })),
  passages: list(promptPassage),
  messages: list(chatMessage),
  /** True: the one message was continued as plain text. */
  completion: maybe(flag),
  /** What the assistant's turn was made to begin with. */
  written: maybe(text),
  /** How the model that wrote is known to write, and what its thought was read between. Absent: nobody said. */
  family: maybe(fields({ id: text, open: text, close: text, opensThought: flag })),
  promptTokens: count,
  /** Logs of versions that did not record it lack it. */
  budget: maybe(promptBudget),
  /** How the passages are read for a score of each, in the order shown. Absent: no scores are read. */
  reads: maybe(oneOf(['list', 'apart'])),
});

const ReasoningStart = fields({ type: only('reasoning-start'), window: count });

const ReasoningDelta = fields({ type: only('reasoning-delta'), window: count, text });

/** `keptTo`: the answer was given after that many UTF-16 units of the thought; the rest was cut back to a sentence's end. */
const ReasoningEnd = fields({ type: only('reasoning-end'), window: count, end: thoughtEnd, keptTo: maybe(count) });

/** "Wait" was put where a thought had closed itself; it goes on after it. */
const ThoughtWait = fields({ type: only('thought-wait'), window: count, text });

/** Something between engine and model (`ModelNotice`): waited, went on from where it broke off. */
const ModelNoticed = fields({
  type: only('model-notice'),
  window: count,
  code: oneOf(['busy', 'unreachable', 'broke-off', 'repeated']),
  attempt: count,
  of: count,
  waitMs: number,
  status: maybe(count),
});

/** How likely each passage's label, or each word of the answer, was to be written next. Natural logarithms, not normalised. */
const Likelihoods = fields({
  type: only('likelihoods'),
  window: count,
  /** labels: one number a passage, in the order shown. words: of yes and no. */
  of: oneOf(['labels', 'words']),
  logProbs: list(number),
  computedTokens: count,
});

/** Several samples of one call have become one order. Mid-ranks, 0-based in the call. */
const SamplesFused = fields({
  type: only('samples-fused'),
  /** The last of them. */
  window: count,
  /** Calls that were fused. */
  windows: list(count),
  rule: oneOf(['borda', 'kemeny', 'reciprocal-rank']),
  /** Mean pairwise Kendall's tau-b; null where it is not defined. */
  agreement: orNull(number),
  spread: list(fields({ docId: docIdText, least: number, most: number, mean: number, deviation: number })),
});

/** At most one a window, and only where a skip was asked for. */
const ThoughtSkip = fields({ type: only('thought-skip'), window: count, result: skipResult });

const AnswerDelta = fields({ type: only('answer-delta'), window: count, text });

/**
 * Provisional. passages: by what has been read so far, after each passage, also where nothing moved. Then read from the thought's order of mention, and from
 * the answer as it is written; these only on change.
 */
const OrderUpdate = fields({
  type: only('order-update'),
  window: count,
  ranking: list(docIdText),
  from: oneOf(['passages', 'first-token', 'reasoning', 'answer']),
});

const WindowEnd = fields({
  type: only('window-end'),
  window: count,
  outcome: windowOutcome,
  thought: thoughtEnd,
  ranking: list(docIdText),
  /** Groups of two or more neighbours of `ranking` that nothing told apart; absent: none. */
  ties: maybe(tiedGroups),
  /** What the call gave each of its passages, in the order shown; absent: no numbers. */
  scores: maybe(list(orNull(number))),
  /** How the answer put its passages, best first, by their places in the order shown; absent: as `ranking` and `ties` have them. */
  groups: maybe(list(list(count))),
  /** What a published system's own reading did silently. */
  notes: maybe(list(text)),
  usage: windowUsage,
});

const RunEnd = fields({
  type: only('run-end'),
  outcome: runOutcome,
  ranking: list(docIdText),
  ties: maybe(tiedGroups),
  cost: maybe(runCost),
});

const EVENTS = [
  RunStart,
  WindowStart,
  PassageRead,
  ReadingFused,
  ReadingLeftOut,
  ReasoningStart,
  ReasoningDelta,
  ReasoningEnd,
  ThoughtWait,
  ModelNoticed,
  Likelihoods,
  SamplesFused,
  Preferences,
  ThoughtSkip,
  AnswerDelta,
  OrderUpdate,
  WindowEnd,
  RunResumed,
  RunEnd,
] as const;

/** Without runId, seq and at: what `rerank()` yields. `ranking` is always the whole list, a permutation of the request. */
export const runEventBody = oneKindOf(EVENTS);
export type RunEventBody = InferOutput<typeof runEventBody>;

/** The kinds of event that this version knows. */
export const EVENT_TYPES: ReadonlySet<string> = new Set(
  EVENTS.map(({ entries }) => (entries['type'] as LiteralSchema<string, string>).literal),
);

/** What every event holds, also one of a kind that only a later version knows. */
export const eventStamp = fields({ type: text, runId: text, seq: count, at: number });

/** One line of the run log. `seq` counts from 0 without gaps; `at` is milliseconds since the run started. One run-start is first, one run-end last. */
export type RunEvent = RunEventBody & Omit<InferOutput<typeof eventStamp>, 'type'>;

/**
 * What the page may say on a run's port. A skip names the window that the page has on screen: one that comes too late for it closes no other
 * window's thought. The log answers it with `thought-skip`.
 */
export type RunControl = { readonly type: 'run-cancel' } | { readonly type: 'run-skip-thought'; readonly window: number };
