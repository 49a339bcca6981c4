import { firstLabelContinuations } from '../../answer/labels.ts';
import type { TsvRow } from '../../export/tsv.ts';
import type { ChatMessage, ModelIdentity } from '../../log/event.ts';
import type { WindowView } from '../../log/view.ts';
import type { Preset } from '../../preset/preset.ts';
import type { DocId, RankRequest, Result } from '../../request.ts';
import type { LikelihoodAnswer, LikelihoodRequest } from '../../run/text-model.ts';
import type { Lens } from './lens.ts';

interface Tags {
  readonly open: string;
  readonly close: string;
}

/** How an assistant's turn of a logged call goes up to the answer, around any beginning of its thought. `thinks` false: it has no thought. */
interface AssistantTurn {
  readonly before: string;
  readonly after: string;
  readonly thinks: boolean;
}

/**
 * Reads from a call's log how its turn began, as the run itself did. `written`: what the turn was made to begin with. A log does not say whether the
 * conversation template ends in an opened thought; where the preset's own beginning does not tell, `opensThought` does.
 */
function assistantTurn({
  preset,
  written,
  modelTags,
  opensThought,
}: {
  preset: Preset;
  written: string;
  modelTags: Tags;
  opensThought: boolean;
}): AssistantTurn {
  const { prefill, thought, completion, messages } = preset;
  const told = thought === null || prefill.startsWith(modelTags.open);
  const opened = !completion && (told ? written !== prefill : opensThought);
  if (opened) {
    if (written.includes(modelTags.close)) return { before: written, after: '', thinks: false };
    return { before: written, after: modelTags.close, thinks: true };
  }
  const tags = thought ?? modelTags;
  const before = (completion ? (messages.at(-1)?.content ?? '') : '') + prefill;
  const openAt = before.lastIndexOf(tags.open);
  const closeAt = before.lastIndexOf(tags.close);
  if (openAt > closeAt) return { before: written, after: tags.close, thinks: true };
  if (closeAt !== -1 || thought === null) return { before: written, after: '', thinks: false };
  return { before: written + tags.open, after: tags.close, thinks: true };
}

/** One finished call of a log, as far as the probe needs it. */
export interface ProbedCall {
  readonly messages: readonly ChatMessage[];
  readonly written: string;
  /** The thought up to where the answer was given. */
  readonly reasoning: string;
  readonly docIds: readonly DocId[];
  /** How many a `select` is to name; null for other questions. */
  readonly take: number | null;
}

/** The question asked after a beginning of the thought: `[0, to)` in UTF-16 offsets; 0 = before any thought. */
interface BeliefStep {
  readonly from: number;
  readonly to: number;
}

export interface BeliefPlan {
  readonly docIds: readonly DocId[];
  readonly steps: readonly BeliefStep[];
  /** One a step, each the last one's text and more, so that an engine that keeps what it read computes only what is new. */
  readonly requests: readonly LikelihoodRequest[];
}

/** no-labels: the answer does not begin with the choice of a passage. no-passages: there is nothing to choose from. */
export type BeliefProblem = 'no-labels' | 'no-passages';

/**
 * Which passage would be named first, asked before any thought and after each of `ends` (UTF-16 offsets into the thought, where a sentence or a
 * segment ends). The thought is closed there as the budget would close it, and the answer's opening written after it. Ends out of range, repeated or
 * of nothing but white space are passed over; a call that does not think is asked once.
 */
export function beliefPlan({
  call,
  preset,
  ends,
  modelTags,
  opensThought,
}: {
  call: ProbedCall;
  preset: Preset;
  ends: readonly number[];
  modelTags: { readonly open: string; readonly close: string };
  opensThought: boolean;
}): Result<BeliefPlan, BeliefProblem> {
  const { docIds, reasoning, messages, written, take } = call;
  if (docIds.length === 0) return { ok: false, error: 'no-passages' };
  const wanted = take === null ? {} : { take };
  const continuations = firstLabelContinuations({ shape: preset.answer, count: docIds.length, ...wanted });
  if (continuations.length === 0) return { ok: false, error: 'no-labels' };
  const turn = assistantTurn({ preset, written, modelTags, opensThought });
  const steps: BeliefStep[] = [{ from: 0, to: 0 }];
  let said = '';
  const places = [...new Set(ends)].filter((end) => end > 0 && end <= reasoning.length).toSorted((one, other) => one - other);
  let from = 0;
  for (const to of turn.thinks ? places : []) {
    const text = reasoning.slice(0, to).trimEnd();
    if (text === said || text === '') continue;
    steps.push({ from, to });
    from = to;
    said = text;
  }
  const requests = steps.map(({ to }) => ({
    messages,
    ...(preset.completion ? { completion: true } : {}),
    written: turn.before + reasoning.slice(0, to).trimEnd() + turn.after + preset.answer.open,
    continuations,
  }));
  return { ok: true, value: { docIds, steps, requests } };
}

/** What the model would name first, after one beginning of its thought. */
export interface Belief {
  /** In the order shown; they sum to 1. */
  readonly shares: readonly number[];
  /** Probability that any of the labels is written at all, from 0 to 1: small where the model would rather write something else. */
  readonly mass: number;
  /** In bits: 0 = certain, log2 of the number of passages = no idea. */
  readonly entropy: number;
  /** 0-based position of the likeliest passage; of equal ones the first. */
  readonly top: number;
}

export interface BeliefSummary {
  /** One a step; null where no answer came, or nothing but impossible ones. */
  readonly beliefs: readonly (Belief | null)[];
  /** Steps at which the likeliest passage is another than at the last step that has one. */
  readonly changes: readonly number[];
}

/** Likelihoods as shares of belief. `answers` may be fewer than `steps`: what came before a stop is shown. */
export function beliefSummary({
  answers,
  steps,
}: {
  answers: readonly (LikelihoodAnswer | undefined)[];
  steps: number;
}): BeliefSummary {
  const beliefs = Array.from({ length: steps }, (_, place) => beliefOf(answers[place]));
  const changes: number[] = [];
  let top: number | null = null;
  for (const [place, belief] of beliefs.entries()) {
    if (belief === null) continue;
    if (top !== null && belief.top !== top) changes.push(place);
    top = belief.top;
  }
  return { beliefs, changes };
}

function beliefOf(answer: LikelihoodAnswer | undefined): Belief | null {
  if (answer === undefined || answer.logProbs.some(Number.isNaN)) return null;
  const most = answer.logProbs.reduce((high, value) => Math.max(high, value), -Infinity);
  if (!Number.isFinite(most)) return null;
  const weights = answer.logProbs.map((value) => Math.exp(value - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => weight / sum);
  return {
    shares,
    mass: Math.min(1, sum * Math.exp(most)),
    entropy: shares.reduce((bits, share) => (share === 0 ? bits : bits - share * Math.log2(share)), 0),
    top: weights.indexOf(1),
  };
}

/** The job of the belief probe: the questions, what they are about, and the answers so far. */
export interface BeliefJob {
  readonly plan: BeliefPlan;
  readonly probed: {
    readonly runId: string;
    readonly request: RankRequest;
    readonly window: Pick<WindowView, 'index' | 'reasoning'>;
    /** The model that wrote the thought; another one may be asked. */
    readonly writtenBy: ModelIdentity;
  };
  readonly answers: readonly LikelihoodAnswer[];
  /** Null until the model is there. */
  readonly model: ModelIdentity | null;
  readonly end: object;
}

/** A lens: which passage would be named first, sentence by sentence of a thought? */
export const belief: Lens<BeliefJob> = {
  repeats: false,
  findings({ plan, probed, answers, model, end }) {
    const { beliefs, changes } = beliefSummary({ answers, steps: plan.steps.length });
    const texts = plan.steps.map(({ from, to }) => probed.window.reasoning.slice(from, to).trim());
    return {
      table: [
        ['step', 'text', 'entropy_bits', 'mass', ...plan.docIds],
        ...beliefs.map((own, place): TsvRow => [
          place,
          texts[place] ?? '',
          own?.entropy ?? null,
          own?.mass ?? null,
          ...plan.docIds.map((_, position) => own?.shares[position] ?? null),
        ]),
      ],
      json: {
        end,
        model,
        writtenBy: probed.writtenBy,
        runId: probed.runId,
        window: probed.window.index,
        query: probed.request.query,
        docIds: plan.docIds,
        changes,
        steps: plan.steps.map((step, place) => ({
          ...step,
          text: texts[place],
          belief: beliefs[place],
          answer: answers[place] ?? null,
        })),
      },
    };
  },
};
