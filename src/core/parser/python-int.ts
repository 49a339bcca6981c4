import { asciiDigits } from '../text/ascii-digits.ts';
import { pythonStrip } from './python-strip.ts';

/** `int(text)` of Python: white space, a sign, decimal digits of any script, `1_0`. Null where Python raises ValueError. */
export function pythonInt(text: string): number | null {
  const bare = pythonStrip(text);
  return /^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u.test(bare) ? Number(asciiDigits(bare).replaceAll('_', '')) : null;
}
