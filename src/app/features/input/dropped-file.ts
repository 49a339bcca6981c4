/** A file with its path inside what was dropped or chosen. */
export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}
