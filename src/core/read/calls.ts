import { readWritten } from '../answer/output.ts';
import type { AnswerReading, AnswerShape, Question } from '../answer/shape.ts';
import type { RunView, WindowView } from '../log/view.ts';
import type { ParserId } from '../parser/index.ts';
import { compareReadings } from '../parser/index.ts';
import { PRESETS } from '../preset/built-in.ts';
import type { DocId } from '../request.ts';

/** What one call asked of whom. Places are 1-based. */
export interface CallHead {
  /** pair: the better of two. Else the call's question. */
  readonly asks: Question | 'pair';
  readonly passages: number;
  /** How many a `select` is to name. */
  readonly take: number;
  /** One by one, those of a pair in the order shown; null: the stretch from `first` to `last`. */
  readonly places: readonly number[] | null;
  readonly first: number;
  readonly last: number;
  /** The passages in the order shown, where a call is about a few that can be named; empty: its places say which. */
  readonly named: readonly DocId[];
  /** 1-based, of several samples of the same call. */
  readonly sample: { readonly number: number; readonly of: number } | null;
}

/** So many names fit beside a call's title: setwise compares one with four others. */
const MOST_NAMED = 5;

/** The head of a call, for its title. */
export function selectCall(
  window: Pick<WindowView, 'question' | 'passages' | 'take' | 'places' | 'start' | 'end' | 'sample'>,
): CallHead {
  const { question, passages, take, places, start, end, sample } = window;
  const shown = places ?? passages.map((_, place) => start + place);
  const sorted = shown.toSorted((one, other) => one - other);
  const apart = sorted.some((place, at) => place !== start + at);
  const asks = question === 'best' && passages.length === 2 ? 'pair' : question;
  const listed = asks === 'pair' ? shown : apart ? sorted : null;
  return {
    asks,
    passages: passages.length,
    take: take ?? 1,
    places: listed?.map((place) => place + 1) ?? null,
    first: start + 1,
    last: end,
    named: asks === 'order' || passages.length > MOST_NAMED ? [] : passages.map(({ docId }) => docId),
    sample: sample === null ? null : { number: sample.index + 1, of: sample.of },
  };
}

/** A call's likelihoods as shares that can be drawn. */
type LikelihoodShares =
  | {
      readonly of: 'labels';
      /** In the order shown; the shares sum to 1. */
      readonly bars: readonly { readonly docId: DocId; readonly identifier: number; readonly share: number }[];
      /** Probability that any of the labels is written at all, from 0 to 1. */
      readonly mass: number;
    }
  | { readonly of: 'words'; readonly yes: number; readonly mass: number };

/** Shares of what the model would write among the answers that count; null where the call read none, or nothing but impossible ones. */
export function selectLikelihoods({ likelihoods, passages }: WindowView): LikelihoodShares | null {
  if (likelihoods === null) return null;
  const { logProbs } = likelihoods;
  const most = logProbs.reduce((high, value) => (value > high ? value : high), -Infinity);
  if (most === -Infinity) return null;
  const weights = logProbs.map((value) => (Number.isFinite(value) ? Math.exp(value - most) : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => weight / sum);
  const mass = Math.min(1, sum * Math.exp(most));
  if (likelihoods.of === 'words') return { of: 'words', yes: shares[0] ?? 0, mass };
  return {
    of: 'labels',
    bars: passages.map(({ docId, identifier }, place) => ({ docId, identifier, share: shares[place] ?? 0 })),
    mass,
  };
}

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
  const { phase, reasoning, answer, passages } = window;
  if (phase !== 'ended' || (reasoning === '' && answer === '')) return [];
  const output = outputOf(window, tags);
  const count = passages.length;
  const taken = takenOf(window, shape);
  return compareReadings({ output, shape, count, ...taken }).map((one) => ({
    parser: one.parser,
    // Ours reads the answer alone: what is thought is no answer.
    reading: one.parser === 'glassrank' ? ownReading(window, { shape, count, ...taken }) : one.reading,
    used: one.parser === parser,
  }));
}

/** The whole output as it was written, as far as the log tells. */
function outputOf({ reasoning, answer, thought, furtherThoughts }: WindowView, { open, close }: ReadingRules['tags']): string {
  let [output, thoughtTo, answerTo] = ['', 0, 0];
  for (const further of [...furtherThoughts, { reasoning: reasoning.length, answer: answer.length }]) {
    const thinks = reasoning.slice(thoughtTo, further.reasoning);
    const last = further.reasoning === reasoning.length && thought === 'open';
    output += (thinks === '' ? '' : open + thinks + (last ? '' : close)) + answer.slice(answerTo, further.answer);
    [thoughtTo, answerTo] = [further.reasoning, further.answer];
  }
  return output;
}

function ownReading(
  { thought, answer, furtherThoughts }: WindowView,
  asked: { readonly shape: AnswerShape; readonly count: number; readonly take?: number },
): AnswerReading {
  const ends = [...furtherThoughts.map((further) => further.answer), answer.length];
  const answers = ends.map((end, place) => answer.slice(ends[place - 1] ?? 0, end));
  const { closed: _, ...reading } = readWritten({ answers, open: thought === 'open' }, asked);
  return reading;
}

/** How many labels the call wanted, where that is not all. */
function takenOf({ question, take }: WindowView, { type }: AnswerShape): { readonly take?: number } {
  if (type !== 'order' && type !== 'select') return {};
  if (question === 'best') return { take: 1 };
  return take === null ? {} : { take };
}
