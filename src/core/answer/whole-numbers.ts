/** How whole numbers from `least` to `most` may be written: no plus sign, no leading zeros. */
export interface WholeNumberForm {
  /** Most UTF-16 units one takes. */
  readonly longest: number;
  isNumber(text: string): boolean;
  /** May `text` still become one by at least one more digit? */
  mayGrow(text: string): boolean;
}

/** Throws a RangeError unless both are whole numbers and `least` is not above `most`. */
export function wholeNumberForm(least: number, most: number): WholeNumberForm {
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most) || least > most) {
    throw new RangeError(`no whole numbers from ${least} to ${most}`);
  }
  const longest = Math.max(String(least).length, String(most).length);
  const isNumber = (text: string): boolean => {
    return /^(?:0|-?[1-9][0-9]*)$/.test(text) && text.length <= longest && Number(text) >= least && Number(text) <= most;
  };
  const mayGrow = (text: string): boolean => {
    if (text === '') return true;
    if (text === '-') return least < 0;
    if (!/^-?[1-9][0-9]*$/.test(text)) return false;
    const negative = text.startsWith('-');
    const head = Math.abs(Number(text));
    // Magnitudes that this sign may have.
    const from = negative ? Math.max(1, -most) : Math.max(0, least);
    const to = negative ? -least : most;
    for (let scale = 10; head * scale <= to; scale *= 10) {
      if (head * scale + scale - 1 >= from) return true;
    }
    return false;
  };
  return { longest, isNumber, mayGrow };
}

/** Where the sign and the digits from `start` on end; one unit past the longest number at most. */
export function endOfNumber(text: string, start: number, { longest }: WholeNumberForm): number {
  let end = start;
  while (end < text.length && end <= start + longest) {
    const unit = text.charCodeAt(end);
    if ((unit < 48 || unit > 57) && unit !== 45) break;
    end += 1;
  }
  return end;
}
