import { pythonInt } from './python-int.ts';

export interface DigitRun {
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
