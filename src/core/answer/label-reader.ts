import type { LabelForm } from './answer-shape.ts';
import { letterNumeral } from './letter-numeral.ts';
import { textStand } from './text-stand.ts';
import type { StandReader } from './text-stand.ts';

/**
 * Different labels joined by one of `marks`. Where a numeral begins another and nothing closes it (`Document 1`, `Document 10`), both readings are
 * followed: what comes next decides.
 */
export function labelReader({
  label: { before, after, numerals },
  marks,
  close,
  count,
  needed,
}: {
  label: LabelForm;
  marks: readonly string[];
  close: string;
  count: number;
  needed: number;
}): StandReader {
  const positions = new Map<string, number>();
  /** Positions whose numerals begin with the key and are longer. */
  const longer = new Map<string, number[]>();
  for (let position = 0; position < count; position += 1) {
    const numeral = numerals === 'letters' ? letterNumeral(position) : String(position + 1);
    positions.set(numeral, position);
    for (let length = 0; length < numeral.length; length += 1) {
      const head = numeral.slice(0, length);
      const known = longer.get(head);
      if (known === undefined) longer.set(head, [position]);
      else known.push(position);
    }
  }
  const used = new Uint8Array(count);
  const trail: number[] = [];

  return (text, from, settled) => {
    const stop = (stands: number): number => {
      if (stands !== textStand.wrong) settled?.(trail);
      return stands;
    };
    const fromLabel = (at: number): number => {
      if (!text.startsWith(before, at)) return stop(textStand.inside(text, at, before));
      const start = at + before.length;
      let stands = textStand.wrong;
      for (let end = start; ; end += 1) {
        const numeral = text.slice(start, end);
        const position = positions.get(numeral);
        if (position !== undefined && used[position] === 0) {
          used[position] = 1;
          trail.push(position + 1);
          stands |= fromEndOfLabel(end);
          trail.pop();
          used[position] = 0;
        }
        const further = longer.get(numeral);
        if (further === undefined) return stands;
        if (end >= text.length)
          return stands | stop(further.some((other) => used[other] === 0) ? textStand.grows : textStand.wrong);
      }
    };
    const fromEndOfLabel = (numeralEnd: number): number => {
      if (!text.startsWith(after, numeralEnd)) return stop(textStand.inside(text, numeralEnd, after));
      const at = numeralEnd + after.length;
      if (trail.length === needed) return stop(textStand.atEnd(text, at, close));
      let stands = textStand.wrong;
      for (const mark of marks) {
        stands |= text.startsWith(mark, at) ? fromLabel(at + mark.length) : stop(textStand.inside(text, at, mark));
      }
      return stands;
    };
    return needed === 0 ? stop(textStand.atEnd(text, from, close)) : fromLabel(from);
  };
}
