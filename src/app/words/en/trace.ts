import type { FuseRule } from '../../../core/run/method.ts';
import type { SegmentKind } from '../../../core/trace/segments.ts';
import type { SkipResult } from '../../../core/log/event.ts';
import type { WindowPhase } from '../../../core/log/view.ts';
import { counted, format } from './format.ts';
import { headOf, shareOf } from '../phrases.ts';

/** The reasoning: what the model wrote, and how far the answer follows it. {names} in braces are places for chips. */
export const trace = {
  title: 'Reasoning',
  honesty: 'Text the model wrote; not a faithful account of how it decided.',
  locked: 'Its quotes can only be copied from the passages.',
  preparing: 'Preparing the first window…',
  onlyWindow: 'One window',
  window: ({ number, total }: { readonly number: number; readonly total: number }) =>
    `Window ${format.number(number)} of ${format.number(total)}`,
  places: ({ first, last }: { readonly first: number; readonly last: number }) =>
    `places ${format.number(first)}–${format.number(last)}`,
  phases: { reading: 'Reading', thinking: 'Thinking', answering: 'Answering' } satisfies Record<
    Exclude<WindowPhase, 'ended'>,
    string
  >,
  brokenOff: 'Broken off',
  brokenOffSentence: 'This window was broken off. Nothing was taken from it.',
  readingPrompt: (tokens: number) =>
    `Finishing the prompt: the model is reading ${format.tokens(tokens)}. It can’t be interrupted in this part.`,
  thought: 'The thought',
  passagesNamed: counted({ one: 'names # passage', other: 'names # passages' }),
  kinds: {
    passage: 'passage',
    comparison: 'comparison',
    'change-of-mind': 'change of mind',
    conclusion: 'conclusion',
  } satisfies Record<Exclude<SegmentKind, 'other'>, string>,
  verbatim: 'verbatim',
  notFound: 'not found',
  unknownNumber: 'No passage of this window has this number',
  chip: ({ rank, start }: { readonly rank: number; readonly start: string }) => `place ${format.number(rank)}: ${start}`,
  answer: 'Answer',
  usage: ({
    read,
    readRate,
    written,
    writtenRate,
  }: {
    readonly read: number;
    readonly readRate: number;
    readonly written: number;
    readonly writtenRate: number;
  }) =>
    `${format.tokens(read)} read at ${format.rate(readRate)} per second, ${format.number(written)} written at ${format.rate(writtenRate)} per second`,
  skip: 'Skip thinking',
  skipResults: {
    closing: 'You asked to skip the thought: it was closed with the next token, and the answer follows.',
    over: 'You asked to skip the thought, but it was over already.',
    'free-mode': 'You asked to skip the thought, but a free answer has no guide that could close it. Stop is the only way out.',
  } satisfies Record<SkipResult, string>,
  consistency: 'Does the answer follow the thought?',
  contradiction: 'The reasoning puts {better} before {worse}, the answer the other way round.',
  contradictionUnread: 'The reasoning puts {better} before {worse}; no answer could be read, so they stay the other way round.',
  concluded: '{passage} stands in the conclusion of the reasoning, but not in the answer.',
  concludedUnread: '{passage} stands in the conclusion of the reasoning; no answer could be read.',
  moved: ({ from, to }: { readonly from: number; readonly to: number }) =>
    `{passage} rose from place ${format.number(from)} to ${format.number(to)}, though the reasoning never mentions it.`,
  agrees: counted({
    one: 'The answer keeps the # pair that the reasoning puts in order.',
    other: 'The answer keeps all # pairs that the reasoning puts in order.',
  }),
  agreesUnread: counted({
    one: 'No answer could be read; the list happens to keep the # pair that the reasoning puts in order.',
    other: 'No answer could be read; the list happens to keep all # pairs that the reasoning puts in order.',
  }),
  nothingToCheck: 'The reasoning puts no two passages in order, so there is nothing to hold the answer against.',
  caveat: 'Found by rules over the words; a sentence can be misread.',
  showSentence: 'Show the sentence',
  showEarlier: 'Show the earlier one',
  more: (count: number) => `Show ${format.number(count)} more`,
  fewer: 'Show fewer',
};

/** One model call of any strategy: what it asked, how likely its answers were, what its samples came to. */
export const calls = {
  call: ({ number, total }: { readonly number: number; readonly total: number | null }) =>
    `Call ${format.number(number)}${total === null ? '' : ` of ${format.number(total)}`}`,
  /** What the call asked of which places. */
  head: headOf(format, {
    asks: {
      order: (passages) => `order of ${passages}`,
      best: (passages) => `best of ${passages}`,
      pair: (passages) => `comparison of ${passages}`,
      select: (passages, take) => `best ${take} of ${passages}`,
      relevance: (passages) => `relevance of ${passages}`,
      scores: (passages) => `scores of ${passages}`,
    },
    places: (places, count) => `${count === 1 ? 'place' : 'places'} ${places}`,
  }),
  sample: ({ number, of }: { readonly number: number; readonly of: number }) =>
    `sample ${format.number(number)} of ${format.number(of)}`,
  likelihoods: { labels: 'How likely each passage was to be named first', words: 'How likely the answer was yes' },
  /** Instead of a sentence on an order, where none was asked for. */
  whole: 'The whole answer was read.',
  unwritten: 'No answer was written: the likelihoods decide.',
  /** `computed`: tokens that were not still held. */
  read: ({ read, computed }: { readonly read: number; readonly computed: number }) =>
    `${format.tokens(read)} read, ${format.number(computed)} of them computed for it.`,
  /** `share`: of 1, of what the model would have written. */
  mass: (share: number) =>
    `Shares of these labels alone; together they are ${shareOf(format, share)} of what the model would have written.`,
  yes: (share: number) => `p(yes) ${format.fixed(share, 3)}`,
  scores: 'Scores given',
  noScore: 'none',
  cut: 'Cut here: the answer was given without what follows.',
  wait: '“Wait” was put here',
  notes: 'What this reading did without saying so',
  fused: (samples: number, rule: FuseRule) =>
    `${format.number(samples)} samples became one order by ${{ borda: 'Borda count', kemeny: 'Kemeny’s rule', 'reciprocal-rank': 'reciprocal rank fusion' }[rule]}.`,
  agreement: (tau: string) => `They agree at Kendall’s τ ${tau} on average (1 = the same order, 0 = no relation).`,
  noAgreement: 'Their agreement is not defined: a sample told nothing apart.',
  passage: 'Passage',
  meanRank: 'Mean rank',
  ranks: 'Best–worst',
  deviation: 'Deviation',
  tied: 'tied',
  firstToken: 'Provisional: the order that the first token would give',
  readings: 'What each would have made of it',
  readingsHint: 'The same output, read by every system’s own rules. Numbers are those of this call’s prompt; = marks a tie.',
  reader: 'Reading of',
  order: 'Order',
  outcome: 'Outcome',
  told: 'What was done silently',
  used: 'used',
  same: 'nothing',
};
