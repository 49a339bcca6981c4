import type { Measure } from '../measure/measure.ts';
import { measureQueries } from '../measure/measure-queries.ts';
import { pairedDifferences } from '../measure/paired-differences.ts';
import type { PairedDifference } from '../measure/paired-differences.ts';
import type { Qrels } from '../measure/parse-qrels.ts';
import type { CellResult } from './experiment.ts';

/**
 * Query by query, what configuration `other` gains over `one`, the greatest loss first. Holds the judged queries that both have finished, also
 * where a third configuration has not.
 */
export function queryDifferences({
  cells,
  qrels,
  measure,
  one,
  other,
}: {
  cells: readonly CellResult[];
  qrels: Qrels;
  measure: Measure;
  one: string;
  other: string;
}): readonly PairedDifference[] {
  const valuesOf = (id: string): ReadonlyMap<string, number> => {
    const own = cells.filter(({ configurationId }) => configurationId === id);
    const rankings = new Map(own.map(({ qid, ranking }) => [qid, ranking] as const));
    const judged = new Map([...qrels].filter(([qid]) => rankings.has(qid)));
    return measureQueries({ rankings, qrels: judged, measure }).values;
  };
  return pairedDifferences(valuesOf(one), valuesOf(other));
}
