import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import { deflateSync, Inflate, strFromU8 } from 'fflate';
import { compactLog } from '../log/compact.ts';
import type { ParsedLogFile, RunLogFile } from '../log/file.ts';
import { parseLogFile } from '../log/file.ts';
import type { Result } from '../request.ts';

/**
 * A share link's hash: `#run=VERSION.LENGTH.CHECK.DATA`. LENGTH: UTF-8 bytes of the JSON in base 36; CHECK: the first 6 bytes of their sha256;
 * DATA: raw DEFLATE of them. CHECK and DATA in base64url without padding.
 */
const SHARE_FORMAT = {
  prefix: '#run=',
  version: '1',
  /** Most characters of a hash: longer addresses are cut or refused by mail programs and messengers. */
  mostCharacters: 8192,
  /**
   * Most bytes a link may unfold to: 42 times the most that it holds. Logs of runs pack to a third to a thirtieth; what unfolds to more is no run that
   * somebody made, and would keep the page busy.
   */
  mostBytes: 256_000,
  checkBytes: 6,
} as const;

/**
 * `whole` false: the movement inside windows was left out so that the run fits. `characters` is what the shortest hash would take; null where that
 * is not the reason, or was not worked out: the log is over 256 kB, or over 4 MB.
 */
type ShareLink =
  | { readonly type: 'link'; readonly hash: string; readonly whole: boolean }
  | { readonly type: 'too-large'; readonly characters: number | null; readonly mostCharacters: number };

/**
 * The run inside an address's hash, which browsers never send to a server. First the whole log is tried, then `compactLog` of it; a run that
 * does not fit in 8,192 characters is for a file.
 */
export function toShareLink(file: RunLogFile): ShareLink {
  const { mostCharacters, mostBytes } = SHARE_FORMAT;
  const fitting = (link: Encoded | null): string | null =>
    link !== null && link.hash.length <= mostCharacters && link.bytes <= mostBytes ? link.hash : null;
  const whole = fitting(encode(file));
  if (whole !== null) return { type: 'link', hash: whole, whole: true };
  const shorter = encode({ ...file, events: compactLog(file.events) });
  const compact = fitting(shorter);
  if (compact !== null) return { type: 'link', hash: compact, whole: false };
  const characters = shorter?.hash.length ?? 0;
  return { type: 'too-large', characters: characters > mostCharacters ? characters : null, mostCharacters };
}

interface Encoded {
  readonly hash: string;
  /** That readers unfold. */
  readonly bytes: number;
}

/** Packing more than this would keep the page busy only to say how much too long the link would be. */
const MOST_PACKED_BYTES = 4_000_000;

function encode(file: RunLogFile): Encoded | null {
  const { prefix, version, checkBytes } = SHARE_FORMAT;
  const bytes = utf8ToBytes(JSON.stringify(file));
  if (bytes.length > MOST_PACKED_BYTES) return null;
  const check = base64urlnopad.encode(sha256(bytes).subarray(0, checkBytes));
  const data = base64urlnopad.encode(deflateSync(bytes, { level: 9 }));
  return { hash: `${prefix}${version}.${bytes.length.toString(36)}.${check}.${data}`, bytes: bytes.length };
}

/** Why a link cannot be opened. `damaged`: a part of it is missing, its contents do not match their check sum, or they cannot be unpacked. */
export type ShareProblem =
  | { readonly code: 'other-version' }
  /** The link's characters, or the bytes that it unfolds to, and the most that are read. */
  | { readonly code: 'too-large'; readonly unit: 'characters' | 'bytes'; readonly size: number; readonly most: number }
  | { readonly code: 'damaged'; readonly how: 'cut' | 'check-sum' | 'packing' }
  | { readonly code: 'not-a-log' };

/**
 * The log that `toShareLink` put into an address's hash; null when the hash is no share link at all. Never throws, and never unfolds more than the hash
 * says, nor more than 256 kB.
 */
export function readShareLink(hash: string): Result<ParsedLogFile, ShareProblem> | null {
  const { prefix, version, mostCharacters } = SHARE_FORMAT;
  if (!hash.startsWith(prefix)) return null;
  if (hash.length > mostCharacters)
    return refuse({ code: 'too-large', unit: 'characters', size: hash.length, most: mostCharacters });
  const [written, length, check, data, ...rest] = hash.slice(prefix.length).split('.');
  if (written !== version) return refuse({ code: 'other-version' });
  if (length === undefined || check === undefined || data === undefined || rest.length > 0 || !/^[0-9a-z]{1,6}$/u.test(length))
    return refuse({ code: 'damaged', how: 'cut' });
  return unfold({ length: Number.parseInt(length, 36), check, data });
}

function unfold({ length, check, data }: { length: number; check: string; data: string }): Result<ParsedLogFile, ShareProblem> {
  const { mostBytes, checkBytes } = SHARE_FORMAT;
  if (length > mostBytes) return refuse({ code: 'too-large', unit: 'bytes', size: length, most: mostBytes });
  try {
    const bytes = inflateAtMost(base64urlnopad.decode(data), length);
    if (bytes?.length !== length || base64urlnopad.encode(sha256(bytes).subarray(0, checkBytes)) !== check)
      return refuse({ code: 'damaged', how: 'check-sum' });
    const parsed = parseLogFile(strFromU8(bytes));
    return parsed.ok ? parsed : refuse({ code: 'not-a-log' });
  } catch {
    return refuse({ code: 'damaged', how: 'packing' });
  }
}

/** Bytes that are unpacked in one go: DEFLATE makes at most 1,032 bytes of each. */
const STEP_BYTES = 128;

/** What DEFLATE packed; null as soon as it is more than `most` bytes, and the rest is not unpacked. Throws for what is no DEFLATE. */
function inflateAtMost(packed: Uint8Array, most: number): Uint8Array | null {
  const bytes = new Uint8Array(most);
  let length = 0;
  let over = false;
  const inflate = new Inflate((unpacked) => {
    over ||= length + unpacked.length > most;
    if (!over) bytes.set(unpacked, length);
    length += unpacked.length;
  });
  for (let at = 0; at < packed.length && !over; at += STEP_BYTES)
    inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
  return over ? null : bytes.subarray(0, length);
}

function refuse(error: ShareProblem): { readonly ok: false; readonly error: ShareProblem } {
  return { ok: false, error };
}
