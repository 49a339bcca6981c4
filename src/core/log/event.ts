import type { Question } from '../answer/shape.ts';
import type { ErrorInfo } from '../errors.ts';
import type { Window } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import type { AnswerMode, FuseRule, RunMethod } from '../run/method.ts';

/**
 * Version of the event log. Raised whenever an event changes its meaning or loses a field. What is only added (an optional field, a kind of event,
 * a word of `ThoughtEnd`) leaves it as it is: readers keep fields and events that they do not know.
 */
export const RUN_LOG_SCHEMA = 1;

/** How the user wants the run done. Token numbers are the model's own tokens. */
export interface RunSettings {
  readonly windowSize: number;
  readonly windowStride: number;
  /** Tokens the thought of one window may take before it is closed by force; 0 = no thought. */
  readonly thoughtTokens: number;
  /** Words kept of each passage (the first stage's best window, or the best for the query's terms). */
  readonly passageWords: number;
  /**
   * Trust in the first stage: logits added to an identifier for each standard deviation its first-stage score lies above the window's mean.
   * 0 = none; in free mode without effect. Logs of versions that had no such setting lack it, and mean 0.
   */
  readonly priorWeight: number;
  readonly answerMode: AnswerMode;
  /** 0 = greedy. */
  readonly temperature: number;
  readonly seed: number;
  /** Absent: the model's own prompt with sliding windows of `windowSize` and `windowStride`. */
  readonly method?: RunMethod;
}

/** Calls and tokens, from and to: where answers decide what is asked next, a plan can only say bounds. */
export interface RunForecast {
  readonly calls: readonly [least: number, most: number];
  readonly promptTokens: readonly [least: number, most: number];
  /** Thought, tags and answer; what a model may write, not what it needs. */
  readonly outputTokens: readonly [least: number, most: number];
}

/** What a run has cost. */
export interface RunCost {
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What exactly answered: enough to repeat the run. */
export interface ModelIdentity {
  readonly id: string;
  /** sha256 (hex) of the model's manifest.json, which holds the hash of every file. */
  readonly manifestSha256: string;
  /** Library file that ran, e.g. `gpu.wasm` or `software.wasm`. */
  readonly library: string;
  readonly template: string;
  readonly engine: string;
  readonly adapter: string;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One passage of a prompt, as the model saw it. Positions are UTF-16 offsets into `Candidate.text`. */
export interface PromptPassage {
  readonly docId: DocId;
  /** 1-based identifier in the prompt. */
  readonly identifier: number;
  /** First-stage score bucket 0–9. */
  readonly bucket: number;
  /** The text after cutting and neutralising, without title. */
  readonly text: string;
  readonly keptFrom: number;
  readonly keptTo: number;
  /** False when the passage stands whole in the prompt. */
  readonly cut: boolean;
  /** How many identifier look-alikes or control tags were neutralised in it. */
  readonly neutralised: number;
}

/** A stretch `[from, to)` (UTF-16 offsets) of the content of a prompt's one message. A passage's part is its whole line, with identifier, bucket and title. */
export interface PromptPart {
  readonly part: 'instructions' | 'query' | 'passage';
  /** 1-based, of a passage; null for other parts. */
  readonly identifier: number | null;
  readonly from: number;
  readonly to: number;
  /** Counted alone: the parts' sum differs from the prompt's own count where a token spans a border. */
  readonly tokens: number;
}

/** How one window's prompt and output share the model's context. Tokens are the model's own. */
export interface PromptBudget {
  readonly contextTokens: number;
  /** In the order of the text, without gaps. */
  readonly parts: readonly PromptPart[];
  /** What the conversation template adds around the message. */
  readonly templateTokens: number;
  /** Kept free for the thought. */
  readonly thoughtTokens: number;
  /** Kept free for tags and answer: an upper bound, since a guided answer must never run out. */
  readonly answerTokens: number;
  /** Words that each passage could keep: the setting's, or fewer where the context was too small for that. */
  readonly wordsPerPassage: number;
}

export interface WindowUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}

/** What became of a window's answer. Never silently the old order. Numbers are 1-based identifiers of the window's prompt. */
export type WindowOutcome =
  | { readonly type: 'complete' }
  | {
      readonly type: 'repaired';
      readonly missing: readonly number[];
      readonly duplicate: readonly number[];
      readonly unknown: readonly string[];
    }
  /** The token budget or context ended before an answer was whole: `settled` identifiers were read, the rest keep their order. */
  | { readonly type: 'truncated'; readonly settled: number }
  /** No order could be read: the window keeps the order it came in. */
  | { readonly type: 'unparsed'; readonly reason: string };

/** forced: closed at the token budget; skipped: closed because the person asked; settled: closed because its order had come to rest; open: never closed; none: the model wrote no thought. */
export type ThoughtEnd = 'closed' | 'forced' | 'skipped' | 'settled' | 'open' | 'none';

/**
 * What came of "skip thinking". closing: the thought ends with the next token. over: there was no thought left to close. free-mode: the model
 * writes without a guide, so its thought cannot be closed from outside.
 */
export type SkipResult = 'closing' | 'over' | 'free-mode';

export type RunOutcome =
  | { readonly type: 'complete' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: ErrorInfo };

/** Without runId, seq and at: what `rerank()` yields. `ranking` is always the whole list, a permutation of the request. */
export type RunEventBody =
  | {
      readonly type: 'run-start';
      readonly schema: typeof RUN_LOG_SCHEMA;
      readonly request: RankRequest;
      readonly settings: RunSettings;
      readonly model: ModelIdentity;
      /** The windows of one pass of a sliding strategy, or the one of a list that fits; empty where answers decide what is asked next. */
      readonly windows: readonly Window[];
      /** Logs of versions that made none lack it. */
      readonly forecast?: RunForecast;
    }
  | {
      readonly type: 'window-start';
      /** Number of the call, from 0: every call is a window, whatever the strategy. */
      readonly window: number;
      /** The stretch of the ranking that the call's passages stand in; where `places` is there, other passages stand between them. */
      readonly start: number;
      readonly end: number;
      /** Absent: `passages` are the ranking's from `start` to `end`, in its order. Else the place of each, 0-based. */
      readonly places?: readonly number[];
      /** Absent: order. */
      readonly question?: Question;
      /** How many a `select` is to name. */
      readonly take?: number;
      /** One of several samples of the same call. */
      readonly sample?: { readonly index: number; readonly of: number };
      readonly passages: readonly PromptPassage[];
      readonly messages: readonly ChatMessage[];
      /** True: the one message was continued as plain text. */
      readonly completion?: boolean;
      /** What the assistant's turn was made to begin with. */
      readonly written?: string;
      readonly promptTokens: number;
      /** Logs of versions that did not record it lack it. */
      readonly budget?: PromptBudget;
    }
  | { readonly type: 'reasoning-start'; readonly window: number }
  | { readonly type: 'reasoning-delta'; readonly window: number; readonly text: string }
  /** `keptTo`: the answer was given after that many UTF-16 units of the thought; the rest was cut back to a sentence's end. */
  | { readonly type: 'reasoning-end'; readonly window: number; readonly end: ThoughtEnd; readonly keptTo?: number }
  /** "Wait" was put where a thought had closed itself; it goes on after it. */
  | { readonly type: 'thought-wait'; readonly window: number; readonly text: string }
  /** How likely each passage's label, or each word of the answer, was to be written next. Natural logarithms, not normalised. */
  | {
      readonly type: 'likelihoods';
      readonly window: number;
      /** labels: one number a passage, in the order shown. words: of yes and no. */
      readonly of: 'labels' | 'words';
      readonly logProbs: readonly number[];
      readonly computedTokens: number;
    }
  /** Several samples of one call have become one order. Mid-ranks, 0-based in the call. */
  | {
      readonly type: 'samples-fused';
      /** The last of them. */
      readonly window: number;
      /** Calls that were fused. */
      readonly windows: readonly number[];
      readonly rule: FuseRule;
      /** Mean pairwise Kendall's tau-b; null where it is not defined. */
      readonly agreement: number | null;
      readonly spread: readonly {
        readonly docId: DocId;
        readonly least: number;
        readonly most: number;
        readonly mean: number;
        readonly deviation: number;
      }[];
    }
  /** At most one a window, and only where a skip was asked for. */
  | { readonly type: 'thought-skip'; readonly window: number; readonly result: SkipResult }
  | { readonly type: 'answer-delta'; readonly window: number; readonly text: string }
  /** Provisional: read from the thought's order of mention, then from the answer as it is written. Only on change. */
  | {
      readonly type: 'order-update';
      readonly window: number;
      readonly ranking: readonly DocId[];
      readonly from: 'first-token' | 'reasoning' | 'answer';
    }
  | {
      readonly type: 'window-end';
      readonly window: number;
      readonly outcome: WindowOutcome;
      readonly thought: ThoughtEnd;
      readonly ranking: readonly DocId[];
      /** Groups of two or more neighbours of `ranking` that nothing told apart; absent: none. */
      readonly ties?: readonly (readonly DocId[])[];
      /** What the call gave each of its passages, in the order shown; absent: no numbers. */
      readonly scores?: readonly (number | null)[];
      /** What a published system's own reading did silently. */
      readonly notes?: readonly string[];
      readonly usage: WindowUsage;
    }
  | {
      readonly type: 'run-end';
      readonly outcome: RunOutcome;
      readonly ranking: readonly DocId[];
      readonly ties?: readonly (readonly DocId[])[];
      readonly cost?: RunCost;
    };

/**
 * One line of the run log. `seq` counts from 0 without gaps; `at` is milliseconds since the run started. Exactly one run-start
 * comes first and exactly one run-end last (a run that fails before planning still has both).
 */
export type RunEvent = RunEventBody & {
  readonly runId: string;
  readonly seq: number;
  readonly at: number;
};

/**
 * What the page may say on a run's port. A skip names the window that the page has on screen: one that comes too late for it closes no other
 * window's thought. The log answers it with `thought-skip`.
 */
export type RunControl = { readonly type: 'run-cancel' } | { readonly type: 'run-skip-thought'; readonly window: number };
