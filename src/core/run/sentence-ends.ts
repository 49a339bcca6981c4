import { splitSentences } from '../trace/split-sentences.ts';

/** Says of a thought that grows from `before` whether another of its sentences has ended since it was asked last. */
export function sentenceEnds(before: string): (thought: string) => boolean {
  const endedIn = (thought: string): number => Math.max(0, splitSentences(thought).length - 1);
  let ended = endedIn(before);
  return (thought) => {
    const now = endedIn(thought);
    const more = now > ended;
    ended = Math.max(ended, now);
    return more;
  };
}
