import type { CellKey } from './experiment.ts';

/** A cell's name as one text, unique in its experiment. */
export function cellName({ configurationId, qid }: CellKey): string {
  return JSON.stringify([configurationId, qid]);
}
