import { findMentions } from './find-mentions.ts';

/**
 * 0-based window positions in the order a thought first mentions them: the provisional order while the thought is written (Glassrank's
 * model writes in rank order). Growing the text only ever appends to it.
 */
export function orderOfMention(text: string, count: number): readonly number[] {
  const order = new Set<number>();
  for (const { identifiers } of findMentions(text, count)) for (const identifier of identifiers) order.add(identifier - 1);
  return [...order];
}
