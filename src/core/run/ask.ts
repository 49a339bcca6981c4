import { createAnswerAutomaton } from '../answer/automaton.ts';
import type { AnswerAutomaton } from '../answer/automaton.ts';
import type { CallResult, Question } from '../answer/shape.ts';
import { errorInfo } from '../errors.ts';
import type {
  ChatMessage,
  PromptBudget,
  PromptPart,
  PromptPassage,
  RunEventBody,
  RunOutcome,
  RunSettings,
  ThoughtEnd,
  WindowOutcome,
  WindowUsage,
} from '../log/event.ts';
import type { PromptTemplate } from '../preset/built-in.ts';
import type { PresetPrompt } from '../preset/prompt.ts';
import { presetPrompt } from '../preset/prompt.ts';
import type { DocId, RankRequest } from '../request.ts';
import type { FusedReading } from '../fusion/reading.ts';
import { everyPosition, groupByScore } from '../ranking.ts';
import { scoreBuckets, zScores } from '../text/scores.ts';
import { generateAnswer } from './generate.ts';
import type { SkipReplies } from './generate.ts';
import { answerByLikelihood } from './likelihood.ts';
import type { RunMethod } from './method.ts';
import { refusedRun } from './problem.ts';
import type { FinishedCall } from './resume.ts';
import { endAgain } from './resume.ts';
import { outputStart } from './reader.ts';
import type { OutputStart } from './reader.ts';
import { readForScores, readsFor, wantsReading } from './reading.ts';
import type { ReadingCost } from './reading.ts';
import { controlsFor, shownCandidates } from './shown.ts';
import type { RunSignal, TextModel } from './text-model.ts';

/** How a window's prompt and output share the context, by the model's own counts: each part of the prompt once, alone. */
function promptBudget({
  prompt,
  model,
  promptTokens,
  thoughtTokens,
  answerTokens,
}: {
  prompt: PresetPrompt;
  model: Pick<TextModel, 'contextTokens' | 'countTokens'>;
  /** Of the whole prompt, template included. */
  promptTokens: number;
  thoughtTokens: number;
  answerTokens: number;
}): PromptBudget {
  let at = 0;
  const parts = prompt.parts.map(({ part, identifier, text }): PromptPart => {
    const from = at;
    at += text.length;
    return { part, identifier, from, to: at, tokens: model.countTokens(text) };
  });
  const contentTokens = prompt.messages.reduce((sum, { content }) => sum + model.countTokens(content), 0);
  return {
    contextTokens: model.contextTokens,
    parts,
    templateTokens: Math.max(0, promptTokens - contentTokens),
    thoughtTokens,
    answerTokens,
    wordsPerPassage: prompt.wordsPerPassage,
  };
}

/** One call, ready to be asked. */
export interface CallInput {
  readonly request: RankRequest;
  readonly settings: RunSettings;
  readonly method: RunMethod;
  readonly model: TextModel;
  /** The model's own format: its thought tags. */
  readonly template: PromptTemplate;
  readonly cancel: RunSignal;
  readonly skips: SkipReplies;
  /** Number of the call in the run. */
  readonly index: number;
  /** The call's passages in the order in which they are shown. */
  readonly shown: readonly DocId[];
  /** The whole list before the call. */
  readonly ranking: readonly DocId[];
  /** First-stage scores in the order of the request's candidates. */
  readonly scores: readonly number[];
  readonly question: Question;
  readonly take?: number;
  readonly sample?: { readonly index: number; readonly of: number };
  /** Words kept of each passage; absent: the preset's own cut. */
  readonly words?: number;
  /** Calls that were finished before the run was broken off, by their numbers: they are not asked again. Absent: none. */
  readonly finished?: readonly FinishedCall[];
}

/** A call whose prompt is written. */
export interface AskedCall extends CallInput {
  readonly messages: readonly ChatMessage[];
  readonly passages: readonly PromptPassage[];
  readonly start: OutputStart;
  readonly automaton: AnswerAutomaton;
  readonly thoughtTokens: number;
  readonly maxTokens: number;
  /** Logits to add to each passage's label, in the order shown. */
  readonly prior: readonly number[];
  /** Logits for each standard deviation of what was scored before the model writes: of passages in `prior`, of their sentences in quotes. */
  readonly trust: number;
  /** The order in which the reading left the passages; absent: they were not read for scores. */
  readonly read?: readonly number[];
  /** How many labels the answer needs; absent: all. */
  readonly wanted?: number;
}

/** What a call came to: everything that its window-end says but the ranking. Positions are those of `shown`. */
export interface CallAnswer extends CallResult {
  readonly outcome: WindowOutcome;
  readonly thought: ThoughtEnd;
  readonly notes: readonly string[];
  readonly usage: WindowUsage;
}

/** A call ends with an answer, or with the run. */
export type CallEnd = { readonly answer: CallAnswer } | { readonly outcome: RunOutcome };

/** Writes the prompt, asks the model in the way that the settings say, reads the answer. Tells all but the window-end. */
export async function* askCall(input: CallInput): AsyncGenerator<RunEventBody, CallEnd, undefined> {
  const { request, settings, method, model, template, index, shown, ranking, question, take } = input;
  const { preset } = method;
  const count = shown.length;
  const place = new Map(request.candidates.map(({ docId }, position) => [docId, position]));
  const places = shown.flatMap((docId) => place.get(docId) ?? []);
  const candidates = shownCandidates(request, places);
  const scores = places.map((position) => input.scores[position] ?? 0);
  const modelTags = model.family?.thought ?? { open: template.thoughtOpen, close: template.thoughtClose };
  const start = outputStart({ preset, opensThought: model.opensThought ?? false, modelTags, silenced: model.silenced });
  const wanted = wantedLabels(method, question, take);
  const automaton = createAnswerAutomaton({ shape: preset.answer, count, ...(wanted === undefined ? {} : { take: wanted }) });
  const { answerMode } = settings;
  const writes = answerMode !== 'first-token' && answerMode !== 'reading';
  const thoughtTokens = !writes || preset.thought === null || start.begins === 'answer' ? 0 : settings.thoughtTokens;
  // Tags and answer at most: a token is at least one character. A tighter figure would have to trust how a model cuts its text into
  // tokens, and a guided answer must never run out.
  const answerTokens = start.tags.open.length + start.tags.close.length + automaton.longest + 1;
  const maxTokens = thoughtTokens + answerTokens;
  const { completion } = preset;
  const writtenTokens = start.written === '' ? 0 : model.countTokens(start.written);
  const prompt = presetPrompt({
    preset,
    query: request.query.text,
    candidates,
    // Buckets are of the call's passages, not of the list: a model learns them from whole lists of a window's size.
    buckets: scoreBuckets(scores),
    // A prompt that asks for a selection needs a number: the best is a selection of one.
    ...(take === undefined && preset.question !== 'select' ? {} : { take: take ?? 1 }),
    ...(input.words === undefined ? {} : { words: input.words }),
    controls: controlsFor(model, preset),
    countTokens: (text) => model.countTokens(text),
    fits: (messages) => model.countPromptTokens(messages, completion) + writtenTokens + maxTokens <= model.contextTokens,
  });
  if (!prompt.ok) {
    const details = { window: index, contextTokens: model.contextTokens, outputTokens: maxTokens };
    return {
      outcome: { type: 'failed', error: errorInfo('context-overflow', prompt.error.message, details) },
    };
  }
  const { messages, passages } = prompt.value;
  const finished = input.finished?.[index];
  if (finished !== undefined) return endAgain(finished, { shown, messages, written: start.written });
  const promptTokens = model.countPromptTokens(messages, completion) + writtenTokens;
  const reads = readsFor(preset, { settings, model });
  const budget = promptBudget({ prompt: prompt.value, model, promptTokens, thoughtTokens, answerTokens });
  yield {
    type: 'window-start',
    window: index,
    ...stretchOf(ranking, shown),
    ...(question === 'order' ? {} : { question }),
    ...(question === 'select' && take !== undefined ? { take } : {}),
    ...(input.sample === undefined ? {} : { sample: input.sample }),
    passages,
    messages,
    ...(completion ? { completion } : {}),
    ...(start.written === '' ? {} : { written: start.written }),
    ...(model.family === undefined
      ? {}
      : {
          family: {
            id: model.family.id,
            open: start.tags.open,
            close: start.tags.close,
            opensThought: model.opensThought ?? false,
          },
        }),
    promptTokens,
    budget,
    ...(reads === null ? {} : { reads }),
  };
  let fused: FusedReading | null = null;
  let cost: ReadingCost | null = null;
  if (reads !== null) {
    const read = yield* readForScores({
      index,
      reads,
      preset,
      prompt: prompt.value,
      settings,
      model,
      cancel: input.cancel,
      shown,
      ranking,
      take: take ?? 1,
      instant: scores,
    });
    if (read.type === 'cancelled') return { outcome: { type: 'cancelled' } };
    if (read.type === 'read') ({ fused, cost } = read);
  } else if (wantsReading(preset, settings)) yield { type: 'reading-left-out', window: index, reason: 'engine' };
  if (answerMode === 'reading') {
    if (fused === null || cost === null)
      return { outcome: { type: 'failed', error: refusedRun({ code: 'no-reading', prompt: preset.title, lacks: 'model' }) } };
    return { answer: answerOfReading(fused, cost) };
  }
  const trust = preset.priorWeight > 0 ? settings.priorWeight : 0;
  const asked: AskedCall = {
    ...input,
    messages,
    passages,
    start,
    automaton,
    thoughtTokens,
    maxTokens,
    // Only our own format was trained to be leant on so.
    prior: (fused?.fused ?? zScores(scores)).map((score) => trust * score),
    trust,
    ...(fused === null ? {} : { read: orderOf(fused).flat() }),
    ...(wanted === undefined ? {} : { wanted }),
  };
  const end = writes ? yield* generateAnswer(asked) : yield* answerByLikelihood(asked);
  return cost === null || 'outcome' in end ? end : { answer: { ...end.answer, usage: usageWith(end.answer.usage, cost, reads) } };
}

/** The order that reading alone makes; ties where fused scores are equal. */
function orderOf({ fused }: FusedReading): readonly (readonly number[])[] {
  return groupByScore(everyPosition(fused.length), (position) => fused[position] ?? 0);
}

function answerOfReading(fused: FusedReading, { promptTokens, prefillTokensPerSecond }: ReadingCost): CallAnswer {
  return {
    groups: orderOf(fused),
    scores: fused.fused,
    outcome: { type: 'complete' },
    thought: 'none',
    notes: [],
    usage: { promptTokens, completionTokens: 0, prefillTokensPerSecond, decodeTokensPerSecond: 0 },
  };
}

/** Of a call that was read first: how fast it was read, since little was left to read when it came to writing; what was read apart was read beside the prompt. */
function usageWith(usage: WindowUsage, cost: ReadingCost, reads: 'list' | 'apart' | null): WindowUsage {
  return {
    ...usage,
    promptTokens: usage.promptTokens + (reads === 'apart' ? cost.promptTokens : 0),
    prefillTokensPerSecond: cost.prefillTokensPerSecond > 0 ? cost.prefillTokensPerSecond : usage.prefillTokensPerSecond,
  };
}

/** How many labels an answer needs: all of an order, fewer where only its head is asked for. */
function wantedLabels({ preset }: RunMethod, question: Question, take: number | undefined): number | undefined {
  if (preset.answer.type === 'order') return question === 'best' ? 1 : question === 'select' ? take : undefined;
  return preset.answer.type === 'select' ? (question === 'best' ? 1 : take) : undefined;
}

/** Where the shown passages stand in the ranking; `places` only where they are no plain stretch of it. */
function stretchOf(
  ranking: readonly DocId[],
  shown: readonly DocId[],
): { readonly start: number; readonly end: number; readonly places?: readonly number[] } {
  const rankOf = new Map(ranking.map((docId, rank) => [docId, rank]));
  const places = shown.map((docId) => rankOf.get(docId) ?? 0);
  const start = Math.min(...places);
  const end = Math.max(...places) + 1;
  return places.every((place, position) => place === start + position) ? { start, end } : { start, end, places };
}
