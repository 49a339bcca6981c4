import type { DocumentFacts } from '../documents/facts.ts';
import type { DocId, RankRequest } from '../request.ts';
import { candidatesById } from '../request.ts';

/** A document in a ranking of passages, with those of its passages that are ranked, best first. */
export interface RankedDocument<Row> {
  readonly name: string;
  /** 1-based, by its best passage. */
  readonly rank: number;
  readonly rows: readonly Row[];
  /** The pages of its passages, in the order of the passages, each once; empty where it has no pages. */
  readonly pages: readonly number[];
  /** Null: the request tells nothing of it. */
  readonly facts: DocumentFacts | null;
}

/** The documents of a ranked list in the order of their best passages. Rows whose passage is of no document stand for themselves, by their docid. */
export function rankDocuments<Row extends { readonly docId: DocId }>(
  rows: readonly Row[],
  request: Pick<RankRequest, 'candidates' | 'documents'>,
): readonly RankedDocument<Row>[] {
  const known = candidatesById(request);
  const facts = new Map(request.documents?.map((one) => [one.name, one]));
  const found = new Map<string, { readonly rows: Row[]; readonly pages: Set<number> }>();
  for (const row of rows) {
    const { document = row.docId, place } = known.get(row.docId) ?? {};
    const group = found.get(document) ?? { rows: [], pages: new Set() };
    group.rows.push(row);
    if (place?.page !== undefined) group.pages.add(place.page);
    found.set(document, group);
  }
  return [...found].map(([name, group], index) => ({
    name,
    rank: index + 1,
    rows: group.rows,
    pages: [...group.pages],
    facts: facts.get(name) ?? null,
  }));
}
