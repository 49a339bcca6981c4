import type { LikelihoodRequest } from '../../run/text-model.ts';
import type { ChatMessage } from '../../log/run-event.ts';
import { firstLabelContinuations } from '../../answer/first-label-continuations.ts';
import type { DocId } from '../../doc-id.ts';
import type { Preset } from '../../preset/preset.ts';
import type { Result } from '../../result.ts';
import { assistantTurn } from './assistant-turn.ts';

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
export interface BeliefStep {
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
