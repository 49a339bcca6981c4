import type { Question } from '../answer/question.ts';
import type { WindowView } from '../log/run-view.ts';

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
  /** 1-based, of several samples of the same call. */
  readonly sample: { readonly number: number; readonly of: number } | null;
}

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
    sample: sample === null ? null : { number: sample.index + 1, of: sample.of },
  };
}
