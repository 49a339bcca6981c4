import type { JsonNode, JsonReading } from './parse-json-at.ts';
import { parseJsonAt } from './parse-json-at.ts';

const blank = /[ \t\r\n]*/y;

/**
 * Strict JSON with the place of every value: `JSON.parse` tells places in another way in each browser, or not at all. Nothing but white space
 * may follow the value.
 */
export function parseJson(text: string): JsonReading<JsonNode> {
  const found = parseJsonAt(text, 0);
  if (!found.ok) return found;
  blank.lastIndex = found.value.end;
  const at = found.value.end + (blank.exec(text)?.[0].length ?? 0);
  const mark = text.codePointAt(at);
  if (mark === undefined) return { ok: true, value: found.value.node };
  const message = `${JSON.stringify(String.fromCodePoint(mark))} stands after the end of the value`;
  return { ok: false, error: { at, code: 'bad-json', message } };
}
