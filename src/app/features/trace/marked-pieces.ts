import type { TracePiece } from '../../../core/read/select-trace.ts';

/** Where a thought was cut back or sent on. UTF-16 offsets into it. */
export interface ThoughtMarks {
  /** What follows was not before the model when it answered; null: all of it was. */
  readonly keptTo: number | null;
  readonly waits: readonly number[];
}

/** A piece of a thought with the marks that stand before it. */
export interface MarkedPiece {
  readonly at: number;
  readonly piece: TracePiece;
  readonly marks: readonly ('cut' | 'wait')[];
  /** The answer was given without it. */
  readonly cut: boolean;
}

interface Placed {
  readonly at: number;
  readonly piece: TracePiece;
}

/** Text is split where a mark stands in it; a mention or quote that reaches over one stays whole and before it. */
export function markedPieces(pieces: readonly Placed[], { keptTo, waits }: ThoughtMarks): readonly MarkedPiece[] {
  const borders = [...waits, ...(keptTo === null ? [] : [keptTo])].sort((one, other) => one - other);
  if (borders.length === 0) return pieces.map(({ at, piece }) => ({ at, piece, marks: [], cut: false }));
  return pieces
    .flatMap(({ at, piece }): readonly Placed[] => {
      if (piece.type !== 'text') return [{ at, piece }];
      const inside = borders.filter((border) => border > at && border < at + piece.text.length);
      return [at, ...inside].map((from, place) => {
        const to = inside[place] ?? at + piece.text.length;
        return { at: from, piece: { type: 'text', text: piece.text.slice(from - at, to - at) } };
      });
    })
    .map(({ at, piece }) => ({
      at,
      piece,
      marks: [...(at === keptTo ? (['cut'] as const) : []), ...(waits.includes(at) ? (['wait'] as const) : [])],
      cut: keptTo !== null && at >= keptTo,
    }));
}
