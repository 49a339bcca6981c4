import type { SegmentView, TracePiece } from '../../../core/read/trace.ts';

/** How much of one thought is drawn at first: more than models write within their budgets, and less than makes a page stand still. */
export const DRAWN: DrawnBounds = { characters: 40_000, pieces: 1500 };

/** Most UTF-16 units, and most chips, quotes and stretches between them. */
export interface DrawnBounds {
  readonly characters: number;
  readonly pieces: number;
}

interface DrawnPart {
  /** The segments that are drawn; the last may be cut. All of them, the same list, where nothing is left out. */
  readonly segments: readonly SegmentView[];
  /** UTF-16 units left out before the first and after the last. */
  readonly before: number;
  readonly after: number;
}

const lengthOf = ({ pieces }: SegmentView): number => pieces.reduce((sum, { text }) => sum + text.length, 0);

/**
 * The part of a thought that is drawn: its beginning; of one that is being written (`end`) its end, in whole segments. Whatever a link or a file holds, no more
 * than `bounds`, and one character more where a pair would be cut.
 */
export function drawnPart(segments: readonly SegmentView[], bounds: DrawnBounds, { end = false } = {}): DrawnPart {
  const lengths = segments.map(lengthOf);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const pieces = segments.reduce((sum, segment) => sum + segment.pieces.length, 0);
  if (total <= bounds.characters && pieces <= bounds.pieces) return { segments, before: 0, after: 0 };
  const first = end ? firstOfEnd(segments, lengths, bounds) : 0;
  const before = lengths.slice(0, first).reduce((sum, length) => sum + length, 0);
  const drawn: SegmentView[] = [];
  let left: DrawnBounds = bounds;
  for (const segment of segments.slice(first)) {
    const cut = cutSegment(segment, left);
    if (cut !== null) drawn.push(cut);
    if (cut !== segment) break;
    left = { characters: left.characters - lengthOf(segment), pieces: left.pieces - segment.pieces.length };
  }
  const shown = drawn.reduce((sum, segment) => sum + lengthOf(segment), 0);
  return { segments: drawn, before, after: total - before - shown };
}

/** The first segment from which on all fit; the last one where not even that fits. */
function firstOfEnd(segments: readonly SegmentView[], lengths: readonly number[], bounds: DrawnBounds): number {
  let first = segments.length - 1;
  let characters = lengths[first] ?? 0;
  let pieces = segments[first]?.pieces.length ?? 0;
  while (first > 0) {
    characters += lengths[first - 1] ?? 0;
    pieces += segments[first - 1]?.pieces.length ?? 0;
    if (characters > bounds.characters || pieces > bounds.pieces) break;
    first -= 1;
  }
  return Math.max(0, first);
}

/** A segment as far as it fits; itself where it does, null where nothing of it does. A chip or a quote is whole or left out. */
function cutSegment(segment: SegmentView, left: DrawnBounds): SegmentView | null {
  const pieces: TracePiece[] = [];
  let characters = 0;
  for (const piece of segment.pieces) {
    if (pieces.length === left.pieces) break;
    const room = left.characters - characters;
    const fits = piece.text.length <= room;
    if (!fits && (piece.type !== 'text' || room <= 0)) break;
    const text = fits ? piece.text : wholePairs(piece.text, room);
    pieces.push(fits ? piece : { type: 'text', text });
    characters += text.length;
    if (!fits) break;
  }
  if (pieces.length === segment.pieces.length && characters === lengthOf(segment)) return segment;
  if (pieces.length === 0) return null;
  const to = segment.from + characters;
  return { ...segment, pieces, to, sentences: segment.sentences.filter(({ from }) => from < to) };
}

/** The beginning of a text, with the second half of a pair that it would part. */
function wholePairs(text: string, length: number): string {
  return text.slice(0, /[\uD800-\uDBFF]/u.test(text.charAt(length - 1)) ? length + 1 : length);
}
