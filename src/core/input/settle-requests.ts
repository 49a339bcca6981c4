import type { RankRequest } from '../rank-request.ts';
import type { InputRemark } from './input-remark.ts';
import { uniqueDocIds } from './unique-doc-ids.ts';

/** The last step of every reading: docids made unique within each request, `query` put where a request has none, both told. */
export function settleRequests(input: { readonly requests: readonly RankRequest[]; readonly query: string }): {
  readonly requests: readonly RankRequest[];
  readonly notes: readonly InputRemark[];
} {
  const renamed: string[] = [];
  const empty: string[] = [];
  let renamedCount = 0;
  let emptyCount = 0;
  const requests = input.requests.map((request) => {
    const unique = uniqueDocIds(request.candidates);
    for (const name of unique.renamed) if ((renamedCount += 1) <= 4) renamed.push(name);
    for (const { text, docId } of unique.candidates) if (text.trim() === '' && (emptyCount += 1) <= 4) empty.push(docId);
    const query = request.query.text === '' ? { ...request.query, text: input.query } : request.query;
    return { query, candidates: unique.candidates };
  });
  const notes: InputRemark[] = [];
  if (renamedCount > 0) {
    const message = `Docids used more than once: the later ones are now called ${some(renamed)}.`;
    notes.push({ code: 'renamed-docids', count: renamedCount, message });
  }
  if (emptyCount > 0)
    notes.push({ code: 'empty-passages', count: emptyCount, message: `Passages without text: ${some(empty)}.` });
  return { requests, notes };
}

function some(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
}
