import { part } from '../page/part.tsx';

/** Knows by its details why a run could not begin, and for that every strategy. */
export const refusals = part(() => import('../../core/run/refusal.ts'));
