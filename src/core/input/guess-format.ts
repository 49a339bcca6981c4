import { parseBlocks } from './parse-blocks.ts';
import { parseLines } from './parse-lines.ts';
import { parseList } from './parse-list.ts';

/**
 * What a plain text most likely is, tried in this order: a list (every part begins with a marker, or at least half of the lines do), blocks between
 * blank lines, one passage per line. JSON that is to be read as plain text is lines; `[1] text` is a list and no JSON.
 */
export function guessFormat(text: string): 'blocks' | 'numbered' | 'lines' {
  if (/^\s*(?:\{\s*["}]|\[\s*(?:\{\s*["}]|\]))/.test(text)) return 'lines';
  const { pieces, whole, counted } = parseList(text);
  const blocks = parseBlocks(text).length;
  const lines = parseLines(text).length;
  if (whole && (pieces.length > 1 || /^\s*[[［【(]/u.test(text))) return 'numbered';
  if (pieces.length > 1 && pieces.length * 2 >= lines && (counted || blocks === 1)) return 'numbered';
  return blocks > 1 ? 'blocks' : 'lines';
}
