import type { RunEventBody, SkipResult, ThoughtEnd, WindowUsage } from '../log/event.ts';
import { orderOfMention } from '../trace/mentions.ts';
import { splitSentences } from '../trace/sentences.ts';
import type { AskedCall, CallEnd } from './ask.ts';
import { createOutputGuide } from './guide.ts';
import type { ThinkingGuide } from './guide.ts';
import { answerByLikelihood } from './likelihood.ts';
import { quotablePassages } from './quotable.ts';
import { createCallReader } from './reader.ts';
import type { OutputStart } from './reader.ts';
import type { ModelChunk, OutputGuide, RunSignal } from './text-model.ts';

/**
 * Lets the model think and answer. A thought that is over its budget is cut back to its last sentence and closed, and the answer is asked for
 * after it: Rank1's rule (arXiv 2502.18418), on what the model still holds of the prompt. In free mode nothing is held, and nothing closed.
 */
export async function* generateAnswer(call: AskedCall): AsyncGenerator<RunEventBody, CallEnd, undefined> {
  const { settings, method, model, cancel, index, start, messages, maxTokens, skips } = call;
  const { preset, scaling } = method;
  const free = settings.answerMode === 'free';
  const byWord = !free && (preset.answer.type === 'word' || preset.answer.type === 'grade') && model.likelihoods !== undefined;
  const instant = scaling.instantOrder && preset.answer.type === 'order' && model.likelihoods !== undefined;
  if (instant) {
    const end = yield* answerByLikelihood(call);
    if ('outcome' in end) return end;
  }
  if (byWord && start.begins === 'answer') return yield* answerByLikelihood(call);

  let guide: ThinkingGuide | undefined;
  const closedBy = (): Extract<ThoughtEnd, 'closed' | 'forced' | 'skipped'> =>
    guide?.skipped === true ? 'skipped' : guide?.forced === true ? 'forced' : 'closed';
  const reader = createCallReader({
    index,
    ranking: call.ranking,
    shown: call.shown,
    shape: preset.answer,
    ...(call.wanted === undefined ? {} : { take: call.wanted }),
    parser: free ? method.parser : 'glassrank',
    tags: start.tags,
    opensThought: start.begins === 'thought',
    closedBy,
    read: call.read,
  });
  let turn: Turn = { written: start.written, begins: start.begins, thoughtBefore: '' };
  let waits = scaling.waits;
  let used = 0;
  const beliefs: string[] = [];
  let usage: WindowUsage | undefined;
  for (;;) {
    guide = free ? undefined : guideOf({ call, turn, waits, used, byWord });
    let raw = '';
    let end: Extract<ModelChunk, { type: 'end' }> | undefined;
    const stream = model.stream({
      messages,
      ...(preset.completion ? { completion: true } : {}),
      ...(turn.written === '' ? {} : { written: turn.written }),
      maxTokens,
      temperature: settings.temperature,
      seed: settings.seed,
      cancel,
      ...(guide === undefined ? {} : { guide }),
      ...(call.read === undefined ? {} : { readAhead: true }),
      form: {
        tags: start.tags,
        begins: turn.begins,
        thinks: preset.thought !== null,
        answer: {
          shape: preset.answer,
          count: call.shown.length,
          ...(call.wanted === undefined ? {} : { take: call.wanted }),
        },
      },
    });
    for await (const chunk of stream) {
      if (cancel.aborted) break;
      yield* skips.look({ window: index, guide, thoughtOver: reader.thoughtOver });
      if (chunk.type === 'end') end = chunk;
      else if (chunk.type === 'notice') yield { type: 'model-notice', window: index, ...chunk.notice };
      else {
        raw += chunk.text;
        yield* reader.push(chunk.text);
      }
    }
    if (cancel.aborted) return { outcome: { type: 'cancelled' } };
    if (end === undefined) throw new Error('the model stopped without saying how it ended');
    usage = joinUsage(usage, end);
    const paused = guide?.paused ?? null;
    if (paused === null) {
      const { events, ...reading } = reader.end(end.finish);
      yield* events;
      return { answer: { ...reading, usage } };
    }
    used += guide?.used ?? 0;
    const { tags } = start;
    /** The whole thought of this call so far. */
    const whole = turn.thoughtBefore + raw;
    if (paused === 'closed' && waits > 0) {
      waits -= 1;
      yield { type: 'thought-wait', window: index, text: WAIT };
      yield* reader.push(tags.open + WAIT);
      turn = turnOf(start, beforeTag(whole, tags.close) + WAIT, 'thought');
      continue;
    }
    if (paused === 'settled' && scaling.earlyStop?.by === 'beliefs') {
      const { top, sentences } = scaling.earlyStop;
      const end = yield* answerByLikelihood(call, start.written + cutToSentence(whole) + tags.close);
      if ('outcome' in end) return end;
      beliefs.push(end.answer.groups.flat().slice(0, top).join(' '));
      if (beliefs.length <= sentences || beliefs.slice(-sentences - 1).some((belief) => belief !== beliefs.at(-1))) {
        turn = turnOf(start, whole, 'thought');
        continue;
      }
    }
    const kept = paused === 'closed' ? beforeTag(whole, tags.close) : cutToSentence(whole);
    turn = turnOf(start, kept + tags.close, 'answer');
    if (paused !== 'closed') yield* reader.closeThought(paused === 'budget' ? 'forced' : 'settled', whole.length - kept.length);
    if (byWord) {
      const answered = yield* answerByLikelihood(call, turn.written);
      if ('outcome' in answered) return answered;
      const { thought } = reader.end('stop');
      return { answer: { ...answered.answer, thought, usage: withPrompt(usage, answered.answer.usage.promptTokens) } };
    }
  }
}

/** What Rank1 puts in the place of a closing tag to make a model think on. */
const WAIT = '\nWait';

/** Where the writing goes on after a pause. */
interface Turn {
  /** The whole beginning of the assistant's turn. */
  readonly written: string;
  readonly begins: 'before' | 'thought' | 'answer';
  readonly thoughtBefore: string;
}

/** A sentence mark, perhaps with what closes after it. */
const ended = /[.!?…。！？؟۔।][)\]"”’»]*$/u;

/**
 * A thought cut back to the end of its last whole sentence, without white space behind it: Rank1's rule for one that ran out of tokens. A thought
 * without a whole sentence stays whole.
 */
export function cutToSentence(thought: string): string {
  const whole = thought.trimEnd();
  if (ended.test(whole)) return whole;
  const last = splitSentences(whole).at(-1);
  return last === undefined || last.from === 0 ? whole : whole.slice(0, last.from).trimEnd();
}

/** Says of a thought that grows from `before` whether another of its sentences has ended since it was asked last. */
function sentenceEnds(before: string): (thought: string) => boolean {
  const endedIn = (thought: string): number => Math.max(0, splitSentences(thought).length - 1);
  let ended = endedIn(before);
  return (thought) => {
    const now = endedIn(thought);
    const more = now > ended;
    ended = Math.max(ended, now);
    return more;
  };
}

const sentenceMark = /[.!?…。！？؟۔।\n]/u;

/**
 * Says of a growing thought whether its order has come to rest: `top` passages have been named, and the last `sentences` whole sentences named
 * no other one before them. Looks only where a sentence has ended.
 */
export function comesToRest({
  count,
  sentences,
  top,
}: {
  count: number;
  sentences: number;
  top: number;
}): (thought: string) => boolean {
  let looked = 0;
  return (thought) => {
    const added = thought.slice(looked);
    looked = thought.length;
    if (!sentenceMark.test(added)) return false;
    const ends = splitSentences(thought.trimEnd());
    const before = ends.at(-sentences - 1);
    if (before === undefined) return false;
    const now = orderOfMention(thought, count).slice(0, top);
    const then = orderOfMention(thought.slice(0, before.to), count).slice(0, top);
    return then.length === Math.min(top, count) && now.every((position, place) => position === then[place]);
  };
}

export interface SkipReplies {
  /** The events that a skip asked for since the last look calls for; each window's skip is answered once. */
  look(now: {
    readonly window: number;
    readonly guide: OutputGuide | undefined;
    readonly thoughtOver: boolean;
  }): readonly RunEventBody[];
}

/** Answers "skip thinking" honestly: a guide can close the thought of its own window, nothing can close one in free mode. */
export function createSkipReplies(signal: RunSignal): SkipReplies {
  const answered = new Set<number>();
  return {
    look({ window, guide, thoughtOver }) {
      const asked = signal.skipThoughtOf ?? null;
      // A window that has not begun yet cannot have been asked for in earnest.
      if (asked === null || asked > window || answered.has(asked)) return [];
      answered.add(asked);
      return [{ type: 'thought-skip', window: asked, result: asked < window || thoughtOver ? 'over' : close(guide) }];
    },
  };
}

function close(guide: OutputGuide | undefined): SkipResult {
  if (guide === undefined) return 'free-mode';
  return guide.skip() ? 'closing' : 'over';
}

function guideOf({
  call: { request, settings, method, automaton, start, passages, prior, trust, thoughtTokens, cancel, index },
  turn,
  waits,
  used,
  byWord,
}: {
  call: AskedCall;
  turn: Turn;
  waits: number;
  used: number;
  byWord: boolean;
}): ThinkingGuide {
  const { answer } = method.preset;
  const { earlyStop } = method.scaling;
  const labelled = 'label' in answer && answer.label.before === '[' && answer.label.numerals === 'numbers';
  return createOutputGuide({
    tags: start.tags,
    answer: automaton,
    begins: turn.begins,
    thoughtTokens: Math.max(0, thoughtTokens - used),
    thoughtBefore: turn.thoughtBefore,
    wantsSkip: () => cancel.skipThoughtOf === index,
    pause: {
      budget: true,
      closed: waits > 0 || byWord,
      ...(earlyStop === null
        ? {}
        : {
            settled:
              earlyStop.by === 'beliefs'
                ? sentenceEnds(turn.thoughtBefore)
                : comesToRest({ count: passages.length, ...earlyStop }),
          }),
    },
    ...(labelled ? { prior } : {}),
    ...(labelled && settings.answerMode === 'locked' ? { evidence: quotablePassages({ request, passages, trust }) } : {}),
  });
}

function turnOf({ written }: OutputStart, thought: string, begins: Turn['begins']): Turn {
  return { written: written + thought, begins, thoughtBefore: thought };
}

/** What stands before the tag that ended a thought. */
function beforeTag(raw: string, tag: string): string {
  const at = raw.lastIndexOf(tag);
  return at === -1 ? raw : raw.slice(0, at);
}

function joinUsage(before: WindowUsage | undefined, end: Extract<ModelChunk, { type: 'end' }>): WindowUsage {
  const { promptTokens, completionTokens, forcedTokens, prefillTokensPerSecond, decodeTokensPerSecond } = end;
  const forced = forcedTokens === undefined ? {} : { forcedTokens: (before?.forcedTokens ?? 0) + forcedTokens };
  if (before === undefined) return { promptTokens, completionTokens, ...forced, prefillTokensPerSecond, decodeTokensPerSecond };
  // The first turn read the prompt; the speed of writing is that of the longer turn.
  const longer = completionTokens > before.completionTokens ? decodeTokensPerSecond : before.decodeTokensPerSecond;
  return {
    ...before,
    completionTokens: before.completionTokens + completionTokens,
    ...forced,
    decodeTokensPerSecond: longer,
  };
}

function withPrompt(usage: WindowUsage, promptTokens: number): WindowUsage {
  return { ...usage, promptTokens: Math.max(usage.promptTokens, promptTokens) };
}
