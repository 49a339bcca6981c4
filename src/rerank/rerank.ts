import { listwisePrompt } from '../prompt/listwise-prompt.ts';
import type { PromptCandidate } from '../prompt/listwise-prompt.ts';
import type { PromptTemplate } from '../prompt/templates.ts';
import type { ErrorInfo } from '../protocol/error-info.ts';
import { RUN_LOG_SCHEMA } from '../protocol/run-event.ts';
import type { RunEventBody, RunOutcome, RunSettings } from '../protocol/run-event.ts';
import type { DocId } from '../rank/doc-id.ts';
import { firstStageScores } from '../rank/first-stage-scores.ts';
import { planWindows } from '../rank/plan-windows.ts';
import type { RankRequest } from '../rank/rank-request.ts';
import { scoreBuckets } from '../rank/score-buckets.ts';
import { startingRanking } from '../rank/starting-ranking.ts';
import type { Window } from '../rank/window.ts';
import { zScores } from '../rank/z-scores.ts';
import { checkRequest } from './check-request.ts';
import { checkSettings } from './check-settings.ts';
import { createOutputGuide } from './output-guide.ts';
import { promptBudget } from './prompt-budget.ts';
import { createSkipAnswer } from './skip-answer.ts';
import type { SkipAnswer } from './skip-answer.ts';
import type { ModelChunk, RunSignal, TextModel } from './text-model.ts';
import { createWindowReader } from './window-reader.ts';

export interface RerankInput {
  readonly request: RankRequest;
  readonly settings: RunSettings;
  readonly model: TextModel;
  /** The one the model was trained with: `model.identity.template`. */
  readonly template: PromptTemplate;
  readonly cancel: RunSignal;
  /** Turns what the model throws into a value. */
  readonly describeError?: (error: unknown) => ErrorInfo;
}

/** How a window ended for the run: with a new ranking, or with the run. */
type WindowEnd = { readonly ranking: readonly DocId[] } | { readonly outcome: RunOutcome };

/**
 * Reranks a list with sliding windows, back to front (RankGPT, arXiv 2304.09542), and tells it as events: run-start first, run-end last,
 * in every case. Starts from the first stage's order, where the request has one. Leaving the iteration stops the model. Windows that ended are kept whatever happens later; `ranking` is always a
 * permutation of the request.
 */
export async function* rerank(input: RerankInput): AsyncGenerator<RunEventBody, void, undefined> {
  const { request, settings, model, cancel } = input;
  let ranking = startingRanking(request);
  const problem = checkSettings(settings) ?? checkRequest(request);
  const windows =
    problem === null ? planWindows({ count: ranking.length, size: settings.windowSize, stride: settings.windowStride }) : [];
  yield { type: 'run-start', schema: RUN_LOG_SCHEMA, request, settings, model: model.identity, windows };
  let outcome: RunOutcome =
    problem === null
      ? { type: 'complete' }
      : { type: 'failed', error: { code: 'engine-failed', message: problem, retry: false } };
  try {
    const scores = problem === null ? (request.firstStage?.scores ?? firstStageScores(request)) : [];
    const skips = createSkipAnswer(cancel);
    for (const [index, window] of windows.entries()) {
      const end: WindowEnd = cancel.aborted
        ? { outcome: { type: 'cancelled' } }
        : yield* rerankWindow({ ...input, index, window, ranking, scores, skips });
      if ('outcome' in end) {
        outcome = end.outcome;
        break;
      }
      ranking = end.ranking;
    }
  } catch (error) {
    outcome = { type: 'failed', error: (input.describeError ?? describeAsFailure)(error) };
  }
  yield { type: 'run-end', outcome, ranking };
}

async function* rerankWindow({
  request,
  settings,
  model,
  template,
  cancel,
  index,
  window,
  ranking,
  scores,
  skips,
}: RerankInput & {
  index: number;
  window: Window;
  ranking: readonly DocId[];
  scores: readonly number[];
  skips: SkipAnswer;
}): AsyncGenerator<RunEventBody, WindowEnd, undefined> {
  const count = window.end - window.start;
  const position = new Map(request.candidates.map(({ docId }, place) => [docId, place]));
  const places = ranking.slice(window.start, window.end).flatMap((docId) => position.get(docId) ?? []);
  const candidates = places.flatMap((place): readonly PromptCandidate[] => {
    const candidate = request.candidates[place];
    return candidate === undefined ? [] : [{ ...candidate, windowFrom: request.firstStage?.windowFrom[place] ?? null }];
  });
  const windowScores = places.map((place) => scores[place] ?? 0);
  const { thoughtTokens } = settings;
  const answerTokens = longestFrame(template, count);
  const maxTokens = thoughtTokens + answerTokens;
  const prompt = listwisePrompt({
    template,
    query: request.query.text,
    candidates,
    // Buckets are of the window, not of the list: a model learns them from whole lists of a window's size.
    buckets: scoreBuckets(windowScores),
    passageWords: settings.passageWords,
    fits: (messages) => model.countPromptTokens(messages) + maxTokens <= model.contextTokens,
  });
  if (!prompt.ok) {
    const details = { window: index, contextTokens: model.contextTokens, outputTokens: maxTokens };
    return {
      outcome: { type: 'failed', error: { code: 'context-overflow', message: prompt.error.message, retry: false, details } },
    };
  }
  const { messages, passages } = prompt.value;
  const promptTokens = model.countPromptTokens(messages);
  const budget = promptBudget({ prompt: prompt.value, model, promptTokens, thoughtTokens, answerTokens });
  yield { type: 'window-start', window: index, ...window, passages, messages, promptTokens, budget };

  const { opensThought } = model;
  const guide =
    settings.answerMode === 'free'
      ? undefined
      : createOutputGuide({
          template,
          count,
          thoughtTokens,
          opensThought,
          wantsSkip: () => cancel.skipThoughtOf === index,
          prior: zScores(windowScores).map((score) => settings.priorWeight * score),
          ...(settings.answerMode === 'locked' ? { evidence: passages.map(({ text }) => text) } : {}),
        });
  const closedBy = (): 'closed' | 'forced' | 'skipped' =>
    guide?.skipped === true ? 'skipped' : guide?.forced === true ? 'forced' : 'closed';
  const reader = createWindowReader({ index, window, ranking, opensThought, closedBy });
  let end: Extract<ModelChunk, { type: 'end' }> | undefined;
  const stream = model.stream({
    messages,
    maxTokens,
    temperature: settings.temperature,
    seed: settings.seed,
    cancel,
    ...(guide === undefined ? {} : { guide }),
  });
  for await (const chunk of stream) {
    if (cancel.aborted) break;
    yield* skips.look({ window: index, guide, thoughtOver: reader.thoughtOver });
    if (chunk.type === 'end') end = chunk;
    else yield* reader.push(chunk.text);
  }
  if (cancel.aborted) return { outcome: { type: 'cancelled' } };
  if (end === undefined) throw new Error('the model stopped without saying how it ended');
  const { events, outcome, thought, ranking: next } = reader.end(end.finish);
  yield* events;
  const { completionTokens, prefillTokensPerSecond, decodeTokensPerSecond } = end;
  const usage = { promptTokens: end.promptTokens, completionTokens, prefillTokensPerSecond, decodeTokensPerSecond };
  yield { type: 'window-end', window: index, outcome, thought, ranking: next, usage };
  return { ranking: next };
}

/**
 * Most tokens that tags and answer can take: a token is at least one character. A tighter figure would have to trust how a model cuts its
 * text into tokens, and a guided answer must never run out.
 */
function longestFrame(
  { thoughtOpen, thoughtClose, answerOpen, answerClose, answerSeparator }: PromptTemplate,
  count: number,
): number {
  const identifiers = Array.from({ length: count }, (_, index) => `[${index + 1}]`).join(answerSeparator);
  return [thoughtOpen, thoughtClose, answerOpen, identifiers, answerClose].join('').length + 1;
}

function describeAsFailure(error: unknown): ErrorInfo {
  return { code: 'engine-failed', message: error instanceof Error ? error.message : String(error), retry: true };
}
