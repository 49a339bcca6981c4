import type { AnsweringWord } from '../../../core/read/matches.ts';
import type { TextSpan } from '../../../core/text/spans.ts';

/**
 * A stretch of a passage: `read` is false where it was cut from the prompt, `quoted` where the thought quotes it, `answering` where it answers a word of the
 * query.
 */
export interface PassagePiece {
  readonly from: number;
  readonly text: string;
  readonly read: boolean;
  readonly quoted: boolean;
  readonly answering: AnsweringWord | null;
}

/** Cuts a passage at every border of what was kept, what was quoted and what answers the query. The pieces' texts joined are the passage. */
export function passagePieces(passage: {
  readonly text: string;
  readonly kept: TextSpan | null;
  readonly quoted: readonly TextSpan[];
  readonly words?: readonly AnsweringWord[];
}): readonly PassagePiece[] {
  const { text, kept, quoted, words = [] } = passage;
  const borders = new Set([0, text.length]);
  for (const span of [...(kept === null ? [] : [kept]), ...quoted, ...words]) {
    borders.add(Math.min(text.length, Math.max(0, span.from)));
    borders.add(Math.min(text.length, Math.max(0, span.to)));
  }
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? text.length;
    const inside = (span: TextSpan): boolean => from >= span.from && to <= span.to;
    return {
      from,
      text: text.slice(from, to),
      read: kept === null || inside(kept),
      quoted: quoted.some(inside),
      answering: words.find(inside) ?? null,
    };
  });
}

/** Neighbours of one kind as one: a quote is one mark, however many words of the query stand in it. */
export interface Stretch {
  readonly kind: 'unread' | 'quoted' | 'plain';
  readonly pieces: readonly PassagePiece[];
}

/** The stretches that pieces make, in order. */
export function stretchesOf(pieces: readonly PassagePiece[]): readonly Stretch[] {
  const stretches: { kind: Stretch['kind']; pieces: PassagePiece[] }[] = [];
  for (const piece of pieces) {
    const kind = !piece.read ? 'unread' : piece.quoted ? 'quoted' : 'plain';
    const last = stretches.at(-1);
    if (last?.kind === kind) last.pieces.push(piece);
    else stretches.push({ kind, pieces: [piece] });
  }
  return stretches;
}
