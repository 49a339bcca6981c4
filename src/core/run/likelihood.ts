import { firstLabelContinuations } from '../answer/labels.ts';
import type { RunEventBody } from '../log/event.ts';
import { everyPosition, groupByScore } from '../ranking.ts';
import type { AskedCall, CallEnd } from './ask.ts';
import { createCallReader } from './reader.ts';

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
  const groups = groupByScore(everyPosition(leaning.length), (position) => leaning[position] ?? -Infinity);
  const reader = createCallReader({
    index,
    ranking: call.ranking,
    shown,
    shape,
    parser: 'glassrank',
    tags: call.start.tags,
    opensThought: false,
    closedBy: () => 'closed',
    read: call.read,
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
