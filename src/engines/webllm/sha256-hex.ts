import { sha256 } from '@noble/hashes/sha2.js';

/**
 * SHA-256 in lower-case hex. The browser's own where there is one; pages that are not served from a secure address have none, and the instant
 * order is wanted there most, because they have no WebGPU either.
 */
export async function sha256Hex(
  bytes: Uint8Array<ArrayBuffer>,
  subtle: Pick<SubtleCrypto, 'digest'> | undefined = globalThis.crypto?.subtle,
): Promise<string> {
  const digest = subtle === undefined ? sha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
