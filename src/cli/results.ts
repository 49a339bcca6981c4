import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cellName } from '../core/experiment/plan.ts';
import type { CellKey } from '../core/experiment/plan.ts';

/** An evaluation's results on the disk. */
export interface ResultsFile {
  /** What an earlier evaluation left; null: nothing. */
  readonly text: string | null;
  /** Sets the first line and the cells that stay. Writes nothing by itself. */
  begin(header: string, cells?: readonly CellKey[]): void;
  /** Writes the file with this cell in it, in place of an earlier one of its name. */
  save(cell: CellKey): void;
}

/**
 * The results of an evaluation: JSON lines, its plan and one line a cell (a configuration's run of one query). Each save writes the whole
 * file beside itself and renames it, so a stop at any moment leaves either the old or the new one.
 */
export function openResults(file: string): ResultsFile {
  let first = '';
  const lines = new Map<string, string>();
  const keep = (cell: CellKey): void => void lines.set(cellName(cell), JSON.stringify(cell));
  return {
    text: existsSync(file) ? readFileSync(file, 'utf8') : null,
    begin(header, cells = []) {
      first = header;
      lines.clear();
      cells.forEach(keep);
    },
    save(cell) {
      keep(cell);
      writeWhole(file, [first, ...lines.values(), ''].join('\n'));
    },
  };
}

/** Writes beside the file and renames: nobody ever sees half of it. Makes the folders above it. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, text);
  renameSync(part, file);
}

/** A name that every file system takes, another for another name. */
export function fileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '');
  if (plain === name && plain.length <= 60) return plain;
  return `${plain.slice(0, 60)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
