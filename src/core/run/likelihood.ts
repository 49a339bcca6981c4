import { firstLabelContinuations } from '../answer/labels.ts';
import type { RunEventBody } from '../log/event.ts';
import type { AskedCall, CallEnd } from './ask.ts';
import { createCallReader } from './reader.ts';

/** Positions by descending score; equal scores are tied, `-Infinity` and NaN come last. Every position exactly once. */
export function groupsByScore(scores: readonly number[]): readonly (readonly number[])[] {
  const value = (position: number): number => {
    const score = scores[position] ?? -Infinity;
    return Number.isNaN(score) ? -Infinity : score;
  };
  const groups: number[][] = [];
  const sorted = scores.map((_, position) => position).sort((a, b) => compare(value(b), value(a)) || a - b);
  for (const position of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && value(last[0]) === value(position)) last.push(position);
    else groups.push([position]);
  }
  return groups;
}

/** Infinities minus themselves are no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * The order that the answer's first label would give (FIRST, arXiv 2406.15657): every passage by how likely its label is to be written first.
 * For a yes/no answer: p(yes) / (p(yes) + p(no)), as Rank1 and Qwen3-Reranker. Nothing is sampled, so nothing can be malformed.
 */
export async function* answerByLikelihood(
  call: AskedCall,
  /** What the assistant's turn holds by now; absent: the call's own beginning, its thought closed. */
  written: string = beforeAnswer(call),
): AsyncGenerator<RunEventBody, CallEnd, undefined> {
  const { model, method, index, shown, messages, cancel, prior } = call;
  const shape = method.preset.answer;
  if (model.likelihoods === undefined) throw new Error('this model does not say how likely its tokens are');
  const byWord = shape.type === 'word' || shape.type === 'grade';
  const continuations = byWord
    ? [shape.yes, shape.no]
    : firstLabelContinuations({ shape, count: shown.length, ...(call.wanted === undefined ? {} : { take: call.wanted }) });
  const { logProbs, promptTokens, computedTokens } = await model.likelihoods({
    messages,
    ...(method.preset.completion ? { completion: true } : {}),
    written: written + shape.open,
    continuations,
    cancel,
  });
  if (cancel.aborted) return { outcome: { type: 'cancelled' } };
  yield { type: 'likelihoods', window: index, of: byWord ? 'words' : 'labels', logProbs, computedTokens };
  const usage = { promptTokens, completionTokens: 0, prefillTokensPerSecond: 0, decodeTokensPerSecond: 0 };
  const rest = { outcome: { type: 'complete' }, thought: 'none', notes: [], usage } as const;
  if (byWord) {
    const [yes = -Infinity, no = -Infinity] = logProbs;
    const score = 1 / (1 + Math.exp(no - yes));
    return { answer: { ...rest, groups: [[0]], scores: [Number.isNaN(score) ? 0.5 : score] } };
  }
  const leaning = logProbs.map((value, position) => value + (prior[position] ?? 0));
  const groups = groupsByScore(leaning);
  const reader = createCallReader({
    index,
    ranking: call.ranking,
    shown,
    shape,
    parser: 'glassrank',
    tags: call.start.tags,
    opensThought: false,
    closedBy: () => 'closed',
  });
  yield* reader.showOrder(groups.flat(), 'first-token');
  return { answer: { ...rest, groups, scores: logProbs } };
}

/** The assistant's turn up to where the answer begins, without any thought. */
function beforeAnswer({ start: { written, begins, tags } }: AskedCall): string {
  switch (begins) {
    case 'before':
      return `${written}${tags.open}${tags.close}`;
    case 'thought':
      return written + tags.close;
    case 'answer':
      return written;
  }
}
