import { readWritten } from '../answer/output.ts';
import { readAnswer } from '../answer/reading.ts';
import type { AnswerShape, CallResult } from '../answer/shape.ts';
import type { RunEventBody, ThoughtEnd, WindowOutcome } from '../log/event.ts';
import type { ParserId } from '../parser/index.ts';
import { parseWith } from '../parser/index.ts';
import type { Preset } from '../preset/preset.ts';
import { reorderPlaces } from '../ranking.ts';
import type { DocId } from '../request.ts';
import { orderOfMention } from '../trace/mentions.ts';
import { answerStretches, answerText, createReasoningSplitter } from '../trace/split.ts';
import type { Part, WrittenOutput } from '../trace/split.ts';

/** How a call's output begins. */
export interface OutputStart {
  /** What the assistant's turn is made to begin with. */
  readonly written: string;
  /** Where the model's own text begins. */
  readonly begins: 'before' | 'thought' | 'answer';
  /** What its thought stands between. */
  readonly tags: { readonly open: string; readonly close: string };
}

/**
 * Fits a preset's way of thinking to a model whose conversation template may itself end in an opened thought. Such a thought is the model's: it is
 * closed by the model's own tag, at once where the preset knows no thought. A model that would think by itself is kept from it by `silenced`
 * (`TextModel.silenced`) where the preset knows no thought and writes none.
 */
export function outputStart({
  preset,
  opensThought,
  modelTags,
  silenced = '',
}: {
  preset: Preset;
  opensThought: boolean;
  modelTags: { readonly open: string; readonly close: string };
  silenced?: string | undefined;
}): OutputStart {
  const { prefill, thought, completion, messages } = preset;
  if (opensThought && !completion) {
    const rest = prefill.startsWith(modelTags.open) ? prefill.slice(modelTags.open.length) : null;
    if (rest !== null) return { written: rest, begins: rest.includes(modelTags.close) ? 'answer' : 'thought', tags: modelTags };
    return thought === null
      ? { written: modelTags.close + prefill, begins: 'answer', tags: modelTags }
      : { written: prefill, begins: 'thought', tags: modelTags };
  }
  const tags = thought ?? modelTags;
  const before = (completion ? (messages.at(-1)?.content ?? '') : '') + prefill;
  const opened = before.lastIndexOf(tags.open);
  const closed = before.lastIndexOf(tags.close);
  const begins = opened > closed ? 'thought' : closed !== -1 || thought === null ? 'answer' : 'before';
  const silent = thought === null && !completion && opened === -1 && closed === -1;
  return { written: silent ? silenced + prefill : prefill, begins, tags };
}

/** What a call's output came to. */
interface CallReading extends CallResult {
  readonly events: readonly RunEventBody[];
  readonly outcome: WindowOutcome;
  readonly thought: ThoughtEnd;
  /** What the chosen reading did that the text does not say. */
  readonly notes: readonly string[];
}

interface CallReader {
  /** Takes model text as it comes, in pieces of any size. */
  push(text: string): readonly RunEventBody[];
  /** Closes an open thought from outside. `cut`: UTF-16 units at its end that the model does not go on from. */
  closeThought(end: ThoughtEnd, cut: number): readonly RunEventBody[];
  /** Shows an order that came from elsewhere than the text. */
  showOrder(order: readonly number[], from: 'first-token'): readonly RunEventBody[];
  /** True once a thought has ended or an answer has begun. */
  readonly thoughtOver: boolean;
  /** What became of the call once the model has stopped. */
  end(finish: 'stop' | 'length' | 'abort'): CallReading;
}

/**
 * Reads one call's output: thought and answer apart, provisional orders while they are written, the outcome at the end. Only the answer
 * decides; what an unfinished thought mentions moves nothing in the end, unless a published system's own reading was asked for.
 */
export function createCallReader({
  index,
  ranking,
  shown,
  shape,
  take,
  parser,
  tags,
  opensThought,
  closedBy,
  read,
}: {
  index: number;
  /** The whole list before this call. */
  ranking: readonly DocId[];
  /** The call's passages in the order of their identifiers. */
  shown: readonly DocId[];
  shape: AnswerShape;
  take?: number;
  /** Reads the whole output once it has ended; `glassrank` reads the answer alone. */
  parser: ParserId;
  tags: { readonly open: string; readonly close: string };
  opensThought: boolean;
  /** How the thought that just ended came to its end. */
  closedBy: () => Extract<ThoughtEnd, 'closed' | 'forced' | 'skipped'>;
  /** The order on screen that reading left; what thought and answer have not named yet stays in it. Absent: that of the list. */
  read?: readonly number[] | undefined;
}): CallReader {
  const count = shown.length;
  const takeIfAny = take === undefined ? {} : { take };
  const splitter = createReasoningSplitter({ opened: opensThought, open: tags.open, close: tags.close });
  let output = opensThought ? tags.open : '';
  let thought = '';
  /** White space that a thought begins with; a thought of nothing else is none. */
  let blank = '';
  let thinking = false;
  let thoughtEnd: ThoughtEnd = 'none';
  let answer = '';
  const stretches = answerStretches();
  let mentioned: readonly number[] = [];
  const readTo = { thought: 0, answer: 0 };
  const inOrder = (order: readonly number[]): readonly DocId[] =>
    reorderPlaces({ ranking, shown, order: read === undefined ? order : [...order, ...read] });
  let shownRanking = inOrder([]);

  /** Set while the thought is closed from outside. */
  let closing: { readonly end: ThoughtEnd; readonly cut: number } | null = null;

  const endThought = (end: ThoughtEnd, cut = 0): RunEventBody[] => {
    blank = '';
    if (!thinking) return [];
    thinking = false;
    thoughtEnd = end;
    const kept = cut === 0 ? {} : { keptTo: Math.max(0, thought.length - cut) };
    return [{ type: 'reasoning-end', window: index, end, ...kept }];
  };

  const showOrder = (order: readonly number[], from: 'first-token' | 'reasoning' | 'answer'): RunEventBody[] => {
    if (order.length === 0) return [];
    const next = inOrder(order);
    if (next.every((docId, position) => docId === shownRanking[position])) return [];
    shownRanking = next;
    return [{ type: 'order-update', window: index, ranking: next, from }];
  };

  const readPart = (part: Part): RunEventBody[] => {
    stretches.take(part);
    switch (part.type) {
      case 'reasoning-start':
        return [];
      case 'reasoning': {
        if (!thinking && part.text.trim() === '') {
          blank += part.text;
          return [];
        }
        const text = blank + part.text;
        const start: RunEventBody[] = thinking ? [] : [{ type: 'reasoning-start', window: index }];
        blank = '';
        thinking = true;
        thought += text;
        // The thought of one that is to order all of them names them in its order; in a choice of one, a mention is no rank.
        if (shape.type === 'order' && isDue('thought', thought.length, readTo.thought)) {
          mentioned = orderOfMention(thought, count);
          readTo.thought = thought.length;
        }
        return [
          ...start,
          { type: 'reasoning-delta', window: index, text },
          ...(answer === '' ? showOrder(mentioned, 'reasoning') : []),
        ];
      }
      case 'reasoning-end':
        return closing === null ? endThought(closedBy()) : endThought(closing.end, closing.cut);
      case 'answer': {
        answer += part.text;
        const delta: RunEventBody = { type: 'answer-delta', window: index, text: part.text };
        if (!isDue('answer', answer.length, readTo.answer)) return [delta];
        readTo.answer = answer.length;
        const { groups, outcome } = readAnswer({ shape, text: answerText(stretches.last).text, count, ...takeIfAny });
        const unnamed = new Set(outcome.type === 'repaired' ? outcome.missing.map((identifier) => identifier - 1) : []);
        const named = outcome.type === 'unparsed' ? [] : groups.flat().filter((position) => !unnamed.has(position));
        // What the answer has not named yet stays where the thought put it: no jumping back while it is written.
        const provisional = named.length === 0 ? [] : [...new Set([...named, ...mentioned])];
        return [delta, ...showOrder(provisional, 'answer')];
      }
    }
  };

  return {
    push: (text) => {
      output += text;
      return splitter.push(text).flatMap(readPart);
    },
    closeThought(end, cut) {
      closing = { end, cut };
      output += tags.close;
      const events = splitter.push(tags.close).flatMap(readPart);
      closing = null;
      return events;
    },
    showOrder,
    get thoughtOver() {
      return thoughtEnd !== 'none' || answer.trim() !== '';
    },
    end(finish) {
      const { parts, open } = splitter.end();
      const events = [...parts.flatMap(readPart), ...endThought('open')];
      const reading = readEnded(stretches.end(open), { shape, count, finish, ...takeIfAny });
      if (parser === 'glassrank') return { events, thought: thoughtEnd, ...reading };
      const theirs = parseWith(parser, { output, shape, count, ...takeIfAny });
      // Their reading, our honesty: what was cut off stays told as cut off.
      const outcome = reading.outcome.type === 'truncated' ? reading.outcome : theirs.outcome;
      return { events, thought: thoughtEnd, notes: theirs.notes, groups: theirs.groups, scores: theirs.scores, outcome };
    },
  };
}

/** Up to so many UTF-16 units a channel is read anew with each piece; from there on after each eighth more, so that no output costs its square. */
const READ_EACH_PIECE = { thought: 16_384, answer: 4096 };

function isDue(channel: 'thought' | 'answer', length: number, readTo: number): boolean {
  return length <= READ_EACH_PIECE[channel] || length - readTo >= length / 8;
}

/** The answer of an output that has ended, or was ended. */
function readEnded(
  written: WrittenOutput,
  {
    finish,
    ...asked
  }: {
    readonly shape: AnswerShape;
    readonly count: number;
    readonly take?: number;
    readonly finish: 'stop' | 'length' | 'abort';
  },
): CallResult & { readonly outcome: WindowOutcome; readonly notes: readonly string[] } {
  const { closed, ...reading } = readWritten(written, asked);
  const { outcome } = reading;
  if (finish === 'stop' || closed || outcome.type === 'complete') return reading;
  const settled = outcome.type === 'unparsed' ? 0 : asked.count - outcome.missing.length;
  return { ...reading, outcome: { type: 'truncated', settled } };
}
