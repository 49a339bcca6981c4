import type { PassagePiece } from './passage-piece.ts';

/** One passage per line; blank lines do not count. */
export function parseLines(text: string): readonly PassagePiece[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ text: line.trim(), line: index + 1 }]));
}
