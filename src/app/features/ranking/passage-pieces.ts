import type { TextSpan } from '../../../core/text/passage-windows.ts';

/** A stretch of a passage: `read` is false where it was cut from the prompt, `quoted` where the thought quotes it, `term` where the query has the word too. */
export interface PassagePiece {
  readonly from: number;
  readonly text: string;
  readonly read: boolean;
  readonly quoted: boolean;
  readonly term: boolean;
}

/** Cuts a passage at every border of what was kept, what was quoted and what the query has too. The pieces' texts joined are the passage. */
export function passagePieces(passage: {
  readonly text: string;
  readonly kept: TextSpan | null;
  readonly quoted: readonly TextSpan[];
  readonly terms?: readonly TextSpan[];
}): readonly PassagePiece[] {
  const { text, kept, quoted, terms = [] } = passage;
  const borders = new Set([0, text.length]);
  for (const span of [...(kept === null ? [] : [kept]), ...quoted, ...terms]) {
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
      term: terms.some(inside),
    };
  });
}
