import { queryTerms } from './query-terms.ts';

/** Inverse document frequency of each term over these texts alone: ln(1 + (N − df + ½) / (df + ½)), natural logarithm, above 0. */
export function listIdf(texts: readonly string[]): ReadonlyMap<string, number> {
  const frequency = new Map<string, number>();
  for (const text of texts) {
    for (const term of new Set(queryTerms(text))) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  return new Map([...frequency].map(([term, df]) => [term, Math.log(1 + (texts.length - df + 0.5) / (df + 0.5))]));
}
