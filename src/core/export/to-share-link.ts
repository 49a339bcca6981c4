import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import { deflateSync } from 'fflate';
import type { RunLogFile } from '../log/run-log-file.ts';
import { compactLog } from '../log/compact.ts';
import { SHARE_FORMAT } from './share-format.ts';

/**
 * `whole` false: the movement inside windows was left out so that the run fits. `characters` is what the shortest hash would take; null where that
 * was not worked out, because the log is over 4 MB.
 */
export type ShareLink =
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
