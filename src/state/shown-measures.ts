import { measure } from '../evaluate/measure.ts';
import type { Measure } from '../evaluate/measure.ts';

/** In the order in which they are shown; the first is the one looked at first. */
export const SHOWN_MEASURES: readonly Measure[] = ['nDCG@10', 'RR@10', 'AP', 'R@10'].flatMap((name) => measure(name) ?? []);
