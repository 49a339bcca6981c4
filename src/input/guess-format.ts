import type { InputFormat } from './input-format.ts';
import { parseBlocks } from './parse-blocks.ts';
import { parseJson } from './parse-json.ts';
import { parseLines } from './parse-lines.ts';
import { parseList } from './parse-list.ts';

/**
 * What a pasted text most likely is, tried in this order: JSON, JSON Lines, a list (every part begins with a marker, or at least half of the
 * lines do), blocks between blank lines, one passage per line. `[1] text` is a list and no JSON.
 */
export function guessFormat(text: string): InputFormat {
  if (/^\s*(?:\{\s*["}]|\[\s*(?:\{\s*["}]|\]))/.test(text)) return isJsonLines(text) ? 'rank-llm-jsonl' : 'rank-llm-json';
  const { pieces, whole, counted } = parseList(text);
  const blocks = parseBlocks(text).length;
  const lines = parseLines(text).length;
  if (whole && (pieces.length > 1 || /^\s*[[［【(]/u.test(text))) return 'numbered';
  if (pieces.length > 1 && pieces.length * 2 >= lines && (counted || blocks === 1)) return 'numbered';
  return blocks > 1 ? 'blocks' : 'lines';
}

/** More than one line, no value as a whole, and the first line (or one soon after a broken first) is a request of its own. */
function isJsonLines(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || parseJson(text).ok) return false;
  return lines.slice(0, 3).some((line, index) => {
    const parsed = line.trimStart().startsWith('{') ? parseJson(line) : null;
    return parsed?.ok === true && parsed.value.kind === 'object' && (index === 0 || parsed.value.entries.has('candidates'));
  });
}
