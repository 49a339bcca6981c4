import type { SkipResult } from '../../../core/log/event.ts';
import type { WindowPhase } from '../../../core/log/view.ts';
import type { CutReason } from '../../../core/read/limits.ts';
import type { PassageDecision } from '../../../core/read/reasons.ts';
import type { FuseRule } from '../../../core/run/method.ts';
import type { SegmentKind } from '../../../core/trace/segments.ts';
import { headOf, shareOf } from '../phrases.ts';
import { counted, format } from './format.ts';

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
  /** Names the pane of a thought that is watched. */
  thoughtKeys: 'The thought; arrow keys go from passage to passage',
  /** Of a thought too long to be drawn whole. */
  leftBefore: (characters: string) => `${characters} characters before this are not drawn while the thought is written.`,
  leftAfter: (characters: string) =>
    `${characters} more characters are not drawn, so that the page does not stand still; a saved log holds them all.`,
  drawMore: 'Draw more',
  passagesNamed: counted({ one: 'names # passage', other: 'names # passages' }),
  kinds: {
    passage: 'passage',
    comparison: 'comparison',
    'change-of-mind': 'change of mind',
    conclusion: 'conclusion',
  } satisfies Record<Exclude<SegmentKind, 'other'>, string>,
  verbatim: 'verbatim',
  verbatimBest: 'verbatim, best evidence',
  verbatimWeak: 'verbatim, but not where the answer is closest',
  verbatimEmpty: 'verbatim, but nothing in it answers a word of the query',
  /** What the marks after quotes mean, said once above them. */
  quoteMarks: {
    title: 'Marks after quotes',
    '✓': 'stands in the passage word for word, and where it comes nearest to the query',
    '≈': 'stands there word for word, but is not its best evidence',
    '=': 'stands there word for word; where the best evidence is, is not known here',
    '✗': 'does not stand in what the model was given',
  },
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
  forced: ({ forced, written }: { readonly forced: number; readonly written: number }) =>
    `${format.number(forced)} of the ${format.tokens(written)} written were forced: the form left no choice, so they were read in chunks instead of being written one by one.`,
  skip: 'Skip thinking',
  skipResults: {
    closing: 'You asked to skip the thought: it was closed with the next token, and the answer follows.',
    over: 'You asked to skip the thought, but it was over already.',
    'free-mode': 'You asked to skip the thought, but a free answer has no guide that could close it. Stop is the only way out.',
  } satisfies Record<SkipResult, string>,
  notices: 'On the way to the model',
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
  readings: 'What other systems would read in this answer',
  readingsHint: 'The same output, read by every system’s own rules. Numbers are those of this call’s prompt; = marks a tie.',
  reader: 'Reading of',
  order: 'Order',
  outcome: 'Outcome',
  told: 'What was done silently',
  used: 'used',
  same: 'nothing',
};

/** The fold on limits: what a window’s prompt held and what it took of the context. */
export const limits = {
  title: 'Limits',
  hint: 'what the model was given, what was cut, what was mended',
  window: ({ number, total }: { readonly number: number; readonly total: number }) =>
    `Window ${format.number(number)} of ${format.number(total)}`,
  meter: 'Context of the model',
  meterWords: ({ used, context }: { readonly used: number; readonly context: number }) =>
    `${format.number(used)} of ${format.tokens(context)} taken or kept free for thought and answer (${format.percent(used / context)})`,
  prompt: 'Prompt',
  instructions: 'instructions',
  query: 'query',
  passages: 'passages',
  template: 'conversation template',
  joined: 'fewer tokens where two parts meet',
  thoughtRoom: 'Room for the thought',
  answerRoom: 'Room for the answer',
  free: 'Left over',
  context: 'Context',
  notCounted: 'This log was written without token counts for the parts of the prompt; only the whole prompt was counted.',
  shrunk: ({ asked, kept }: { readonly asked: number; readonly kept: number }) =>
    `The passages did not all fit at ${format.words(asked)} each, so each kept ${format.words(kept)} at most.`,
  cuts: 'Cut from the passages',
  repairs: 'Mended in the answer',
  sent: 'The prompt exactly as sent',
  noPrompt: 'This log does not hold the prompt.',
  part: 'Part',
  tokens: 'Tokens',
  passage: (identifier: number) => `passage [${identifier}]`,
  sentWhole: (tokens: number) => `${format.tokens(tokens)} in all.`,
  templateNote: (tokens: number) => `The conversation template puts ${format.tokens(tokens)} around this text.`,
};

/** What was cut from passages on their way into a prompt, and why. {names} in braces are places for elements. */
export const cuts = {
  nothingCut: (passages: number) => `Nothing: all ${format.passages(passages)} stand whole in the prompt.`,
  cut: ({
    kept,
    all,
    before,
    after,
  }: {
    readonly kept: number;
    readonly all: number;
    readonly before: number;
    readonly after: number;
  }) =>
    `{passage} kept ${format.number(kept)} of ${format.words(all)}; ${format.number(before)} before and ${format.number(after)} after them were cut.`,
  reasons: ({ reason, words }: { readonly reason: CutReason; readonly words: number }): string =>
    ({
      'passage-words': `Reason: longer than the ${format.words(words)} that the setting lets a passage have.`,
      context: 'Reason: all passages of the window had to fit the model’s context.',
      unknown: 'Reason: not told by this log, which was written without the words that fitted.',
    })[reason],
  neutralised: counted({
    one: '{passage} held # mark that looks like a passage number or a control tag; it was made harmless in the prompt.',
    other: '{passage} held # marks that look like passage numbers or control tags; they were made harmless in the prompt.',
  }),
  showCut: 'Show what was cut',
  wordsBefore: (count: number) => `Cut before, ${format.words(count)}`,
  wordsKept: (count: number) => `Kept, ${format.words(count)}`,
  wordsAfter: (count: number) => `Cut after, ${format.words(count)}`,
};

/** What an answer had to be mended by. {names} in braces are places for elements. */
export const repairs = {
  nothingRepaired: 'Nothing: the model ended its thought and wrote each passage once.',
  notOver: 'Nothing so far; the window is not over.',
  missing: 'Left out of the answer: {passages}. They keep their earlier order behind the others.',
  duplicate: 'Named more than once: {passages}. The first place counts.',
  unknown: (written: string) => `Named, but not in this window: ${written}. Left out.`,
  unfinished: ({ settled, of }: { readonly settled: number; readonly of: number }) =>
    `The answer was cut off after ${format.number(settled)} of ${format.places(of)}. The rest keep their earlier order.`,
  forced: (tokens: number) => `The thought was closed by force at its budget of ${format.tokens(tokens)}.`,
  skipped: 'The thought was closed because you asked for the answer.',
  openThought: 'The thought was never closed, so no order was taken from it.',
  notSkipped: {
    over: 'You asked to skip the thought when it was over already.',
    'free-mode': 'You asked to skip the thought; in a free answer nothing can close it.',
  } satisfies Record<Exclude<SkipResult, 'closing'>, string>,
};

/** Why a row stands where it does, by the thought; what comes with a run that is shown. */
export const rowReason = {
  why: 'Why',
  whyHint: 'Show this sentence in the reasoning',
  silent: 'The reasoning does not speak of it.',
  pending: 'The reasoning has not come to it yet.',
  by: {
    judged: 'judges this passage',
    comparison: 'compares it with others',
    conclusion: 'from the conclusion',
    mentioned: 'only names it',
  } satisfies Record<PassageDecision['by'], string>,
  /** The sentence is of an earlier window; the later thought passes the passage over. */
  earlier: (window: number) => `from window ${format.number(window)}; a later one does not speak of it`,
  /** The thought speaks only against its place. */
  against: (rank: number) => `Ranked ${format.number(rank)}, though the thought says:`,
  /** Where the place stands beside it. */
  though: 'Yet the thought says:',
  /** After a reason that bears the place out. */
  denied: 'The thought also says:',
};
