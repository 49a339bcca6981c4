import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The results of an evaluation: JSON lines, a header and one line per query. Each save writes the whole file beside itself and renames
 * it, so a stop at any moment leaves either the old or the new one.
 * @template {{ qid: string, outcome: string }} Result
 * @param {{ file: string, header: object, fresh: boolean }} settings `header` says what is measured: another one is refused.
 * @returns {{ results: Map<string, Result>, save: (result: Result) => void }}
 */
export function openEvaluationFile({ file, header, fresh }) {
  const first = JSON.stringify(header);
  /** @type {Map<string, Result>} */
  const results = new Map();
  if (existsSync(file) && !fresh) {
    const [found, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    if (found !== first) {
      throw new Error(
        `${file} holds another evaluation:\n  there ${found}\n  here  ${first}\nGive another --out, or --fresh to begin it anew.`,
      );
    }
    for (const line of lines) {
      const result = JSON.parse(line);
      // What failed is tried again.
      if (!result.outcome.startsWith('failed')) results.set(result.qid, result);
    }
  }
  const save = (result) => {
    results.set(result.qid, result);
    mkdirSync(path.dirname(file), { recursive: true });
    const part = `${file}.part`;
    writeFileSync(part, [first, ...[...results.values()].map((each) => JSON.stringify(each)), ''].join('\n'));
    renameSync(part, file);
  };
  return { results, save };
}
