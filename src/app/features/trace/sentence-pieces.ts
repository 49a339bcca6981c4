import type { SegmentView, TracePiece } from '../../../core/read/select-trace.ts';

/** A sentence of a segment with what stands in it; `at` is each piece's UTF-16 offset into the thought. */
export interface SentencePieces {
  readonly from: number;
  readonly pieces: readonly { readonly at: number; readonly piece: TracePiece }[];
}

/** A segment's pieces by sentence. A mention or quote belongs to the sentence it begins in; joined, the texts are the segment, letter for letter. */
export function sentencePieces(segment: SegmentView): readonly SentencePieces[] {
  const starts = segment.sentences.length === 0 ? [segment.from] : segment.sentences.map((sentence) => sentence.from);
  const sentences = starts.map((from) => ({ from, pieces: [] as { at: number; piece: TracePiece }[] }));
  let at = segment.from;
  let place = 0;
  for (const piece of segment.pieces) {
    const end = at + piece.text.length;
    while (at < end) {
      while ((sentences[place + 1]?.from ?? Infinity) <= at) place += 1;
      const border = piece.type === 'text' ? Math.min(end, sentences[place + 1]?.from ?? Infinity) : end;
      const cut: TracePiece =
        piece.type === 'text'
          ? { type: 'text', text: piece.text.slice(piece.text.length - (end - at), piece.text.length - (end - border)) }
          : piece;
      sentences[place]?.pieces.push({ at, piece: cut });
      at = border;
    }
  }
  return sentences;
}
