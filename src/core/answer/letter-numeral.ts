/** A 0-based position as letters: A … Z, AA, AB … */
export function letterNumeral(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : letterNumeral(Math.floor(position / 26) - 1) + last;
}
