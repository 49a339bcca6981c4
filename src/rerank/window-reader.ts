import type { RunEventBody, ThoughtEnd, WindowOutcome } from '../protocol/run-event.ts';
import { applyOrder } from '../rank/apply-order.ts';
import type { DocId } from '../rank/doc-id.ts';
import { parseOrder } from '../rank/parse-order.ts';
import type { Window } from '../rank/window.ts';
import { answerText } from '../trace/answer-text.ts';
import { orderOfMention } from '../trace/order-of-mention.ts';
import { createReasoningSplitter } from '../trace/split-reasoning.ts';
import type { Part } from '../trace/split-reasoning.ts';

export interface WindowReader {
  /** Takes model text as it comes, in pieces of any size. */
  push(text: string): readonly RunEventBody[];
  /** True once a thought has ended or an answer has begun. */
  readonly thoughtOver: boolean;
  /** What became of the window once the model has stopped. */
  end(finish: 'stop' | 'length' | 'abort'): {
    readonly events: readonly RunEventBody[];
    readonly outcome: WindowOutcome;
    readonly thought: ThoughtEnd;
    readonly ranking: readonly DocId[];
  };
}

/**
 * Reads one window's output: thought and answer apart, provisional orders while they are written, the outcome at the end. Only the answer
 * channel decides the order; what an unfinished thought mentions moves nothing in the end.
 */
export function createWindowReader({
  index,
  window,
  ranking,
  opensThought,
  closedBy,
}: {
  index: number;
  window: Window;
  /** The whole list before this window. */
  ranking: readonly DocId[];
  opensThought: boolean;
  /** How the thought that just ended came to its end. */
  closedBy: () => Extract<ThoughtEnd, 'closed' | 'forced' | 'skipped'>;
}): WindowReader {
  const count = window.end - window.start;
  const splitter = createReasoningSplitter({ opened: opensThought });
  let thought = '';
  /** White space that a thought begins with; a thought of nothing else is none. */
  let blank = '';
  let thinking = false;
  let thoughtEnd: ThoughtEnd = 'none';
  let answer = '';
  let mentioned: readonly number[] = [];
  let shown = ranking;

  const endThought = (end: ThoughtEnd): RunEventBody[] => {
    blank = '';
    if (!thinking) return [];
    thinking = false;
    thoughtEnd = end;
    return [{ type: 'reasoning-end', window: index, end }];
  };

  const showOrder = (order: readonly number[], from: 'reasoning' | 'answer'): RunEventBody[] => {
    if (order.length === 0) return [];
    const next = applyOrder({ ranking, window, order });
    if (next.every((docId, position) => docId === shown[position])) return [];
    shown = next;
    return [{ type: 'order-update', window: index, ranking: next, from }];
  };

  const readPart = (part: Part): RunEventBody[] => {
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
        mentioned = orderOfMention(thought, count);
        return [
          ...start,
          { type: 'reasoning-delta', window: index, text },
          ...(answer === '' ? showOrder(mentioned, 'reasoning') : []),
        ];
      }
      case 'reasoning-end':
        return endThought(closedBy());
      case 'answer': {
        answer += part.text;
        const { order } = parseOrder(answerText(answer).text, count);
        // What the answer has not named yet stays where the thought put it: no jumping back while it is written.
        const provisional = order.length === 0 ? [] : [...new Set([...order, ...mentioned])];
        return [{ type: 'answer-delta', window: index, text: part.text }, ...showOrder(provisional, 'answer')];
      }
    }
  };

  return {
    push: (text) => splitter.push(text).flatMap(readPart),
    get thoughtOver() {
      return thoughtEnd !== 'none' || answer.trim() !== '';
    },
    end(finish) {
      const { parts, open } = splitter.end();
      const events = [...parts.flatMap(readPart), ...endThought('open')];
      const { outcome, order } = judge({ answer, count, finish, open });
      return { events, outcome, thought: thoughtEnd, ranking: applyOrder({ ranking, window, order }) };
    },
  };
}

/** `open`: the output ended inside a thought. Then only an answer that was closed before it counts. */
function judge({
  answer,
  count,
  finish,
  open,
}: {
  answer: string;
  count: number;
  finish: 'stop' | 'length' | 'abort';
  open: boolean;
}): {
  readonly outcome: WindowOutcome;
  readonly order: readonly number[];
} {
  const { text, state } = answerText(answer);
  const cutOff = finish !== 'stop' && state !== 'whole';
  if (open && state !== 'whole') {
    return {
      outcome: cutOff ? { type: 'truncated', settled: 0 } : { type: 'unparsed', reason: 'the thought was not finished' },
      order: [],
    };
  }
  const { order, duplicate, unknown, missing } = parseOrder(text, count);
  if (order.length === count && duplicate.length === 0 && unknown.length === 0) return { outcome: { type: 'complete' }, order };
  if (cutOff) return { outcome: { type: 'truncated', settled: order.length }, order };
  if (order.length === 0) {
    return {
      outcome: { type: 'unparsed', reason: text.trim() === '' ? 'the model wrote no answer' : 'the answer names no passage' },
      order,
    };
  }
  return { outcome: { type: 'repaired', missing, duplicate, unknown }, order };
}
