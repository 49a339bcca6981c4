import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import { deflateSync, inflateSync, strFromU8 } from 'fflate';
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
  /** Most bytes a link may unfold to. */
  mostBytes: 4_000_000,
  checkBytes: 6,
} as const;

/**
 * `whole` false: the movement inside windows was left out so that the run fits. `characters` is what the shortest hash would take; null where that
 * was not worked out, because the log is over 4 MB.
 */
type ShareLink =
  | { readonly type: 'link'; readonly hash: string; readonly whole: boolean }
  | { readonly type: 'too-large'; readonly characters: number | null; readonly mostCharacters: number };

/**
 * The run inside an address's hash, which browsers never send to a server. First the whole log is tried, then `compactLog` of it; a run that
 * does not fit in 8,192 characters is for a file.
 */
export function toShareLink(file: RunLogFile): ShareLink {
  const { mostCharacters } = SHARE_FORMAT;
  const whole = encode(file);
  if (whole !== null && whole.length <= mostCharacters) return { type: 'link', hash: whole, whole: true };
  const compact = encode({ ...file, events: compactLog(file.events) });
  if (compact !== null && compact.length <= mostCharacters) return { type: 'link', hash: compact, whole: false };
  return { type: 'too-large', characters: compact?.length ?? null, mostCharacters };
}

/** Null for more than readers unfold. */
function encode(file: RunLogFile): string | null {
  const { prefix, version, checkBytes, mostBytes } = SHARE_FORMAT;
  const bytes = utf8ToBytes(JSON.stringify(file));
  if (bytes.length > mostBytes) return null;
  const check = base64urlnopad.encode(sha256(bytes).subarray(0, checkBytes));
  const data = base64urlnopad.encode(deflateSync(bytes, { level: 9 }));
  return `${prefix}${version}.${bytes.length.toString(36)}.${check}.${data}`;
}

/** Why a link cannot be opened. `damaged`: a part of it is missing, its contents do not match their check sum, or they cannot be unpacked. */
export type ShareProblem =
  | { readonly code: 'other-version' }
  /** The link's characters, or the bytes that it unfolds to, and the most that are read. */
  | { readonly code: 'too-large'; readonly unit: 'characters' | 'bytes'; readonly size: number; readonly most: number }
  | { readonly code: 'damaged'; readonly how: 'cut' | 'check-sum' | 'packing' }
  | { readonly code: 'not-a-log' };

/**
 * The log that `toShareLink` put into an address's hash; null when the hash is no share link at all. Never throws, and never unfolds more than 4 MB whatever the hash says.
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
    // fflate writes into the room it is given and drops what is beyond it: one byte more than told shows that there was more.
    const bytes = inflateSync(base64urlnopad.decode(data), { out: new Uint8Array(length + 1) });
    if (bytes.length !== length || base64urlnopad.encode(sha256(bytes).subarray(0, checkBytes)) !== check)
      return refuse({ code: 'damaged', how: 'check-sum' });
    const parsed = parseLogFile(strFromU8(bytes));
    return parsed.ok ? parsed : refuse({ code: 'not-a-log' });
  } catch {
    return refuse({ code: 'damaged', how: 'packing' });
  }
}

function refuse(error: ShareProblem): { readonly ok: false; readonly error: ShareProblem } {
  return { ok: false, error };
}
