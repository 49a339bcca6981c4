import type { DroppedFile } from './dropped-file.ts';
import { filesOfList } from './files-of-list.ts';

/** Folders are opened this deep and no deeper: a dropped home folder must not be read whole. */
const DEEPEST = 4;
const MOST_FILES = 200;

// Chrome has no FileSystemFileEntry to hold an entry against (`instanceof` throws there): an entry tells by its flags what it is.
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function filesOfEntry(entry: FileSystemEntry, found: DroppedFile[], depth: number): Promise<void> {
  if (found.length >= MOST_FILES || entry.name.startsWith('.')) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\//u, ''), file });
    return;
  }
  if (!isFolder(entry) || depth >= DEEPEST) return;
  const reader = entry.createReader();
  // One call gives a hundred entries at most; an empty answer is the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const inner of entries) await filesOfEntry(inner, found, depth + 1);
  }
}

/** All files of a drop or paste, those of its folders too. Must be called within the event: later the browser gives nothing. */
export async function filesOfDrop(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const plain = filesOfList(transfer.files);
  if (!entries.some((entry) => entry?.isDirectory === true)) return plain;
  const found: DroppedFile[] = [];
  for (const entry of entries) if (entry !== null) await filesOfEntry(entry, found, 0);
  return found;
}
