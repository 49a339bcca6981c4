import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256Hex } from '../download.ts';

/** What is known or wanted of a file's content. Hex is lower-case. */
export interface Expectation {
  /** Null: not known. */
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** Git's own name of a file: sha1 of `blob <bytes>\0` and the bytes. */
  readonly gitSha1: string | null;
  readonly md5: string | null;
}

/** Largest content that is read into memory as a whole, where the browser's own digest is several times as fast. WebLLM reads whole shards too. */
const MOST_WHOLE = 1 << 28;
/** Read at once of what is larger. */
const STEP = 1 << 22;

/**
 * The sha256 of a content, and whether all else that is expected of it holds. `bytes` and the hashes that are null are not looked at.
 * @param mostWhole bytes up to which the content is read as a whole.
 * @returns `right` null where nothing was expected but at most a length that fits: what came is all that is known.
 */
export async function hashOf(
  content: Blob,
  expected: Expectation,
  mostWhole = MOST_WHOLE,
): Promise<{ readonly sha256: string; readonly right: boolean | null }> {
  const { bytes, gitSha1, md5: wantedMd5 } = expected;
  const found = content.size <= mostWhole ? await hashWhole(content, expected) : await hashSteps(content, expected);
  if (bytes !== null && bytes !== content.size) return { sha256: found.sha256, right: false };
  // The strongest that is told decides: the others say the same, or were made of another version.
  if (expected.sha256 !== null) return { sha256: found.sha256, right: found.sha256 === expected.sha256 };
  if (gitSha1 !== null) return { sha256: found.sha256, right: found.gitSha1 === gitSha1 };
  if (wantedMd5 !== null) return { sha256: found.sha256, right: found.md5 === wantedMd5 };
  return { sha256: found.sha256, right: null };
}

interface Found {
  readonly sha256: string;
  readonly gitSha1: string | null;
  readonly md5: string | null;
}

async function hashWhole(content: Blob, expected: Expectation): Promise<Found> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  return {
    sha256: await sha256Hex(bytes),
    gitSha1: needsGit(expected) ? bytesToHex(sha1(joined(gitHead(bytes.byteLength), bytes))) : null,
    md5: needsMd5(expected) ? bytesToHex(md5(bytes)) : null,
  };
}

async function hashSteps(content: Blob, expected: Expectation): Promise<Found> {
  const strong = sha256.create();
  const git = needsGit(expected) ? sha1.create().update(gitHead(content.size)) : null;
  const weak = needsMd5(expected) ? md5.create() : null;
  for (let from = 0; from < content.size; from += STEP) {
    const bytes = new Uint8Array(await content.slice(from, from + STEP).arrayBuffer());
    strong.update(bytes);
    git?.update(bytes);
    weak?.update(bytes);
  }
  return {
    sha256: bytesToHex(strong.digest()),
    gitSha1: git === null ? null : bytesToHex(git.digest()),
    md5: weak === null ? null : bytesToHex(weak.digest()),
  };
}

const needsGit = ({ sha256: told, gitSha1 }: Expectation): boolean => told === null && gitSha1 !== null;
const needsMd5 = ({ sha256: told, gitSha1, md5: wanted }: Expectation): boolean =>
  told === null && gitSha1 === null && wanted !== null;

function gitHead(bytes: number): Uint8Array {
  return new TextEncoder().encode(`blob ${bytes}\0`);
}

function joined(head: Uint8Array, rest: Uint8Array): Uint8Array {
  const all = new Uint8Array(head.byteLength + rest.byteLength);
  all.set(head);
  all.set(rest, head.byteLength);
  return all;
}
