import { findPreferences } from './preferences.ts';
import type { Preference } from './preferences.ts';
import type { TraceSegment } from './segments.ts';

/** A passage the thought never names that went past others. Places are 0-based in the window. */
interface UnspokenMove {
  readonly identifier: number;
  readonly from: number;
  readonly to: number;
}

/** What does not fit between a thought and the order that followed it. Identifiers are 1-based, of this window's prompt. */
export interface ConsistencyReport {
  /** The thought puts `better` first, the order puts `worse` first. */
  readonly contradictions: readonly Preference[];
  /** How many pairs the thought ordered in all, so that "2 of 9" can be said. */
  readonly preferences: number;
  /** Named in a conclusion of the thought and not written in the answer. */
  readonly concludedNotAnswered: readonly number[];
  /** Never named and yet moved up past another passage. Moving down is no move of its own: others went past. */
  readonly movedUnmentioned: readonly UnspokenMove[];
}

/**
 * Holds an order against the reasoning before it. `order`: identifiers of the whole window as committed, best first; `answered`: those the
 * answer itself wrote; identifiers 1, 2 … are the order the window came in.
 */
export function checkConsistency({
  segments,
  order,
  answered,
}: {
  segments: readonly TraceSegment[];
  order: readonly number[];
  answered: readonly number[];
}): ConsistencyReport {
  const places = new Map(order.map((identifier, place) => [identifier, place]));
  const preferences = findPreferences(segments);
  const written = new Set(answered);
  const concluded = new Set(segments.filter(({ kind }) => kind === 'conclusion').flatMap(({ identifiers }) => identifiers));
  const named = new Set(segments.flatMap(({ identifiers }) => identifiers));
  const movedUnmentioned: UnspokenMove[] = [];
  // From the end: a passage moved up past another when one with a smaller identifier stands behind it.
  let smallestBehind = Infinity;
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const identifier = order[place] ?? 0;
    if (identifier > smallestBehind && !named.has(identifier))
      movedUnmentioned.unshift({ identifier, from: identifier - 1, to: place });
    smallestBehind = Math.min(smallestBehind, identifier);
  }
  return {
    contradictions: preferences.filter(({ better, worse }) => {
      const [high, low] = [places.get(better), places.get(worse)];
      return high !== undefined && low !== undefined && high > low;
    }),
    preferences: preferences.length,
    concludedNotAnswered: [...concluded].filter((identifier) => !written.has(identifier)),
    movedUnmentioned,
  };
}
