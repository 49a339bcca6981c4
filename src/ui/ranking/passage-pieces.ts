/** A stretch of a passage: `read` is false where it was cut from the prompt, `quoted` where the thought quotes it. */
export interface PassagePiece {
  readonly from: number;
  readonly text: string;
  readonly read: boolean;
  readonly quoted: boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Cuts a passage at every border of what was kept and what was quoted. The pieces' texts joined are the passage. */
export function passagePieces(passage: {
  readonly text: string;
  readonly kept: Span | null;
  readonly quoted: readonly Span[];
}): readonly PassagePiece[] {
  const { text, kept, quoted } = passage;
  const borders = new Set([0, text.length]);
  for (const span of kept === null ? quoted : [kept, ...quoted]) {
    borders.add(Math.min(text.length, Math.max(0, span.from)));
    borders.add(Math.min(text.length, Math.max(0, span.to)));
  }
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? text.length;
    return {
      from,
      text: text.slice(from, to),
      read: kept === null || (from >= kept.from && to <= kept.to),
      quoted: quoted.some((span) => from >= span.from && to <= span.to),
    };
  });
}
