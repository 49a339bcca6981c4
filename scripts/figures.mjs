// npm run figures: how large the house is and how long its loop takes. Files and lines are counted now; kilobytes are those of the last build, and seconds
// those of the last `npm test` (both kept in .cache); what has not been measured here is said to be so.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SUITE_SECONDS = path.join(ROOT, '.cache', 'test-results', 'suites.json');
const BUNDLE_SIZES = path.join(ROOT, '.cache', 'bundle-sizes.json');

/** @param {string} folder @returns {readonly string[]} */
function sourcesIn(folder) {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.join(folder, name));
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** @param {readonly string[]} cells */
const row = ([name = '', ...rest]) => console.log([name.padEnd(14), ...rest.map((cell) => cell.padStart(9))].join(' '));

/** @param {string} file */
const kept = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

const linesOf = (/** @type {string} */ file) => readFileSync(path.join(ROOT, file), 'utf8').split('\n').length - 1;
const rooms = readdirSync(path.join(ROOT, 'src'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
row(['room', 'files', 'lines', 'median', 'longest']);
for (const room of [...rooms.map((name) => `src/${name}`), 'src', 'test']) {
  const counts = sourcesIn(room).map(linesOf);
  const total = counts.reduce((sum, count) => sum + count, 0);
  row([
    room === 'src' ? 'src, all' : room,
    String(counts.length),
    String(total),
    String(median(counts)),
    String(Math.max(...counts)),
  ]);
}

const sizes = kept(BUNDLE_SIZES);
console.log();
if (sizes === null) console.log('First script: not built here yet (npm run build).');
else {
  /** @type {{ first: number, parts: readonly { part: string, bytes: number }[] }} */
  const { first, parts } = sizes;
  const inKilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB gzip`;
  console.log(`first script: ${inKilobytes(first)}`);
  for (const { part, bytes } of parts) console.log(`  ${part}: ${inKilobytes(bytes)}`);
}

const suites = kept(SUITE_SECONDS);
console.log();
if (suites === null) console.log('Suites: not run here yet (npm test).');
else {
  row(['suite', 'minutes', 'passed', 'at commit']);
  for (const [name, { seconds, passed, commit }] of Object.entries(suites))
    row([name, (seconds / 60).toFixed(1), String(passed), commit]);
  const all = Object.values(suites).reduce((sum, { seconds }) => sum + seconds, 0);
  row(['together', (all / 60).toFixed(1)]);
}
