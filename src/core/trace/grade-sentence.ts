import { gradeClause } from './grade-clause.ts';
import type { TraceGrade } from './grade-clause.ts';
import type { TraceSentence } from './read-sentences.ts';

/** "[4] too:" repeats what was said before it. */
const also = /^[\s,]*too\b/iu;
const longestClause = 400;

/**
 * What a sentence says of the passages it names, clause by clause: identifier → grade. A clause whose words point two ways says nothing sure,
 * save that "close, but gives no date" is near and no more.
 */
export function gradeSentence({ plain, groups }: TraceSentence): ReadonlyMap<number, TraceGrade> {
  const found = new Map<number, TraceGrade>();
  for (const [index, group] of groups.entries()) {
    const from = index === 0 ? Math.max(0, group.from - longestClause) : group.from;
    const to = Math.min(groups[index + 1]?.from ?? plain.length, group.to + longestClause);
    const grade = also.test(plain.slice(group.to, to)) ? 4 : gradeClause(plain.slice(from, to));
    if (grade !== null) for (const identifier of group.identifiers) found.set(identifier, grade);
  }
  return found;
}
