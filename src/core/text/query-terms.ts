/**
 * The terms of a text, in order, repeats kept: lower case, runs of letters and digits of any script, a final "s" dropped from terms of
 * more than three characters that do not end in "ss". The same rule made the training data (`models/data`), so it must not drift.
 * @example queryTerms("What's in glass boxes?") // ['what', 's', 'in', 'glass', 'boxe']
 */
export function queryTerms(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(withoutPlural);
}

function withoutPlural(term: string): string {
  if (!term.endsWith('s') || term.endsWith('ss')) return term;
  return Array.from(term).length > 3 ? term.slice(0, -1) : term;
}
