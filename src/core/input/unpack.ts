import { Gunzip, unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';

/** A file's bytes, with its path. */
export interface GivenBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Packed files unfold to no more than this, all together: a few kilobytes can be made to hold terabytes. */
const MOST_BYTES = 1 << 30;
/** Bytes of a packed file that are unfolded at a time. */
const STEP = 1 << 16;

/** The files in a packed one. `packed`: it is damaged, or packed in a way that is not known here. */
export type Unpacked =
  | { readonly ok: true; readonly files: readonly GivenBytes[] }
  | {
      readonly ok: false;
      readonly error: { readonly type: 'packed' } | { readonly type: 'too-large'; readonly mebibytes: number };
    };

/** The files in a gzip or zip file, hidden ones left out; null: it is neither. `most`: bytes that it may unfold to. */
export function unpack({ name, bytes }: GivenBytes, most = MOST_BYTES): Unpacked | null {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
  if (!isGzip && !isZip) return null;
  try {
    if (isZip) return unzip(bytes, most);
    const inner = gunzip(bytes, most);
    if (inner === null) return { ok: false, error: { type: 'too-large', mebibytes: most >> 20 } };
    return { ok: true, files: [{ name: name.replace(/\.gz$/i, ''), bytes: inner }] };
  } catch {
    return { ok: false, error: { type: 'packed' } };
  }
}

/** Null for more than is unfolded. Throws where it is damaged. */
function gunzip(bytes: Uint8Array, most: number): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  const stream = new Gunzip((chunk, final) => {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    whole = final;
  });
  for (let at = 0; at < bytes.length && size <= most; at += STEP) {
    stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  }
  if (size > most) return null;
  if (!whole) throw new RangeError('the file ends too early');
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function unzip(bytes: Uint8Array, most: number): Unpacked {
  let size = 0;
  const isWanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    const parts = name.split('/');
    if (name.endsWith('/') || parts.some((part) => part.startsWith('.') || part === '__MACOSX')) return false;
    size += originalSize;
    return size <= most;
  };
  const files = unzipSync(bytes, { filter: isWanted });
  if (size > most) return { ok: false, error: { type: 'too-large', mebibytes: Math.round(size / 2 ** 20) } };
  return { ok: true, files: Object.entries(files).map(([name, inner]) => ({ name, bytes: inner })) };
}
