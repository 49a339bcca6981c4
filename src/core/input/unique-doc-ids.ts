import type { DocId } from '../doc-id.ts';
import { docId } from '../doc-id.ts';
import type { Candidate } from '../rank-request.ts';

/** Gives repeated docids the suffix #2, #3, … (the first keeps its name) and says how many were renamed. */
export function uniqueDocIds(candidates: readonly Candidate[]): {
  readonly candidates: readonly Candidate[];
  readonly renamed: readonly DocId[];
} {
  const taken = new Set<string>(candidates.map(({ docId: id }) => id));
  const seen = new Set<string>();
  const copies = new Map<string, number>();
  const renamed: DocId[] = [];
  const unique = candidates.map((candidate) => {
    const id = candidate.docId;
    if (!seen.has(id)) {
      seen.add(id);
      return candidate;
    }
    let copy = (copies.get(id) ?? 1) + 1;
    while (taken.has(`${id}#${copy}`)) copy += 1;
    copies.set(id, copy);
    const next = docId(`${id}#${copy}`);
    taken.add(next);
    seen.add(next);
    renamed.push(next);
    return { ...candidate, docId: next };
  });
  return { candidates: unique, renamed };
}
