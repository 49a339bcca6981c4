/** Characters as one reads them, and bytes: file systems take names of at most 255 bytes, endings and prefix included. */
const MOST_CHARACTERS = 60;
const MOST_BYTES = 120;

/**
 * A text as part of a file's name: letters, marks and digits of any script, whatever stands between them as one hyphen. At most 60 characters and 120
 * UTF-8 bytes, cut at a character, and at a word where one ends in the last third. Empty where the text has no letter and no digit.
 * @example namePart('Why is the sky “blue”?') // 'Why-is-the-sky-blue'
 */
export function namePart(text: string): string {
  const whole = text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .replace(/^[-\p{M}]+/u, '');
  let kept = '';
  let bytes = 0;
  let count = 0;
  // Names are short: no more than is kept is looked at, however long the text is.
  for (const { segment } of segmenter.segment(whole.slice(0, MOST_BYTES * 4))) {
    bytes += utf8Bytes(segment);
    count += 1;
    if (bytes > MOST_BYTES || count > MOST_CHARACTERS) {
      const end = kept.lastIndexOf('-');
      if (segment !== '-' && end >= (kept.length * 2) / 3) kept = kept.slice(0, end);
      break;
    }
    kept += segment;
  }
  return kept.replace(/-+$/u, '');
}

/** The name of a file that is saved: what it holds, by a text that a person knows it by; `otherwise` where nothing of that text can stand in a name. */
export function savedFileName({
  of,
  otherwise,
  ending,
}: {
  readonly of: string;
  readonly otherwise: string;
  /** The dot included: `.csv`, `-results.json`. */
  readonly ending: string;
}): string {
  const part = namePart(of);
  return `glassrank-${part === '' ? otherwise : part}${ending}`;
}

const segmenter = new Intl.Segmenter('und');

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
