/** What a column of a table, a field of a JSON object or a word of a header stands for. `id` names a query or a passage, whichever the rest is about. */
export type ColumnUse =
  | 'text'
  | 'title'
  | 'id'
  | 'docId'
  | 'queryId'
  | 'query'
  | 'score'
  | 'rank'
  | 'grade'
  | 'iteration'
  | 'tag'
  | 'address';

/**
 * The one list of names, the likelier ones first: readers of tables, of JSON and of headers all go by it. Written without case, and with `_` for every
 * mark between words. Of two columns for one use the earlier name counts: PyTerrier's `docno` is the name, its `docid` an internal number.
 */
const NAMES: Readonly<Record<ColumnUse, string>> = {
  text:
    'text contents content context segment body passage passage_text passages paragraph paragraph_text document document_text documents doc doc_text docs ' +
    'chunk chunk_text page_content text_content snippet excerpt abstract description overview summary answer',
  title: 'title name heading headline subject',
  id: '_id id node_id',
  docId:
    'docno doc_no doc_id docid document_id object_id corpus_id passage_id pid p_id did d_id cid chunk_id segment_id paragraph_id para_id passage_no ' +
    'document_no',
  queryId: 'query_id queryid qid q_id topic_id topicid query_no topic_no question_id',
  query: 'query question topic query_text question_text',
  score: 'score @search_score text_match relevance_score rerank_score bm25 bm25_score similarity first_stage_score',
  rank: 'rank position',
  grade: 'relevance relevance_grade label grade rel judgment judgement is_relevant is_selected is_supporting qrel',
  iteration: 'iteration iter q0',
  tag: 'tag run_id run run_tag runid system',
  address: 'url link href uri',
};

/** Names of texts that other things have as well: a description of a data set is no passage. */
const WEAK_TEXTS: ReadonlySet<string> = new Set([
  'description',
  'overview',
  'summary',
  'abstract',
  'answer',
  'snippet',
  'excerpt',
]);

const USES = new Map<string, { readonly use: ColumnUse; readonly place: number }>(
  (Object.keys(NAMES) as ColumnUse[]).flatMap((use) =>
    NAMES[use].split(' ').map((name, place) => [name, { use, place }] as const),
  ),
);

/** Written without any mark: `pageContent`, `docID`, `id_`. */
const SQUEEZED = new Map(Array.from(USES, ([name, use]) => [squeezed(name), use] as const).toReversed());

function squeezed(name: string): string {
  return name.replaceAll('_', '');
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s._-]+/g, '_');
}

type Known = { readonly use: ColumnUse; readonly place: number } | null;

/** Names that were looked up: the objects of a file have the same few. */
const looked = new Map<string, Known>();
const MOST_LOOKED = 500;

function known(name: string): Known {
  if (name.length > 40) return null;
  const before = looked.get(name);
  if (before !== undefined) return before;
  const written = plain(name);
  const found = USES.get(written) ?? USES.get(written.replace(/^_/, '')) ?? SQUEEZED.get(squeezed(written)) ?? null;
  if (looked.size >= MOST_LOOKED) looked.clear();
  looked.set(name, found);
  return found;
}

const placeOf = (name: string): number => known(name)?.place ?? Infinity;

/** What a name stands for; null: it is not known. */
export function columnUse(name: string): ColumnUse | null {
  return known(name)?.use ?? null;
}

/** True for a name that only passages have. */
export function isTextName(name: string): boolean {
  return columnUse(name) === 'text' && !WEAK_TEXTS.has(plain(name));
}

/** Which of `names` (0-based) is what. Of two for one use the likelier name counts, of equal ones the first. */
export function columnUses(names: readonly string[]): Readonly<Partial<Record<ColumnUse, number>>> {
  const found: Partial<Record<ColumnUse, number>> = {};
  for (const [index, name] of names.entries()) {
    const use = columnUse(name);
    if (use === null) continue;
    const other = found[use];
    if (other === undefined || placeOf(name) < placeOf(names[other] ?? '')) found[use] = index;
  }
  return found;
}

/** Names in the order in which they are likely to mean their use. */
export function byLikelihood(names: readonly string[]): readonly string[] {
  return names.toSorted((one, other) => placeOf(one) - placeOf(other));
}
