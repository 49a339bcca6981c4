import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The results of an evaluation: JSON lines, its plan and one line a cell (a configuration's run of one query). Each save writes the whole
 * file beside itself and renames it, so a stop at any moment leaves either the old or the new one.
 * @param {string} file
 * @returns {{
 *   text: string | null,
 *   begin: (header: string, cells?: readonly { configurationId: string, qid: string }[]) => void,
 *   save: (cell: { configurationId: string, qid: string }) => void,
 * }} `text`: what an earlier evaluation left; null: nothing. `begin` writes nothing by itself.
 */
export function openEvaluationFile(file) {
  let first = '';
  /** @type {Map<string, string>} */
  const lines = new Map();
  const keep = (cell) => lines.set(JSON.stringify([cell.configurationId, cell.qid]), JSON.stringify(cell));
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
export function writeWhole(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, text);
  renameSync(part, file);
}
