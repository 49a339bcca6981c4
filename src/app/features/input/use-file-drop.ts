import { useEffect, useRef, useState } from 'react';
import { filesOfDrop } from './files-of-drop.ts';
import type { DroppedFile } from './dropped-file.ts';

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
