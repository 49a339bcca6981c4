import type { StrategySpec } from './strategy-spec.ts';

/** A setting that is no whole number of its range, both ends allowed. */
export interface StrategyProblem {
  readonly field: 'size' | 'stride' | 'passes' | 'cutoff' | 'children' | 'top' | 'groupSize' | 'tournaments' | 'rounds';
  readonly found: number;
  readonly least: number;
  readonly most: number;
}

/** More than any context holds; keeps a mistyped number from planning a run that never ends. */
const mostShown = 1000;
const mostTimes = 100;
const mostWanted = 100_000;

/** The first thing wrong with a spec's numbers, or null. Groups are of 3 or more, so that no passage is ever left alone in one. */
export function checkStrategy(spec: StrategySpec): StrategyProblem | null {
  return rangesOf(spec).find(({ found, least, most }) => !(Number.isInteger(found) && found >= least && found <= most)) ?? null;
}

function rangesOf(spec: StrategySpec): readonly StrategyProblem[] {
  switch (spec.type) {
    case 'single':
    case 'pointwise':
      return [];
    case 'sliding':
      return [
        { field: 'size', found: spec.size, least: 2, most: mostShown },
        { field: 'stride', found: spec.stride, least: 1, most: spec.size },
        { field: 'passes', found: spec.passes, least: 1, most: mostTimes },
      ];
    case 'top-down':
      return [
        { field: 'size', found: spec.size, least: 2, most: mostShown },
        { field: 'cutoff', found: spec.cutoff, least: 1, most: spec.size - 1 },
      ];
    case 'setwise':
      return [
        { field: 'children', found: spec.children, least: 1, most: mostShown - 1 },
        { field: 'top', found: spec.top, least: 1, most: mostWanted },
      ];
    case 'pairwise':
      return [{ field: 'top', found: spec.top, least: 1, most: mostWanted }];
    case 'tournament':
      return [
        { field: 'groupSize', found: spec.groupSize, least: 3, most: mostShown },
        { field: 'tournaments', found: spec.tournaments, least: 1, most: mostTimes },
      ];
    case 'groupwise':
      return [
        { field: 'size', found: spec.size, least: 3, most: mostShown },
        { field: 'rounds', found: spec.rounds, least: 1, most: mostTimes },
      ];
  }
}
