import { asciiDigits, digitClass } from '../text/ascii-digits.ts';
import type { PassagePiece } from './passage-piece.ts';

/** A list read from text. `whole`: nothing stood before the first marker, and no paragraph of its own between the items. */
export interface ParsedList {
  readonly pieces: readonly PassagePiece[];
  readonly whole: boolean;
  /** The markers are numbers. */
  readonly counted: boolean;
}

const digits = `([${digitClass}]{1,6})`;
/** `[n]`, `(n)`, `n.`, `n)`, `n、`: only brackets and the wide marks may stand right before the text. */
const numbered = new RegExp(
  `^\\s{0,8}(?:([[［【])${digits}[\\]］】][:.]?\\s*|(\\()${digits}\\)(?:\\s+|$)|${digits}(?:([．、])\\s*|([.)])(?:\\s+|$)))`,
  'u',
);
const bullet = /^\s{0,8}([-*•–·▪‣])\s+/u;
/** How far `n.` may jump: enough for a list with holes, too little for a year at a line's start. */
const longestJump = 5;

interface Marker {
  readonly style: string;
  readonly number: number | null;
  readonly length: number;
}

/**
 * Items of a `[n]`, `(n)`, `n.`, `n)` or bulleted list, without their markers. All markers are of the first one's style; `n.` must count up.
 * Lines without a marker go on with the item before. No pieces when there is no marker.
 */
export function parseList(text: string): ParsedList {
  const pieces: { lines: string[]; line: number }[] = [];
  let whole = true;
  let last: Marker | null = null;
  let afterBlank = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') {
      afterBlank = true;
      continue;
    }
    const marker = readMarker(line);
    if (marker !== null && follows(last, marker)) {
      pieces.push({ lines: [line.slice(marker.length)], line: index + 1 });
      last = marker;
    } else {
      if (last === null || afterBlank || (last.number === null && !/^\s/u.test(line))) whole = false;
      pieces.at(-1)?.lines.push(line);
    }
    afterBlank = false;
  }
  return {
    pieces: pieces.map(({ lines, line }) => ({ text: lines.join('\n').trim(), line })),
    whole: whole && last !== null,
    counted: last !== null && last.number !== null,
  };
}

function readMarker(line: string): Marker | null {
  const count = numbered.exec(line);
  if (count !== null) {
    const [all, square, inSquare, round, inRound, plain, wide, dot] = count;
    const style = square === undefined ? (round ?? `n${wide ?? dot}`) : '[';
    return { style, number: Number(asciiDigits(inSquare ?? inRound ?? plain ?? '')), length: all.length };
  }
  const point = bullet.exec(line);
  return point === null ? null : { style: point[1] ?? '', number: null, length: point[0].length };
}

function follows(last: Marker | null, next: Marker): boolean {
  if (last === null) return true;
  if (last.style !== next.style) return false;
  if (last.number === null || next.number === null || next.style === '[') return true;
  return next.number >= last.number && next.number <= last.number + longestJump;
}
