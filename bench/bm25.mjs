import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { printTable } from './print-table.mjs';

// nDCG@10 of the words' side of the instant order: `node bench/bm25.mjs FOLDER...`, each folder a collection in BEIR's layout (corpus.jsonl,
// queries.jsonl, qrels.txt). Candidates of a query: the first 20 and 100 of `bm25.top100.run` where there is one, else the whole corpus. Scores are
// of that list alone. Beside our own BM25, once with the segmenter's words (as the page counts) and once with `queryTerms`, stands minisearch's
// BM25+ over the same words, where minisearch is installed (`npm install --no-save minisearch@7`): what the page had before.
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = path.join(root, '.cache/bm25');
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir,
    rollupOptions: {
      input: { order: 'src/instant/order.ts', terms: 'src/core/text/terms.ts', measures: 'src/core/measure/measures.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
const ours = (name) => import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href);
const { wordsOf: cut } = await ours('order');
const { listBm25 } = await ours('terms');
const { measures } = await ours('measures');
const installed = 'minisearch';
const MiniSearch = await import(installed).then(
  (module) => module.default,
  () => null,
);

/** Each text is cut once: a passage stands in many lists. */
const known = new Map();
const wordsOf = (text) => {
  if (!known.has(text)) known.set(text, cut(text));
  return known.get(text);
};

/** BM25+ as minisearch 7 has it; it multiplies by the number of matched terms, which BM25+ does not. */
const withMiniSearch =
  (Index) =>
  ({ query, texts }) => {
    const index = new Index({
      fields: ['text'],
      tokenize: wordsOf,
      processTerm: (term) => term,
      searchOptions: { bm25: { k: 0.9, b: 0.4, d: 0.5 }, prefix: false, fuzzy: false },
    });
    index.addAll(texts.map((text, id) => ({ id, text })));
    const scores = texts.map(() => 0);
    const queries = [...new Set(wordsOf(query))];
    if (queries.length === 0) return scores;
    for (const { id, score, queryTerms } of index.search({ queries, tokenize: (term) => [term] }))
      scores[id] = score / Math.max(1, queryTerms.length);
    return scores;
  };

const systems = {
  'BM25, segmenter': (list) => listBm25({ ...list, termsOf: wordsOf }),
  'BM25, plain words': (list) => listBm25(list),
  ...(MiniSearch === null ? {} : { 'minisearch BM25+': withMiniSearch(MiniSearch) }),
};

const lines = (folder, file) => readFileSync(path.join(folder, file), 'utf8').split('\n').filter(Boolean);
const rows = [];
for (const folder of process.argv.slice(2)) {
  const json = (file) => lines(folder, file).map((line) => JSON.parse(line));
  const corpus = new Map(
    json('corpus.jsonl').map(({ _id, title = '', text }) => [_id, title === '' ? text : `${title}: ${text}`]),
  );
  const qrels = new Map();
  for (const [qid, , docid, grade] of lines(folder, 'qrels.txt').map((line) => line.split(/\s+/)))
    qrels.set(qid, (qrels.get(qid) ?? new Map()).set(docid, Number(grade)));
  const run = new Map();
  if (existsSync(path.join(folder, 'bm25.top100.run')))
    for (const [qid, , docid] of lines(folder, 'bm25.top100.run').map((line) => line.split(/\s+/)))
      run.set(qid, [...(run.get(qid) ?? []), docid]);
  const queries = json('queries.jsonl').filter(({ _id }) => qrels.has(_id));
  for (const depth of run.size === 0 ? [corpus.size] : [20, 100]) {
    const sums = Object.keys(systems).map(() => 0);
    for (const { _id, text } of queries) {
      // In the order of their names, so that no system is helped by ties that stand well already.
      const docids = (run.get(_id) ?? [...corpus.keys()]).slice(0, depth).toSorted();
      const texts = docids.map((docid) => corpus.get(docid) ?? '');
      Object.values(systems).forEach((score, at) => {
        const scores = score({ query: text, texts });
        const list = docids
          .map((docid, place) => ({ docid, score: scores[place] }))
          .toSorted((one, other) => other.score - one.score);
        sums[at] += measures.nDCG(
          list.map(({ docid }) => docid),
          qrels.get(_id),
          { k: 10 },
        );
      });
    }
    rows.push([path.basename(folder), queries.length, depth, ...sums.map((sum) => (sum / queries.length).toFixed(4))]);
  }
}
printTable({
  title: 'nDCG@10 over the candidates',
  columns: ['collection', 'queries', 'candidates', ...Object.keys(systems)],
  rows,
});
