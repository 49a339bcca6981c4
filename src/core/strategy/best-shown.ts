import type { CallResult } from '../answer/call-result.ts';

/** The member that a `best` answer puts first; of several tied for it, the one shown first. */
export function bestShown(members: readonly number[], { groups }: CallResult): number {
  const best = new Set(groups[0]);
  const first = members.find((member) => best.has(member));
  if (first === undefined) throw new Error('an answer must hold its members');
  return first;
}
