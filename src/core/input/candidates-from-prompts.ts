import { docId } from '../doc-id.ts';
import type { Candidate } from '../rank-request.ts';
import type { Invocation } from './parse-invocations.ts';

const marked = /^\[(\d{1,5})\] ?/;

/**
 * The passages of a run of which only the prompts are left, in the order the run began with: RankLLM's windows go from the end of the list to
 * its top, so passages first seen in a later window stood before. Names are lost: p1, p2, … Passages are told apart by their text.
 */
export function candidatesFromPrompts(invocations: readonly Invocation[]): readonly Candidate[] {
  const seen = new Set<string>();
  const groups: (readonly string[])[] = [];
  for (const { prompt } of invocations) {
    const fresh: string[] = [];
    for (const text of promptPassages(prompt)) {
      if (seen.has(text)) continue;
      seen.add(text);
      fresh.push(text);
    }
    groups.push(fresh);
  }
  return groups
    .toReversed()
    .flat()
    .map((text, index) => ({ docId: docId(`p${index + 1}`), text }));
}

/**
 * Passages after `[1]`, `[2]`, … at line starts, counting up from 1 through all messages. A message that is one passage (RankGPT's dialogue) is
 * it whole; elsewhere the last passage ends at its line, since the question follows.
 */
function promptPassages(prompt: Invocation['prompt']): readonly string[] {
  const passages: string[] = [];
  const dialogue = prompt.filter(({ role }) => role === 'assistant').length > 1;
  for (const { role, content } of prompt) {
    if (role === 'assistant') continue;
    const found: string[][] = [];
    for (const line of content.split('\n')) {
      const mark = marked.exec(line);
      if (mark !== null && Number(mark[1]) === passages.length + found.length + 1) found.push([line.slice(mark[0].length)]);
      else found.at(-1)?.push(line);
    }
    const whole = dialogue && found.length === 1 && content.startsWith('[');
    for (const [index, lines] of found.entries()) {
      const ends = index === found.length - 1 && !whole;
      passages.push((ends ? (lines[0] ?? '') : lines.join('\n')).trim());
    }
  }
  return passages.filter((text) => text !== '' && !text.startsWith('>'));
}
