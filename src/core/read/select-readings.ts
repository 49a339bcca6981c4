import { PRESETS } from '../preset/presets.ts';
import type { AnswerShape } from '../answer/answer-shape.ts';
import type { AnswerReading } from '../answer/answer-reading.ts';
import { readAnswer } from '../answer/read-answer.ts';
import type { ParserId } from '../parser/parser-id.ts';
import { compareReadings } from '../parser/compare-readings.ts';
import { answerText } from '../trace/answer-text.ts';
import type { RunView, WindowView } from '../log/run-view.ts';

/** One system's reading of a call's output. */
export interface CallReadingView {
  readonly parser: ParserId;
  readonly reading: AnswerReading;
  /** It is the one that the run went by. */
  readonly used: boolean;
}

/** What a run's calls are read by: the parts of a log that say how its answers look. */
export interface ReadingRules {
  readonly shape: AnswerShape;
  readonly tags: { readonly open: string; readonly close: string };
  readonly parser: ParserId;
}

/** Null for logs whose prompt this version does not know. */
export function readingRules({ settings, model }: Pick<RunView, 'settings' | 'model'>): ReadingRules | null {
  const preset = settings.method?.preset ?? PRESETS.find(({ id }) => id === model.template);
  if (preset === undefined) return null;
  const parser = settings.answerMode === 'free' ? (settings.method?.parser ?? 'glassrank') : 'glassrank';
  return { shape: preset.answer, tags: preset.thought ?? { open: '<think>', close: '</think>' }, parser };
}

/** What every known reading would have made of a finished call's output; empty while it is written, and where nothing was. */
export function selectReadings(window: WindowView, { shape, tags, parser }: ReadingRules): readonly CallReadingView[] {
  const { phase, reasoning, answer, thought, passages } = window;
  if (phase !== 'ended' || (reasoning === '' && answer === '')) return [];
  const closed = thought === 'open' ? '' : tags.close;
  const output = (reasoning === '' ? '' : tags.open + reasoning + closed) + answer;
  const count = passages.length;
  const taken = takenOf(window, shape);
  return compareReadings({ output, shape, count, ...taken }).map((one) => ({
    parser: one.parser,
    // Ours reads the answer alone: what is thought is no answer.
    reading: one.parser === 'glassrank' ? ownReading(window, { shape, count, ...taken }) : one.reading,
    used: one.parser === parser,
  }));
}

function ownReading(
  { thought, answer }: WindowView,
  { shape, count, take }: { readonly shape: AnswerShape; readonly count: number; readonly take?: number },
): AnswerReading {
  const { text, state } = answerText(answer);
  if (thought === 'open' && state !== 'whole') {
    const groups = Array.from({ length: count }, (_, position) => [position]);
    return { groups, scores: null, outcome: { type: 'unparsed', reason: 'the thought was not finished' }, notes: [] };
  }
  return readAnswer({ shape, text, count, ...(take === undefined ? {} : { take }) });
}

/** How many labels the call wanted, where that is not all. */
function takenOf({ question, take }: WindowView, { type }: AnswerShape): { readonly take?: number } {
  if (type !== 'order' && type !== 'select') return {};
  if (question === 'best') return { take: 1 };
  return take === null ? {} : { take };
}
