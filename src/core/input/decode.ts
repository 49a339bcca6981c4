import type { Result } from '../request.ts';
import { decodeBytes, guessLegacy } from './encoding.ts';
import type { EncodingName } from './encodings.ts';
import type { InputFault } from './problems.ts';

/** A file's bytes as text. The text still holds what `cleanText` repairs (line ends, NULs). */
export interface DecodedText {
  readonly text: string;
  /** Encodings other than UTF-8 and UTF-16 are guessed by what the text looks like, unless one was chosen. */
  readonly encoding: EncodingName;
  readonly byteOrderMark: boolean;
  /** Byte sequences that are no character of the encoding: each is read as �. */
  readonly invalid: number;
  readonly nuls: number;
}

/** A JavaScript string cannot be longer than this in V8: 2²⁹ − 24 UTF-16 units. */
const longest = 2 ** 29 - 24;
const sample = 4096;
/** A text that looks less like one of an older encoding than this is UTF-8 that was broken, where some of it is UTF-8. */
const doubtful = 60;

/**
 * Bytes → text: in the encoding that was chosen; else by the byte order mark; else UTF-16 when every other byte of the beginning is NUL, or (other scripts)
 * when the bytes make no UTF-8 and one order of them makes text; else UTF-8 where they are that, a few broken ones aside; else the encoding of old that
 * they look most like (`guessLegacy`). An error only when the text would be longer than a string can be.
 */
export function decodeText(
  bytes: Uint8Array,
  chosen?: EncodingName,
): Result<DecodedText, Extract<InputFault, { readonly code: 'too-large' }>> {
  const marked = markOf(bytes);
  const own = chosen === undefined || marked?.encoding === chosen;
  const { encoding, mark } = own ? (marked ?? guessEncoding(bytes)) : { encoding: chosen, mark: 0 };
  const body = bytes.subarray(mark);
  if (body.length / (encoding.startsWith('utf-16') ? 2 : 1) > longest) {
    const mebibytes = Math.round(bytes.length / 2 ** 20);
    return { ok: false, error: { code: 'too-large', mebibytes } };
  }
  const text = decodeBytes(body, encoding);
  const invalid = Math.max(0, count(text, '\uFFFD') - written(body, encoding));
  return { ok: true, value: { text, encoding, byteOrderMark: mark > 0, invalid, nuls: count(text, '\0') } };
}

interface Guess {
  readonly encoding: EncodingName;
  /** Bytes of the byte order mark. */
  readonly mark: number;
}

function markOf(bytes: Uint8Array): Guess | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  return null;
}

function guessEncoding(bytes: Uint8Array): Guess {
  const head = bytes.subarray(0, sample - (Math.min(bytes.length, sample) % 2));
  const sides = [new Map<number, number>(), new Map<number, number>()] as const;
  for (const [index, byte] of head.entries()) {
    const side = sides[index % 2 === 0 ? 0 : 1];
    side.set(byte, (side.get(byte) ?? 0) + 1);
  }
  const half = head.length / 2;
  const [even, odd] = [sides[0].get(0) ?? 0, sides[1].get(0) ?? 0];
  if (bytes.length % 2 === 0 && half > 1) {
    if (odd > half * 0.5 && even < half * 0.1) return { encoding: 'utf-16le', mark: 0 };
    if (even > half * 0.5 && odd < half * 0.1) return { encoding: 'utf-16be', mark: 0 };
    // Text of any script has a space or a line end, whose other byte is NUL.
    if (half > 16 && even + odd > 0 && strange(head) > half * 0.05) {
      if (sides[1].size * 2 < sides[0].size) return { encoding: 'utf-16le', mark: 0 };
      if (sides[0].size * 2 < sides[1].size) return { encoding: 'utf-16be', mark: 0 };
      const [little, big] = [implausible(head, 'utf-16le'), implausible(head, 'utf-16be')];
      if (Math.min(little, big) < half * 0.02 && little !== big)
        return { encoding: little < big ? 'utf-16le' : 'utf-16be', mark: 0 };
    }
  }
  const { good, bad, nuls, escapes } = sequences(bytes);
  // Text has no NULs, so bytes with some are of no encoding of old; UTF-8 with a few broken bytes is still that.
  if (nuls > 0 || (bad === 0 && !escapes) || good >= bad * 5) return { encoding: 'utf-8', mark: 0 };
  const legacy = guessLegacy(bytes);
  return { encoding: good > 0 && legacy.score < doubtful ? 'utf-8' : legacy.encoding, mark: 0 };
}

/** Counts UTF-8's sequences of several bytes, and bytes beyond ASCII that are in none. `escapes`: it switches sets as ISO-2022 does. */
function sequences(bytes: Uint8Array): {
  readonly good: number;
  readonly bad: number;
  readonly nuls: number;
  readonly escapes: boolean;
} {
  let good = 0;
  let bad = 0;
  let nuls = 0;
  let escapes = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) nuls += 1;
    else if (byte === 0x1b && bytes[at + 1] === 0x24) escapes = true;
    if (byte < 0x80) continue;
    const more = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    let follow = 0;
    while (follow < more && ((bytes[at + follow + 1] ?? 0) & 0xc0) === 0x80) follow += 1;
    if (more > 0 && follow === more) good += 1;
    else bad += 1;
    at += follow;
  }
  return { good, bad, nuls, escapes };
}

/** What no text in UTF-8 holds: invalid sequences and control characters. */
function strange(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(bytes);
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000E-\u001F]/g)?.length ?? 0;
  return controls + count(text, '\uFFFD') - written(bytes, 'utf-8');
}

/** Characters of the bytes read in that order that are unassigned, private, halves or controls. */
function implausible(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): number {
  return new TextDecoder(encoding).decode(bytes).match(/[^\P{C}\t\n\r\p{Cf}]|\uFFFD/gu)?.length ?? 0;
}

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) found += 1;
  return found;
}

/** How many times the bytes truly spell U+FFFD: EF BF BD, or its two bytes in UTF-16. */
function written(bytes: Uint8Array, encoding: DecodedText['encoding']): number {
  let found = 0;
  if (encoding === 'utf-8') {
    for (let at = bytes.indexOf(0xef); at !== -1; at = bytes.indexOf(0xef, at + 1)) {
      if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) found += 1;
    }
    return found;
  }
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return 0;
  const [first, second] = encoding === 'utf-16le' ? [0xfd, 0xff] : [0xff, 0xfd];
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (at % 2 === 0 && bytes[at + 1] === second) found += 1;
  }
  return found;
}
