import { isPythonSpace } from './is-python-space.ts';

/** `str.strip()` of Python: unlike `trim` it keeps a byte order mark and takes the four separators of ASCII. */
export function pythonStrip(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isPythonSpace(text.charAt(from))) from += 1;
  while (to > from && isPythonSpace(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
