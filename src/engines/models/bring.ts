import { openBlocks } from './blocks.ts';
import type { AskTools } from './ask.ts';
import { fetchFile, isCurrent, NOTHING_SAID } from './fetch-file.ts';
import { hashOf } from './hashes.ts';
import type { Expectation } from './hashes.ts';
import { checkKind, heldHash } from './keep.ts';
import type { FileMark, Keep } from './keep.ts';
import type { PlannedFile } from './plan.ts';
import type { InstallEvent } from './progress.ts';
import { PARTS_CACHE } from './stored.ts';
import type { StoredFile } from './stored.ts';
import { stopped, storageTrouble, Trouble } from './trouble.ts';
import type { InstallWorld } from './world.ts';

/** How an installation can be stopped and listened to. */
export interface InstallOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: InstallEvent) => void;
}

/**
 * Brings one file into the keep: it is there already, or comes from a folder, or over the network.
 * @param instead what it is told as when it had to be fetched.
 */
export async function bringFile(
  file: PlannedFile,
  keep: Keep,
  world: InstallWorld,
  { signal, onEvent }: Required<InstallOptions>,
  instead: 'repaired' | null = null,
): Promise<StoredFile> {
  const { name, origin } = file;
  if (signal.aborted) throw stopped({ file: name });
  const end = (bytes: number, sha256: string, note: 'here' | 'repaired' | null): StoredFile => {
    const checkedBy = file.toldBy ?? 'first-use';
    onEvent({ type: 'file-end', file: name, bytes, checkedBy, note });
    return { name, bytes, sha256, checkedBy, ...(origin.type === 'url' ? { from: origin.url } : {}) };
  };
  const subject = [
    origin.type === 'url' ? origin.url : 'folder',
    file.sha256 ?? file.gitSha1 ?? file.md5 ?? '',
    file.bytes ?? '',
  ].join(' ');
  const tools: AskTools = { ...world, signal };
  const kept = instead === null ? await keep.look(name) : null;
  const expected = kept === null ? null : expectedOf(file, subject, kept.mark);
  let damaged = false;
  if (kept !== null && expected !== null) {
    onEvent({ type: 'file-start', file: name, bytes: file.bytes ?? kept.bytes, heldBytes: kept.bytes });
    const current =
      hasHash(file) || origin.type === 'blob' || (await isCurrent(origin.url, kept.mark?.validator ?? NOTHING_SAID, tools));
    const sha256 = current ? await heldHash(keep, name, expected) : null;
    if (sha256 !== null) return end(kept.bytes, sha256, 'here');
    damaged = current && kept.mark?.subject === subject;
  }
  const note = instead ?? (damaged ? 'repaired' : null);
  if (origin.type === 'blob') {
    onEvent({ type: 'file-start', file: name, bytes: origin.blob.size, heldBytes: 0 });
    const sha256 = await hashOfPicked(file, origin.blob);
    await keep.put(name, origin.blob, { subject, sha256, validator: NOTHING_SAID });
    return end(origin.blob.size, sha256, note);
  }
  try {
    const blocks = await openBlocks({
      cache: await partsCache(world),
      prefix: keep.partsPrefix(name),
      subject,
      blockBytes: world.blockBytes,
    });
    const { content, sha256, validator } = await fetchFile(file, origin.url, { blocks, tools, onEvent });
    await checkKind(name, content, { url: origin.url });
    await keep.put(name, content, { subject, sha256, validator });
    await blocks.clear();
    return end(content.size, sha256, note);
  } catch (error) {
    throw storageTrouble(error, { file: name });
  }
}

/** What a file that lies here must be to be taken; null: nothing tells that it is the one that is wanted. */
function expectedOf(file: PlannedFile, subject: string, mark: FileMark | null): Expectation | null {
  if (hasHash(file)) return file;
  return mark?.subject === subject ? { ...file, sha256: mark.sha256 } : null;
}

function hasHash({ sha256, gitSha1, md5 }: PlannedFile): boolean {
  return sha256 !== null || gitSha1 !== null || md5 !== null;
}

/** A file of a folder, when it is what it should be. */
async function hashOfPicked(file: PlannedFile, content: Blob): Promise<string> {
  const { sha256, right } = await hashOf(content, file).catch((error: unknown) => {
    // The file was moved or changed after it was picked.
    throw new Trouble('model-incomplete', `${file.name} cannot be read (${String(error)}). Pick the folder again.`, {
      file: file.name,
    });
  });
  if (right === false)
    throw new Trouble('hash-differs', `${file.name} of the folder is not what its manifest says (sha256 ${sha256})`, {
      file: file.name,
    });
  await checkKind(file.name, content, {});
  return sha256;
}

/** Where blocks lie; throws `Trouble` where the browser gives no storage. */
export async function partsCache({ openCache }: InstallWorld): ReturnType<InstallWorld['openCache']> {
  try {
    return await openCache(PARTS_CACHE);
  } catch (error) {
    throw new Trouble('no-storage', `this browser keeps nothing for the page (${String(error)})`);
  }
}
