import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const FILES = { corpus: 'corpus.jsonl', queries: 'queries.jsonl', qrels: 'qrels.txt', run: 'bm25.top100.run' };

/** The small files of a BEIR-style folder, whole. Throws with the names of those that are not there. */
export function readCollectionFiles(folder) {
  const missing = Object.values(FILES).filter((name) => !existsSync(path.join(folder, name)));
  if (missing.length > 0) throw new Error(`${folder} is no BEIR-style collection: it lacks ${missing.join(', ')}.`);
  const read = (name) => readFileSync(path.join(folder, name), 'utf8');
  return { queries: read(FILES.queries), qrels: read(FILES.qrels), run: read(FILES.run) };
}

/**
 * The documents with these ids, read as a stream: a corpus may be larger than memory. Throws for a line that is not JSON and for ids
 * that the corpus does not have.
 * @param {{ folder: string, ids: ReadonlySet<string> }} wanted
 * @returns {Promise<Map<string, { title: string, text: string }>>}
 */
export async function readDocuments({ folder, ids }) {
  const documents = new Map();
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path.join(folder, FILES.corpus)), crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const { _id: id, title, text } = parseLine(line, number);
    if (ids.has(id)) documents.set(id, { title: title ?? '', text });
    if (documents.size === ids.size) break;
  }
  const absent = [...ids].filter((id) => !documents.has(id));
  if (absent.length > 0) throw new Error(`${FILES.corpus} lacks ${absent.length} documents of the run, such as ${absent[0]}.`);
  return documents;
}

function parseLine(line, number) {
  let value;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    value = undefined;
  }
  if (typeof value?._id !== 'string' || typeof value?.text !== 'string') {
    throw new Error(`${FILES.corpus}, line ${number}: expected {"_id": …, "title": …, "text": …}.`);
  }
  return value;
}
