import type { Mention } from './find-mentions.ts';

/** The same mentions from the passages' side: identifier → its mentions in order. Passages without a mention have no entry. */
export function mentionsByPassage(mentions: readonly Mention[]): ReadonlyMap<number, readonly Mention[]> {
  const found = new Map<number, Mention[]>();
  for (const mention of mentions) {
    for (const identifier of mention.identifiers) {
      const list = found.get(identifier);
      if (list === undefined) found.set(identifier, [mention]);
      else list.push(mention);
    }
  }
  return found;
}
