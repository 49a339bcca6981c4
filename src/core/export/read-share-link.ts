import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import { inflateSync, strFromU8 } from 'fflate';
import type { Result } from '../result.ts';
import { parseLogFile } from '../log/parse-log-file.ts';
import type { ParsedLogFile } from '../log/parse-log-file.ts';
import { SHARE_FORMAT } from './share-format.ts';

/** Why a link cannot be opened, and what to do. */
export interface ShareProblem {
  readonly code: 'other-version' | 'too-large' | 'damaged' | 'not-a-log';
  readonly message: string;
  readonly hint: string;
}

const ASK_AGAIN = 'Ask for the link again, or for the run as a file.';

/**
 * The log that `toShareLink` put into an address's hash; null when the hash is no share link at all. Never throws, and never unfolds more than 4 MB whatever the hash says.
 */
export function readShareLink(hash: string): Result<ParsedLogFile, ShareProblem> | null {
  const { prefix, version, mostCharacters } = SHARE_FORMAT;
  if (!hash.startsWith(prefix)) return null;
  if (hash.length > mostCharacters)
    return problem('too-large', `The link has ${hash.length} characters; this page writes at most ${mostCharacters}.`);
  const [written, length, check, data, ...rest] = hash.slice(prefix.length).split('.');
  if (written !== version)
    return {
      ok: false,
      error: {
        code: 'other-version',
        message: 'The link was made by another version of this page.',
        hint: 'Reload the page to get its newest version, or ask for the run as a file.',
      },
    };
  if (length === undefined || check === undefined || data === undefined || rest.length > 0 || !/^[0-9a-z]{1,6}$/u.test(length))
    return problem('damaged', 'The link is not whole: a part of it is missing.');
  return unfold({ length: Number.parseInt(length, 36), check, data });
}

function unfold({ length, check, data }: { length: number; check: string; data: string }): Result<ParsedLogFile, ShareProblem> {
  const { mostBytes, checkBytes } = SHARE_FORMAT;
  if (length > mostBytes)
    return problem('too-large', `The link unfolds to ${length} bytes; at most ${mostBytes} are opened from a link.`);
  try {
    // fflate writes into the room it is given and drops what is beyond it: one byte more than told shows that there was more.
    const bytes = inflateSync(base64urlnopad.decode(data), { out: new Uint8Array(length + 1) });
    if (bytes.length !== length || base64urlnopad.encode(sha256(bytes).subarray(0, checkBytes)) !== check)
      return problem('damaged', 'The link is damaged: its contents do not match their check sum.');
    const parsed = parseLogFile(strFromU8(bytes));
    if (parsed.ok) return parsed;
    const [first] = parsed.error;
    return problem('not-a-log', `The link holds no run that can be shown. ${first?.message ?? ''}`.trim());
  } catch {
    return problem('damaged', 'The link is damaged: its contents cannot be unpacked.');
  }
}

function problem(code: ShareProblem['code'], message: string): { readonly ok: false; readonly error: ShareProblem } {
  return { ok: false, error: { code, message, hint: ASK_AGAIN } };
}
