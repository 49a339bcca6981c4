import type { DocId } from '../../../core/request.ts';

/** One passage of a chart of ranks. */
export interface RankLine {
  readonly docId: DocId;
  /** Its title, or its first words. */
  readonly name: string;
  /** 1-based, one a column. */
  readonly ranks: readonly number[];
  /** Whether a column's window had it in its prompt; one a column. */
  readonly judged: readonly boolean[];
  /** The rank that it shares with others in the last column; absent or null: it has its own. */
  readonly tied?: number | null;
}

/** Places risen from the first column to the last; negative when fallen. */
export function moveOf({ ranks }: RankLine): number {
  return (ranks[0] ?? 0) - (ranks.at(-1) ?? 0);
}

/** Where things stand in a chart of ranks. Pixels. */
export interface RankLayout {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fontPx: number;
  /** Room beside the last column for a rank and a name. */
  readonly labelPx: number;
  /** 1 where columns go from left to right, -1 where they go from right to left. */
  readonly side: 1 | -1;
  readonly x: (column: number) => number;
  readonly y: (rank: number) => number;
  /** Columns that have a name under them, far enough apart that names do not touch. */
  readonly named: readonly number[];
}

/** More lines than this cannot be told apart. */
export const MOST_LINES = 100;
const HEAD_PX = 26;
const FOOT_PX = 8;
const RANK_PX = 26;

/** Rows keep a line's height each, so labels at either end never touch; fewer lines have more room. */
function pitchOf(lines: number): number {
  if (lines <= 20) return 24;
  return lines <= 50 ? 17 : 13;
}

/**
 * Lays out ranks 1 to `lines` over `columns` in a given width. Ranks beyond `lines` lie on one line below the last, present only when `beyond`.
 * `nameWidthPx`: what a column's name needs. `rtl`: time goes from right to left, as the page's text and its timeline do.
 */
export function rankLayout({
  widthPx,
  columns,
  lines,
  beyond,
  nameWidthPx,
  rtl = false,
}: {
  readonly widthPx: number;
  readonly columns: number;
  readonly lines: number;
  readonly beyond: boolean;
  readonly nameWidthPx: number;
  readonly rtl?: boolean;
}): RankLayout {
  const pitch = pitchOf(lines);
  const rows = lines + (beyond ? 1 : 0);
  const labelPx = Math.min(260, Math.max(96, widthPx * 0.42));
  const right = Math.max(RANK_PX + 40, widthPx - labelPx);
  const step = (right - RANK_PX) / Math.max(1, columns - 1);
  // One column alone stands in the middle.
  const columnAt = (column: number): number => RANK_PX + (columns === 1 ? step / 2 : step * column);
  const every = Math.max(1, Math.ceil(nameWidthPx / Math.max(1, step)));
  const last = columns - 1;
  const named = Array.from({ length: columns }, (_, column) => column).filter(
    (column) => column === last || (column % every === 0 && last - column >= every),
  );
  return {
    widthPx,
    heightPx: HEAD_PX + pitch * rows + FOOT_PX,
    fontPx: pitch >= 17 ? 12 : 11,
    labelPx: widthPx - right,
    side: rtl ? -1 : 1,
    x: (column) => (rtl ? widthPx - columnAt(column) : columnAt(column)),
    y: (rank) => HEAD_PX + pitch * (Math.min(Math.max(rank, 1), Math.max(2, rows)) - 0.5),
    named,
  };
}
