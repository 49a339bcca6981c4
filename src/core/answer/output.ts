import { afterThought, answerText, splitOutput } from '../trace/split.ts';
import type { WrittenOutput } from '../trace/split.ts';
import { unparsedAnswer } from './outcome.ts';
import { readAnswer } from './reading.ts';
import type { AnswerReading, AnswerShape } from './shape.ts';

interface OutputInput {
  readonly shape: AnswerShape;
  readonly count: number;
  readonly take?: number | undefined;
}

/** The answer of an output, and whether its own tag closes it. */
export interface OutputReading extends AnswerReading {
  readonly closed: boolean;
}

/** Reads an output that is there as a whole, thought included; see `readWritten`. */
export function readOutput({
  output,
  opened = false,
  tags,
  ...asked
}: OutputInput & {
  readonly output: string;
  /** It begins inside a thought. */
  readonly opened?: boolean;
  readonly tags?: { readonly open: string; readonly close: string };
}): OutputReading {
  return readWritten(splitOutput(output, { opened, ...(tags === undefined ? {} : { tags }) }), asked);
}

/**
 * The one reading of a model's answer, while it is written, when it has ended and from its log: what stands after its last thought; before that, with a note, where
 * nothing readable does. Of an output that ends inside a thought only an answer that was closed before counts.
 */
export function readWritten({ answers, open }: WrittenOutput, { shape, count, take }: OutputInput): OutputReading {
  const stretches = answers.map((answer) => answerText(afterThought(answer))).filter(({ text }) => text.trim() !== '');
  const closed = stretches.findLast(({ state }) => state === 'whole');
  const candidates = open ? (closed === undefined ? [] : [closed]) : stretches.toReversed();
  const [last] = candidates;
  if (last === undefined) {
    const reason = open ? 'the thought was not finished' : 'the model wrote no answer';
    return { ...unparsedAnswer({ count, reason }), closed: false };
  }
  for (const stretch of candidates) {
    const reading = readAnswer({ shape, text: stretch.text, count, take });
    if (reading.outcome.type === 'unparsed') continue;
    if (stretch === last) return { ...reading, closed: last.state === 'whole' };
    const { outcome } = reading;
    return {
      ...reading,
      outcome: outcome.type === 'complete' ? { type: 'repaired', missing: [], duplicate: [], unknown: [] } : outcome,
      notes: [...reading.notes, 'the answer before the last thought was taken: none that can be read follows it'],
      closed: stretch.state === 'whole',
    };
  }
  return { ...readAnswer({ shape, text: last.text, count, take }), closed: last.state === 'whole' };
}
