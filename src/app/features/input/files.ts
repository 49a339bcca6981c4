import { useEffect, useRef, useState } from 'react';

/** A file with its path inside what was dropped or chosen. */
export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

/** Chosen files, with their paths where a folder was chosen. */
export function filesOfList(files: FileList | null): readonly DroppedFile[] {
  return [...(files ?? [])].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }));
}

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
async function filesOfDrop(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const plain = filesOfList(transfer.files);
  if (!entries.some((entry) => entry?.isDirectory === true)) return plain;
  const found: DroppedFile[] = [];
  for (const entry of entries) if (entry !== null) await filesOfEntry(entry, found, 0);
  return found;
}

/** Makes the whole page a place to drop or paste files. True while files hang over it. */
export function useFileDrop(onFiles: (files: readonly DroppedFile[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const take = async (transfer: DataTransfer): Promise<void> => {
      const files = await filesOfDrop(transfer);
      if (files.length > 0) latest.current(files);
    };
    const hover = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setOver(true);
    };
    // The pointer also leaves when it goes from one element to another; outside the window there is no other.
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void take(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent): void => {
      const transfer = event.clipboardData;
      // A copied picture of a text comes with the text: the text is what was meant.
      if (transfer === null || transfer.files.length === 0 || transfer.types.includes('text/plain')) return;
      event.preventDefault();
      void take(transfer);
    };
    document.addEventListener('dragover', hover);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', hover);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return over;
}
