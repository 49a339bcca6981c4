import { jsonOf } from '../../core/schema.ts';
import { sha256Hex } from '../download.ts';
import type { FileCache } from '../download.ts';

/*
 * A file that is not whole yet lies in a cache as blocks, each under the byte that it begins with. A block is written when it is full, and what there is of
 * it when a download ends early, so that a page that is closed loses less than a block and a line that breaks every few seconds still gets there.
 */

/** Bytes of a full block. */
export const BLOCK_BYTES = 1 << 22;

/** Bytes from `from` up to and without `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The first bytes that lack; null: none. `to` null: to the end. */
export function firstGap(
  held: readonly Span[],
  total: number | null,
): { readonly from: number; readonly to: number | null } | null {
  let at = 0;
  for (const { from, to } of held.toSorted((a, b) => a.from - b.from)) {
    if (from > at) return { from: at, to: from };
    at = Math.max(at, to);
  }
  return total !== null && at >= total ? null : { from: at, to: null };
}

/** What tells that two answers give bytes of the same file. */
export interface Validator {
  readonly etag: string | null;
  readonly modified: string | null;
}

/** Stands in the headers of each block. */
interface BlockMark {
  readonly validator: Validator;
  readonly total: number | null;
  /** The address and what was expected of the file: blocks of another try at another file are of no use. */
  readonly subject: string;
  readonly sha256: string;
}

const MARK = 'glassrank-block';

/** Blocks of one file. One writer at a time. */
export interface Blocks {
  readonly heldBytes: number;
  /** Of the answers that the blocks came from; null where none is held. */
  readonly validator: Validator | null;
  /** Length of the file as an answer told it; null: not known. */
  readonly total: number | null;
  /** The first bytes that lack of a file of this length (null: not known); null: none. `to` null: to the end. */
  gap(total: number | null): { readonly from: number; readonly to: number | null } | null;
  /** Where the next bytes belong. Bytes that were not written yet are. */
  start(from: number, validator: Validator, total: number | null): Promise<void>;
  add(bytes: Uint8Array): Promise<void>;
  /** Writes what there is of the block at hand. */
  flush(): Promise<void>;
  /** The whole file; only where no gap is left. */
  content(): Promise<Blob>;
  clear(): Promise<void>;
}

/**
 * The blocks under `prefix`, each of them read and hashed: damaged ones, and those of another subject or of another version of the file, are deleted.
 * @param prefix a key that ends in `/`; blocks lie under it by their first byte.
 */
export async function openBlocks({
  cache,
  prefix,
  subject,
  blockBytes = BLOCK_BYTES,
}: {
  readonly cache: FileCache;
  readonly prefix: string;
  readonly subject: string;
  readonly blockBytes?: number | undefined;
}): Promise<Blocks> {
  let held: Span[] = [];
  let validator: Validator | null = null;
  let total: number | null = null;
  let at = 0;
  // The block at hand: its first `filled` bytes, which end at `at`.
  let buffer: Uint8Array<ArrayBuffer> | null = null;
  let filled = 0;

  const keyOf = (from: number): string => `${prefix}${from}`;
  for (const { span, mark } of await readMarks(cache, prefix)) {
    const fits = mark !== null && mark.subject === subject && (validator === null || sameFile(validator, mark.validator));
    const key = keyOf(span.from);
    if (!fits || (await hashOfEntry(cache, key)) !== mark.sha256) {
      await cache.delete(key);
      continue;
    }
    held.push(span);
    validator = mark.validator;
    total = mark.total ?? total;
  }

  const flush = async (): Promise<void> => {
    if (buffer === null || filled === 0) return;
    const bytes = buffer.slice(0, filled);
    const from = at - filled;
    const mark: BlockMark = {
      validator: validator ?? { etag: null, modified: null },
      total,
      subject,
      sha256: await sha256Hex(bytes),
    };
    const headers = { 'content-length': String(bytes.byteLength), [MARK]: encodeURIComponent(JSON.stringify(mark)) };
    await cache.put(keyOf(from), new Response(bytes, { headers }));
    held = [...held, { from, to: at }].toSorted((a, b) => a.from - b.from);
    filled = 0;
  };

  return {
    get heldBytes() {
      return held.reduce((sum, { from, to }) => sum + to - from, 0) + filled;
    },
    get validator() {
      return validator;
    },
    get total() {
      return total;
    },
    gap: (length) => firstGap(filled === 0 ? held : [...held, { from: at - filled, to: at }], length),
    async start(from, newValidator, newTotal) {
      await flush();
      at = from;
      validator = newValidator;
      total = newTotal ?? total;
    },
    async add(bytes) {
      buffer ??= new Uint8Array(blockBytes);
      for (let done = 0; done < bytes.byteLength;) {
        const step = bytes.subarray(done, done + blockBytes - filled);
        buffer.set(step, filled);
        filled += step.byteLength;
        at += step.byteLength;
        done += step.byteLength;
        if (filled === blockBytes) await flush();
      }
    },
    flush,
    async content() {
      // A file of less than a block need not go through the cache.
      if (held.length === 0 && buffer !== null) return new Blob([buffer.slice(0, filled)]);
      await flush();
      const parts = await Promise.all(held.map(async ({ from }) => (await cache.match(keyOf(from)))?.blob()));
      return new Blob(parts.flatMap((part) => (part === undefined ? [] : [part])));
    },
    async clear() {
      held = [];
      validator = null;
      total = null;
      filled = 0;
      at = 0;
      for (const { url } of await cache.keys()) if (url.startsWith(prefix)) await cache.delete(url);
    },
  };
}

/** True where both speak of the same version of a file, or one of them says nothing. */
export function sameFile(one: Validator, other: Validator): boolean {
  if (one.etag !== null && other.etag !== null) return plainTag(one.etag) === plainTag(other.etag);
  return one.modified === null || other.modified === null || one.modified === other.modified;
}

/** Without what says only how the same bytes travelled: some servers mark compressed answers. */
function plainTag(etag: string): string {
  return etag
    .replace(/^W\//, '')
    .replace(/-(?:gzip|br|zstd)"?$/, '')
    .replaceAll('"', '');
}

async function readMarks(
  cache: FileCache,
  prefix: string,
): Promise<readonly { readonly span: Span; readonly mark: BlockMark | null }[]> {
  const found: { span: Span; mark: BlockMark | null }[] = [];
  for (const { url } of await cache.keys()) {
    if (!url.startsWith(prefix)) continue;
    const from = Number(url.slice(prefix.length));
    const headers = (await cache.match(url))?.headers;
    const bytes = Number(headers?.get('content-length') ?? 0);
    const marked = headers?.get(MARK);
    // Nobody else writes here: what can be read under our own name is our own mark.
    const mark = marked == null ? null : ((jsonOf(decodeURIComponent(marked)) as BlockMark | undefined) ?? null);
    found.push({ span: { from, to: from + bytes }, mark });
  }
  return found.toSorted((a, b) => a.span.from - b.span.from);
}

async function hashOfEntry(cache: FileCache, key: string): Promise<string | null> {
  const entry = await cache.match(key);
  // Chromium throws at reading an entry whose file was lost on disk.
  const bytes = await entry?.arrayBuffer().catch(() => undefined);
  return bytes === undefined ? null : sha256Hex(new Uint8Array(bytes));
}
