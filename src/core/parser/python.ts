import { asciiDigits } from '../text/digits.ts';

/** White space to Python's `str.strip()` and `\s`: JavaScript's without the byte order mark, with the four separators of ASCII and U+0085. */
export function isPythonSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code >= 0x1c && code <= 0x1f) || code === 0x85 || (code !== 0xfeff && /^\s$/u.test(character));
}

/** `str.strip()` of Python: unlike `trim` it keeps a byte order mark and takes the four separators of ASCII. */
export function pythonStrip(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isPythonSpace(text.charAt(from))) from += 1;
  while (to > from && isPythonSpace(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** `int(text)` of Python: white space, a sign, decimal digits of any script, `1_0`. Null where Python raises ValueError. */
export function pythonInt(text: string): number | null {
  const bare = pythonStrip(text);
  return /^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u.test(bare) ? Number(asciiDigits(bare).replaceAll('_', '')) : null;
}

interface DigitRun {
  readonly written: string;
  /** Null where Python's `int()` raises: `isdigit()` is true of `①` and `²`, which no integer may hold. */
  readonly value: number | null;
}

/** What `str.isdigit()` holds beside the decimal digits. */
const otherDigits =
  '⁰¹²³⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒፩-፱\u19DA\u{10A40}-\u{10A43}\u{10E60}-\u{10E68}\u{11052}-\u{1105A}\u{1F100}-\u{1F10A}';
const run = new RegExp(`[\\p{Nd}${otherDigits}]+`, 'gu');

/** The runs of characters that Python's `isdigit()` calls digits, as the systems that blank out everything else get them. */
export function pythonDigitRuns(text: string): readonly DigitRun[] {
  return Array.from(text.matchAll(run), ([written]) => ({ written, value: pythonInt(written) }));
}
