const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const HEXADECIMAL = /^([-+]?)0x([\da-f]*)\.?([\da-f]*)(?:p([-+]?\d+))?$/i;
const INFINITE = /^([-+]?)inf(?:inity)?$/i;

/**
 * A score as C's `atof` reads a whole field, which trec_eval goes by: decimals, exponents, hexadecimals, `inf`. Null for what `atof` would read only the
 * beginning of, or take for 0, and for `nan`, which trec_eval cannot order.
 */
export function readScore(written: string): number | null {
  if (DECIMAL.test(written)) return Number(written);
  const endless = INFINITE.exec(written);
  if (endless !== null) return endless[1] === '-' ? -Infinity : Infinity;
  const [all, sign, whole = '', part = '', exponent = '0'] = HEXADECIMAL.exec(written) ?? [];
  if (all === undefined || whole + part === '') return null;
  const digits = Number.parseInt(`${whole}${part}`, 16);
  return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(exponent) - 4 * part.length);
}

/** True for what C reads as not a number: `nan`, `-NaN`, `nan(12)`. */
export function isNan(written: string): boolean {
  return /^[-+]?nan(?:\(\w*\))?$/i.test(written);
}

const WHOLE = /^([-+]?\d{1,9})(?:[.,]0*)?$/;

/** A grade: a whole number, which may be written 1.0 (or 1,0). Null for anything else: trec_eval would cut 0.9 to 0 and take `high` for 0. */
export function readGrade(written: string): number | null {
  const whole = WHOLE.exec(written)?.[1];
  // Not -0.
  return whole === undefined ? null : Number(whole) + 0;
}
