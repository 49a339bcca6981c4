import type { CutReason } from '../../../core/read/limits.ts';
import type { SkipResult } from '../../../core/log/event.ts';
import { counted, format } from './format.ts';

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
  joined: 'gained where parts join',
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
