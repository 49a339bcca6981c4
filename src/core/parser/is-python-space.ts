/** White space to Python's `str.strip()` and `\s`: JavaScript's without the byte order mark, with the four separators of ASCII and U+0085. */
export function isPythonSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code >= 0x1c && code <= 0x1f) || code === 0x85 || (code !== 0xfeff && /^\s$/u.test(character));
}
