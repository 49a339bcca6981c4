import type { TableMapping } from './table-mapping.ts';

const names: Readonly<Record<keyof TableMapping, RegExp>> = {
  text: /^(?:text|passages?|contents?|body|segment|documents?|docs?|paragraph|abstract|description|snippet|answer)$/i,
  title: /^(?:title|name|heading|headline|subject)$/i,
  id: /^(?:_?id|doc[-_ ]?(?:id|no)|p_?id|(?:passage|document|corpus)[-_ ]?id)$/i,
  score: /^(?:score|bm25|similarity)$/i,
  query: /^(?:query|question|topic)$/i,
  queryId: /^(?:q_?id|query[-_ ]?id)$/i,
  grade: /^(?:label|grade|relevance|rel)$/i,
};
/** In this order a column is given to the first use that fits. */
const uses = ['text', 'title', 'id', 'score', 'query', 'queryId', 'grade'] as const;

/** Which column is what: by the header's names, and the passages else by the longest cells. `rows`: the first ones, without the header. */
export function guessMapping(columns: readonly string[], rows: readonly (readonly string[])[]): TableMapping {
  const found: { -readonly [Use in keyof TableMapping]: number | null } = {
    text: null,
    title: null,
    id: null,
    score: null,
    query: null,
    queryId: null,
    grade: null,
  };
  for (const [index, name] of columns.entries()) {
    const use = uses.find((each) => found[each] === null && names[each].test(name.trim()));
    if (use !== undefined) found[use] = index;
  }
  const taken = new Set(Object.values(found));
  const width = rows.reduce((most, { length }) => Math.max(most, length), columns.length);
  const free = Array.from({ length: width }, (_, index) => index).filter((index) => !taken.has(index));
  if (found.text === null) {
    const lengths = free.map((index) => rows.reduce((sum, row) => sum + (row[index]?.length ?? 0), 0));
    const longest = lengths.indexOf(lengths.reduce((most, each) => Math.max(most, each), 0));
    found.text = free[longest] ?? null;
  }
  if (found.id === null && free[0] === 0 && found.text !== 0 && rows.length > 0) {
    const cells = rows.map((row) => row[0] ?? '');
    if (new Set(cells).size === cells.length && cells.every((cell) => /^\S{1,64}$/.test(cell))) found.id = 0;
  }
  return found;
}
