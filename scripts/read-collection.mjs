import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';

/**
 * @typedef {object} CollectionFiles
 * @property {string} name
 * @property {{ queries: string, qrels: string, run: string }} texts The small files, whole.
 * @property {string} corpus Path: it may be larger than memory.
 * @property {string} sha256 Of the small files, in hex.
 */

/** What a folder's files are called in BEIR and in this project's data; the first that is there counts. */
const USUAL = {
  corpus: ['corpus.jsonl', 'corpus.jsonl.gz', 'corpus.tsv', 'collection.tsv'],
  queries: ['queries.jsonl', 'queries.tsv'],
  qrels: ['qrels.txt', 'qrels/test.tsv', 'qrels.tsv'],
  run: ['bm25.top100.run', 'run.txt'],
};

/**
 * The files of a collection: those named one by one, else those of the folder. Throws with the names of what is not there.
 * @param {{ folder?: string, corpus?: string, queries?: string, qrels?: string, run?: string }} given
 * @returns {CollectionFiles}
 */
export function readCollectionFiles({ folder, ...named }) {
  const found = {};
  const missing = [];
  for (const [part, names] of Object.entries(USUAL)) {
    const usual = folder === undefined ? [] : names.map((name) => path.join(folder, name));
    const other = part === 'run' && folder !== undefined ? onlyRun(folder) : [];
    const file = [named[part], ...usual, ...other].find((name) => name !== undefined && isFile(name));
    if (named[part] !== undefined && file !== named[part]) throw new Error(`--${part}: there is no file ${named[part]}.`);
    if (file === undefined) missing.push(folder === undefined ? `--${part}` : names[0]);
    else found[part] = file;
  }
  if (missing.length > 0)
    throw new Error(
      folder === undefined
        ? `Without --collection, the files must be named: ${missing.join(', ')}.`
        : `${folder} is no BEIR-style collection: it lacks ${missing.join(', ')}. Files elsewhere are named with --corpus, --queries, --qrels, --run.`,
    );
  const texts = { queries: read(found.queries), qrels: read(found.qrels), run: read(found.run) };
  return {
    name: path.basename(folder ?? path.dirname(found.corpus)),
    texts,
    corpus: found.corpus,
    sha256: createHash('sha256').update(JSON.stringify(texts)).digest('hex'),
  };
}

/** A folder's one run, whatever it is called; several are none. */
function onlyRun(folder) {
  if (!existsSync(folder)) return [];
  const runs = readdirSync(folder).filter((name) => /\.(run|trec)(\.gz)?$/.test(name));
  return runs.length === 1 ? [path.join(folder, runs[0])] : [];
}

function isFile(name) {
  return statSync(name, { throwIfNoEntry: false })?.isFile() === true;
}

function read(file) {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/**
 * The documents with these ids, read as a stream: JSON lines (BEIR) or, in a file called .tsv, lines of docid, tab, text. Throws for a line that
 * cannot be read and for ids that the corpus does not have.
 * @param {{ file: string, ids: ReadonlySet<string> }} wanted
 * @returns {Promise<Map<string, { title: string, text: string }>>}
 */
export async function readDocuments({ file, ids }) {
  const documents = new Map();
  const name = path.basename(file);
  const parse = /\.tsv(\.gz)?$/.test(file) ? parseTabs : parseJson;
  const stream = createReadStream(file);
  const input = file.endsWith('.gz') ? stream.pipe(createGunzip()) : stream;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const { id, title, text } = parse(line.replace(/^\uFEFF/, ''), `${name}, line ${number}`);
    if (ids.has(id)) documents.set(id, { title, text });
    if (documents.size === ids.size) break;
  }
  stream.destroy();
  const absent = [...ids].filter((id) => !documents.has(id));
  if (absent.length > 0) throw new Error(`${name} lacks ${absent.length} documents of the run, such as ${absent[0]}.`);
  return documents;
}

function parseJson(line, place) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  const { _id: id, title, text } = value ?? {};
  if (typeof id === 'string' && typeof text === 'string') return { id, title: typeof title === 'string' ? title : '', text };
  throw new Error(`${place}: expected {"_id": …, "title": …, "text": …}.`);
}

function parseTabs(line, place) {
  const at = line.indexOf('\t');
  if (at > 0) return { id: line.slice(0, at), title: '', text: line.slice(at + 1) };
  throw new Error(`${place}: expected a name, a tab and a text.`);
}
