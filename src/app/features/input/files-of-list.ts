import type { DroppedFile } from './dropped-file.ts';

/** Chosen files, with their paths where a folder was chosen. */
export function filesOfList(files: FileList | null): readonly DroppedFile[] {
  return [...(files ?? [])].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }));
}
