import { orderOfMention } from '../trace/order-of-mention.ts';
import { splitSentences } from '../trace/split-sentences.ts';

const sentenceMark = /[.!?…。！？؟۔।\n]/u;

/**
 * Says of a growing thought whether its order has come to rest: `top` passages have been named, and the last `sentences` whole sentences named
 * no other one before them. Looks only where a sentence has ended.
 */
export function settles({
  count,
  sentences,
  top,
}: {
  count: number;
  sentences: number;
  top: number;
}): (thought: string) => boolean {
  let looked = 0;
  return (thought) => {
    const added = thought.slice(looked);
    looked = thought.length;
    if (!sentenceMark.test(added)) return false;
    const ends = splitSentences(thought.trimEnd());
    const before = ends.at(-sentences - 1);
    if (before === undefined) return false;
    const now = orderOfMention(thought, count).slice(0, top);
    const then = orderOfMention(thought.slice(0, before.to), count).slice(0, top);
    return then.length === Math.min(top, count) && now.every((position, place) => position === then[place]);
  };
}
