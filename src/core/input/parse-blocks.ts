import type { PassagePiece } from './passage-piece.ts';

/** Passages between blank lines (lines of white space only). Line breaks inside a passage stay. */
export function parseBlocks(text: string): readonly PassagePiece[] {
  const pieces: { lines: string[]; line: number }[] = [];
  let open = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') {
      open = false;
    } else if (open) {
      pieces.at(-1)?.lines.push(line);
    } else {
      pieces.push({ lines: [line], line: index + 1 });
      open = true;
    }
  }
  return pieces.map(({ lines, line }) => ({ text: lines.join('\n').trim(), line }));
}
