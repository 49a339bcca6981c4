import { measure } from './measure.ts';
import type { Measure } from './measure.ts';

/** In the order in which they are shown; the first is the one looked at first. */
export const SHOWN_MEASURES: readonly Measure[] = ['nDCG@10', 'RR@10', 'AP', 'R@10'].flatMap((name) => measure(name) ?? []);
