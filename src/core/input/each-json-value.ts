import type { JsonNode, JsonProblem } from './parse-json-at.ts';
import { parseJsonAt } from './parse-json-at.ts';

const gap = /[\s,]*/y;

/**
 * Visits the values of a JSON file one after another: the items of its array, or of several arrays or values run together (RankLLM appends
 * whole arrays to a file). After a value that cannot be read it goes on at the next line that is indented as that value's line and begins
 * with `{`; the problem is told, and everything before and after is kept. A visit that returns false ends the walk.
 */
export function eachJsonValue(
  text: string,
  visit: { readonly value: (node: JsonNode) => boolean | void; readonly problem: (problem: JsonProblem) => void },
): void {
  let at = skip(text, 0);
  let open: number | null = null;
  let items = 0;
  while (at < text.length) {
    if (open === null && text[at] === '[') {
      open = at;
      items = 0;
      at = skip(text, at + 1);
      continue;
    }
    if (open !== null && text[at] === ']') {
      if (items === 0) visit.problem({ at: open, code: 'not-a-request', message: 'The array holds nothing' });
      open = null;
      at = skip(text, at + 1);
      continue;
    }
    const found = parseJsonAt(text, at);
    items += 1;
    if (found.ok) {
      if (visit.value(found.value.node) === false) return;
      at = skip(text, found.value.end);
      continue;
    }
    visit.problem(found.error);
    const next = nextValue(text, at);
    if (next === -1) return;
    at = next;
  }
  if (open !== null)
    visit.problem({
      at: text.length,
      code: 'bad-json',
      message: '"]" was expected, found the end of the text',
      facts: { expected: [']'], found: null },
    });
}

function skip(text: string, at: number): number {
  gap.lastIndex = at;
  return at + (gap.exec(text)?.[0].length ?? 0);
}

function nextValue(text: string, at: number): number {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const before = text.slice(lineStart, at);
  // An opening bracket on the value's own line does not indent the lines below it.
  const mark = `\n${before.trim() === '' ? before : ''}{`;
  const found = text.indexOf(mark, at);
  return found === -1 ? -1 : found + mark.length - 1;
}
