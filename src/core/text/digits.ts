/** Body of a character class (flag `u`): one digit of any decimal family, or a superscript, subscript, circled or numbered form of one. */
export const digitClass = '\\p{Nd}⁰¹²³⁴-⁹₀-₉⓪①-⑳⓿❶-❿⓫-⓴⓵-⓾➀-➓⑴-⒇⒈-⒛\u{1F100}-\u{1F10A}\u{1F10B}\u{1F10C}';

/** Ranges of numbered forms: first code point, last code point, value of the first. */
const numberedForms: readonly (readonly [number, number, number])[] = [
  [0x2070, 0x2070, 0],
  [0x00b9, 0x00b9, 1],
  [0x00b2, 0x00b3, 2],
  [0x2074, 0x2079, 4],
  [0x2080, 0x2089, 0],
  [0x24ea, 0x24ea, 0],
  [0x2460, 0x2473, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277f, 1],
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x2474, 0x2487, 1],
  [0x2488, 0x249b, 1],
  [0x1f100, 0x1f100, 0],
  [0x1f101, 0x1f10a, 0],
  [0x1f10b, 0x1f10c, 0],
];

const decimal = /^\p{Nd}$/u;
const foreignDigit = new RegExp(`(?![0-9])[${digitClass}]`, 'gu');

/**
 * Writes every digit of `text` (see `digitClass`) with 0–9 and leaves all else as it is: `[۱۲]` and `[¹²]` become `[12]`, `⑫` becomes
 * `12`. RankLLM maps five such families; this maps them all. Lengths can change, so take offsets before, not after.
 */
export function asciiDigits(text: string): string {
  return text.replaceAll(foreignDigit, digitValue);
}

/** Unicode keeps each decimal family together, in order and a multiple of ten long, so the run before a digit tells its value. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  for (const [first, last, value] of numberedForms) {
    if (point >= first && point <= last) return String(value + point - first);
  }
  let before = 0;
  while (decimal.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}
