import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

// How fast `readInput` reads each format: `node bench/input-speed.mjs [LINES]` (default a million). Beside it, in the same run, the same text
// through `JSON.parse` line by line or `split`, which is the least any reader can cost.
const LINES = Number(process.argv[2] ?? 1_000_000);
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = path.join(root, '.cache/input-speed');

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: { ssr: 'src/input/read-input.ts', outDir, rollupOptions: { output: { entryFileNames: 'read-input.mjs' } } },
});
const { readInput } = await import(pathToFileURL(path.join(outDir, 'read-input.mjs')).href);

const lines = (row) => Array.from({ length: LINES }, (_, index) => row(index)).join('\n');
const words = (index) => `passage ${index} says that iron rusts where water meets air`;
const request = (index) =>
  JSON.stringify({ query: { qid: index, text: 'q' }, candidates: [{ docid: index, doc: { text: words(index) } }] });
const split = (text) => text.split('\n').map((row) => row.split('\t')).length;
const parse = (text) => text.split('\n').map((row) => JSON.parse(row)).length;

/** @type {[string, string, (text: string) => number][]} */
const cases = [
  ['lines', lines(words), split],
  ['numbered', lines((index) => `${index + 1}. ${words(index)}`), split],
  ['table', `id,text\n${lines((index) => `${index},"${words(index)}, and more"`)}`, split],
  ['passages-json', lines((index) => JSON.stringify({ _id: `d${index}`, title: '', text: words(index) })), parse],
  ['rank-llm-jsonl', lines(request), parse],
  ['ms-marco', lines((index) => `${index >> 7}\t${index}\tquery ${index >> 7}\t${words(index)}`), split],
  ['document', lines((index) => `${words(index)}.${index % 5 === 4 ? '\n' : ''}`), split],
];
for (const [name, text, least] of cases) {
  const choices = name === 'document' ? { format: 'document' } : {};
  const megabytes = text.length / 1e6;
  const timed = (call) => {
    const before = performance.now();
    const result = call();
    return { seconds: (performance.now() - before) / 1000, result };
  };
  const floor = timed(() => least(text));
  const { seconds, result } = timed(() => readInput({ files: [{ name: '', text }], choices }));
  console.log(
    `${name.padEnd(15)} ${megabytes.toFixed(0).padStart(5)} MB  ${(megabytes / seconds).toFixed(1).padStart(7)} MB/s  least ${(megabytes / floor.seconds).toFixed(1).padStart(7)} MB/s  read as ${result.saidAs.key}, ${result.saidAs.allPassages} passages`,
  );
}
console.log(`${LINES} lines each; load average ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} cores, ${process.version}.`);
rmSync(outDir, { recursive: true });
