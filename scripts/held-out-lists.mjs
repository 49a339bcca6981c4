import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Held-out questions as `python -m models.data` writes them (dev.jsonl), as a collection in `work`: candidates in the first stage's order. Judgements are of
 * these candidates alone.
 * @param {string} file
 * @param {string} work
 * @param {number} most Questions: the first that have a right passage among their candidates.
 * @returns {string} The collection's folder.
 */
export function toCollection(file, work, most) {
  const folder = path.join(work, `${path.basename(file, '.jsonl')}-collection`);
  mkdirSync(folder, { recursive: true });
  const corpus = new Map();
  /** @type {string[][]} */
  const [queries, qrels, run] = [[], [], []];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '' || queries.length === most) continue;
    const { qid, query, candidates, grades } = JSON.parse(line);
    if (!grades.some((grade) => grade > 0)) continue;
    queries.push(JSON.stringify({ _id: qid, text: query }));
    candidates.forEach(({ docid, title, text }, place) => {
      corpus.set(docid, JSON.stringify({ _id: docid, title, text }));
      qrels.push(`${qid} 0 ${docid} ${grades[place]}`);
      run.push(`${qid} Q0 ${docid} ${place + 1} ${candidates.length - place} first-stage`);
    });
  }
  const write = (name, lines) => writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
  write('corpus.jsonl', [...corpus.values()]);
  write('queries.jsonl', queries);
  write('qrels.txt', qrels);
  write('run.txt', run);
  return folder;
}
