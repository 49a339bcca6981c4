import { askForFile, createRetries, looksLikeWebPage, PROBE_MS } from './ask.ts';
import type { Answer, AskTools } from './ask.ts';
import { sameFile } from './blocks.ts';
import type { Blocks, Validator } from './blocks.ts';
import { hashOf } from './hashes.ts';
import type { PlannedFile } from './plan.ts';
import type { InstallEvent } from './progress.ts';
import { Trouble } from './trouble.ts';

/** A file whose every byte is here. */
export interface WholeFile {
  readonly content: Blob;
  readonly sha256: string;
  /** Of the answers that it came from. */
  readonly validator: Validator;
}

export const NOTHING_SAID: Validator = { etag: null, modified: null };

/** How often a file may turn out to be another one than before while it is fetched. */
const MOST_CHANGES = 3;
/** Enough to tell a web page by. */
const HEAD_BYTES = 256;
/** Fewest bytes between two file-progress events. */
const PROGRESS_STEP = 1 << 18;

/**
 * Fetches what lacks of a file, goes on after failures that pass, and hashes the whole. A wrong hash is fetched once more from the first byte. What has
 * arrived stays in `blocks` when it fails. Throws `Trouble`.
 */
export async function fetchFile(
  file: PlannedFile,
  url: string,
  { blocks, tools, onEvent }: { blocks: Blocks; tools: AskTools; onEvent: (event: InstallEvent) => void },
): Promise<WholeFile> {
  const { name } = file;
  const details = { file: name, url };
  const hasHash = file.sha256 !== null || file.gitSha1 !== null || file.md5 !== null;
  const retries = createRetries(tools);
  let total = file.bytes ?? blocks.total;
  let whole = false;
  let changes = 0;
  let mismatched = false;
  // Only bytes that were never here before are progress: a host that gives files only whole may break off at the same place for ever.
  let farthest = blocks.heldBytes;
  let told = 0;

  const restart = async (reason: 'no-ranges' | 'changed' | 'unsure' | 'hash'): Promise<void> => {
    if (reason === 'changed') changes += 1;
    if (changes > MOST_CHANGES) throw new Trouble('hash-differs', `${name} keeps changing while it is fetched`, details);
    await blocks.clear();
    total = file.bytes;
    told = 0;
    onEvent({ type: 'file-restart', file: name, reason });
  };
  /** Once; then the file is given up. */
  const mismatch = async (message: string): Promise<void> => {
    await blocks.clear();
    if (mismatched) throw new Trouble('hash-differs', `${name}: ${message}`, details);
    mismatched = true;
    await restart('hash');
  };

  /** Where an answer's bytes belong; null: it is of no use, and blocks were cleared where they must be. */
  const place = async (answer: Answer, { from, to }: { from: number; to: number | null }): Promise<number | null> => {
    const { response } = answer;
    const range = contentRange(response);
    const validator = validatorOf(response);
    const before = blocks.validator;
    if (response.status !== 206 || (range?.from ?? from) !== from) {
      whole = response.status === 206;
      if (from > 0) await restart(before !== null && !sameFile(before, validator) ? 'changed' : 'no-ranges');
      if (whole) return null;
      await blocks.start(0, validator, null);
      return 0;
    }
    if (from > 0 && before !== null && !sameFile(before, validator)) {
      await restart('changed');
      return null;
    }
    if (from > 0 && !hasHash && !provesSame(before, validator)) {
      await restart('unsure');
      return null;
    }
    const length = to === null ? response.headers.get('content-length') : null;
    const reported = range?.total ?? (length === null ? null : from + Number(length));
    if (file.bytes !== null && reported !== null && reported !== file.bytes) {
      await mismatch(`the host has ${reported} bytes of it, and its source tells of ${file.bytes}`);
      return null;
    }
    total ??= reported;
    await blocks.start(from, validator, total);
    return from;
  };

  /** Reads an answer into the blocks. */
  const take = async (answer: Answer, from: number, to: number | null): Promise<void> => {
    let at = from;
    for await (const piece of from === 0 ? filePieces(answer, name, url) : answer.pieces()) {
      const end = to ?? total;
      const more = end !== null && at + piece.byteLength > end;
      await blocks.add(more ? piece.subarray(0, end - at) : piece);
      at = more ? end : at + piece.byteLength;
      if (at > farthest) {
        farthest = at;
        retries.progressed();
      }
      if (at - told >= PROGRESS_STEP || at === total) {
        told = at;
        onEvent({ type: 'file-progress', file: name, loadedBytes: blocks.heldBytes });
      }
      if (!more) continue;
      if (to === null) await mismatch(`the host sends more than the ${end} bytes that it should have`);
      return;
    }
    const end = to ?? total;
    if (end === null) total = at;
    else if (at < end)
      throw new Trouble(
        'download-failed',
        `${name} ended after ${at} of ${end} bytes`,
        { ...details, bytes: at },
        { passing: true },
      );
  };

  onEvent({ type: 'file-start', file: name, bytes: total, heldBytes: blocks.heldBytes });
  for (;;) {
    const gap = blocks.gap(total);
    if (gap === null) {
      const content = await blocks.content();
      onEvent({ type: 'file-check', file: name });
      const { sha256, right } = await hashOf(content, { ...file, bytes: file.bytes ?? total });
      if (right !== false) return { content, sha256, validator: blocks.validator ?? NOTHING_SAID };
      await mismatch(
        content.size === (file.bytes ?? content.size)
          ? `its hash is not the one that its source tells (sha256 ${sha256})`
          : `it has ${content.size} bytes and should have ${file.bytes}`,
      );
      continue;
    }
    try {
      const answer = await askForFile({ url, file: name, ...gap, whole }, tools);
      const from = await place(answer, gap);
      if (from === null) answer.end();
      else await take(answer, from, from === gap.from ? gap.to : null);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      await blocks.flush();
      if (error.status === 416) {
        const length = error.info.details?.['length'];
        // Nothing to be had from there: an empty file, one whose end was not known to be here, or another one by now.
        if (gap.from === 0) whole = true;
        else if (length === gap.from) total = gap.from;
        else await restart('changed');
        continue;
      }
      await retries.before(error, ({ attempt, waitMs, trouble: { info, status } }) => {
        onEvent({ type: 'file-retry', file: name, attempt, waitMs, code: info.code, status });
      });
    }
  }
}

/** The pieces of an answer from byte 0 on, the first of them large enough to see that it is no web page. */
async function* filePieces(answer: Answer, file: string, url: string): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let head: Uint8Array<ArrayBuffer> | null = new Uint8Array();
  const seen = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    if (!looksLikeWebPage(bytes)) return bytes;
    throw new Trouble('web-page-instead', `${new URL(url).host} sent a web page instead of ${file}`, { file, url });
  };
  for await (const piece of answer.pieces()) {
    if (head === null) yield piece;
    else {
      const joined: Uint8Array<ArrayBuffer> = new Uint8Array(head.byteLength + piece.byteLength);
      joined.set(head);
      joined.set(piece, head.byteLength);
      head = joined;
      if (joined.byteLength < HEAD_BYTES) continue;
      head = null;
      yield seen(joined);
    }
  }
  if (head !== null && head.byteLength > 0) yield seen(head);
}

/** `bytes 0-99/1000`; null where the host does not let pages read it. */
function contentRange(response: Response): { readonly from: number; readonly total: number | null } | null {
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (from === undefined || total === undefined) return null;
  return { from: Number(from), total: total === '*' ? null : Number(total) };
}

function validatorOf({ headers }: Response): Validator {
  return { etag: headers.get('etag'), modified: headers.get('last-modified') };
}

/** False only where the host says that it has another version by now. */
export async function isCurrent(url: string, before: Validator, { fetch, signal, patience }: AskTools): Promise<boolean> {
  try {
    if (signal.aborted) return true;
    const limit = AbortSignal.timeout(Math.min(PROBE_MS, patience.silenceMs));
    const response = await fetch(url, {
      method: 'HEAD',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: limit,
    });
    return !response.ok || sameFile(before, validatorOf(response));
  } catch {
    return true;
  }
}

/** True only where something says that it is the same. */
function provesSame(one: Validator | null, other: Validator): boolean {
  if (one === null || !sameFile(one, other)) return false;
  return (one.etag !== null && other.etag !== null) || (one.modified !== null && other.modified !== null);
}
