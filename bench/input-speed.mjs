import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

// How fast `readInput` reads each format, in MB (a million UTF-16 units) per second of processor time, collection of garbage included:
// `node bench/input-speed.mjs [LINES]` (default 200 000). Beside it, in the same run, the same text through `JSON.parse` line by line or `split`,
// which is the least any reader can cost. Best of three, the two in turn.
const LINES = Number(process.argv[2] ?? 200_000);
const ROUNDS = 3;
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = path.join(root, '.cache/input-speed');

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: { ssr: 'src/core/input/input.ts', outDir, rollupOptions: { output: { entryFileNames: 'read-input.mjs' } } },
});
const { readInput } = await import(pathToFileURL(path.join(outDir, 'read-input.mjs')).href);

const lines = (row) => Array.from({ length: LINES }, (_, index) => row(index)).join('\n');
const words = (index) => `passage ${index} says that iron rusts where water meets air`;
const request = (index) =>
  JSON.stringify({ query: { qid: index, text: 'q' }, candidates: [{ docid: index, doc: { text: words(index) } }] });
const split = (text) => text.split('\n').map((row) => row.split('\t')).length;
const parse = (text) => text.split('\n').map((row) => JSON.parse(row)).length;

/** @type {[string, () => string, (text: string) => number][]} */
const cases = [
  ['lines', () => lines(words), split],
  ['numbered', () => lines((index) => `${index + 1}. ${words(index)}`), split],
  ['table', () => `id,text\n${lines((index) => `${index},"${words(index)}, and more"`)}`, split],
  ['passages-json', () => lines((index) => JSON.stringify({ _id: `d${index}`, title: '', text: words(index) })), parse],
  ['rank-llm-jsonl', () => lines(request), parse],
  ['ms-marco', () => lines((index) => `${index >> 7}\t${index}\tquery ${index >> 7}\t${words(index)}`), split],
  ['document', () => lines((index) => `${words(index)}.${index % 5 === 4 ? '\n' : ''}`), split],
  ['document, Chinese', () => lines((index) => `铁为什么会生锈,第${index}段:因为水和空气中的氧气会与铁发生反应。`), split],
];
for (const [name, written, least] of cases) {
  const choices = name.startsWith('document') ? { format: 'document' } : {};
  // Flat, as a file's text is: joined text is copied together by whoever reads it first.
  const text = Buffer.from(written()).toString();
  const megabytes = text.length / 1e6;
  const timed = (call) => {
    const before = process.cpuUsage();
    const result = call();
    const { user, system } = process.cpuUsage(before);
    return { seconds: (user + system) / 1e6, result };
  };
  const floor = { seconds: Infinity };
  const whole = { seconds: Infinity, result: { key: 'nothing', allPassages: 0 } };
  for (let round = 0; round < ROUNDS; round += 1) {
    floor.seconds = Math.min(floor.seconds, timed(() => least(text)).seconds);
    const { seconds, result } = timed(() => readInput({ files: [{ name: '', text }], choices }).saidAs);
    if (seconds < whole.seconds) Object.assign(whole, { seconds, result });
  }
  const { seconds, result } = whole;
  console.log(
    `${name.padEnd(18)} ${megabytes.toFixed(0).padStart(5)} MB  ${(megabytes / seconds).toFixed(1).padStart(7)} MB/s  least ${(megabytes / floor.seconds).toFixed(1).padStart(7)} MB/s  read as ${result.key}, ${result.allPassages} passages`,
  );
}
console.log(`${LINES} lines each; load average ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} cores, ${process.version}.`);
rmSync(outDir, { recursive: true });
