import type { LabelForm } from './answer-shape.ts';

/** What stands for the passage at a 0-based position: `1`, `2`, … or `A`, `B`, …. Throws RangeError past `Z`: no system goes on from there. */
export function identifierLabel(position: number, numerals: LabelForm['numerals']): string {
  if (numerals === 'numbers') return String(position + 1);
  if (position >= 26) throw new RangeError(`letters name 26 passages, asked for number ${position + 1}`);
  return String.fromCharCode(65 + position);
}
