// npm test: every suite, in the order in which a failure is cheapest to find. `npm test -- unit browser` runs a part; `npm run test:deep` runs
// the tests of the program with random seeds, all their cases and long texts.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { SUITES } = await import('./test-suites.mjs');
const { tellFailures } = await import('./failed-tests.mjs');

const deep = process.argv.includes('--deep');
// Read by vitest.config.ts, in a process of its own.
if (deep) process.env.GLASSRANK_DEEP = '1';
const named = process.argv.slice(2).filter((word) => word !== '--deep');
const wanted = deep && named.length === 0 ? ['unit', 'browser', 'page', 'e2e'] : named;
const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`There is no suite named ${unknown.join(', ')}. Suites: ${SUITES.map((suite) => suite.name).join(', ')}.`);
  process.exit(1);
}

const begun = performance.now();
const results = [];
for (const suites of sideBySide(SUITES.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))) {
  for (const { name, promise } of suites) console.log(`\n── ${name}: ${promise}`);
  const held = suites.length > 1;
  const ran = suites.map(async (suite) => {
    const started = performance.now();
    const outcome = await suite.run({ held });
    return { name: suite.name, seconds: (performance.now() - started) / 1000, ...outcome };
  });
  results.push(...(await Promise.all(ran)));
}
const minutes = (performance.now() - begun) / 60_000;

console.log('\nsuite      passed  failed  skipped   seconds');
for (const { name, passed, failed, skipped, seconds, note } of results) {
  const cells = [
    name.padEnd(9),
    String(passed).padStart(7),
    String(failed).padStart(7),
    String(skipped).padStart(8),
    seconds.toFixed(1).padStart(9),
  ];
  console.log(`${cells.join(' ')}${note ? `   ${note}` : ''}`);
}
if (!deep) keepSeconds(results);
const failures = tellFailures(results);
if (failures !== '') console.log(`\nWhat failed:\n${failures}`);
const sum = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped, in ${minutes.toFixed(1)} minutes`);
if (sum('leftToDeep') > 0)
  console.log(
    `Of the skipped, ${sum('leftToDeep')} show a promise a second time (another language, size, library, call): they, and more cases of others, run in npm run test:deep.`,
  );
process.exit(sum('failed') === 0 ? 0 : 1);

/** Suites in their order, those together that run at the same time. */
function sideBySide(suites) {
  const steps = [];
  for (const suite of suites) {
    const before = steps.at(-1);
    if (suite.beside !== undefined && before?.[0].beside === suite.beside) before.push(suite);
    else steps.push([suite]);
  }
  return steps;
}

/** What each suite took, for `npm run figures`; suites that did not run keep what they took before. */
function keepSeconds(ran) {
  const file = fileURLToPath(new URL('../.cache/test-results/suites.json', import.meta.url));
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout?.trim() || 'unknown';
  const now = Object.fromEntries(ran.map(({ name, seconds, passed }) => [name, { seconds, passed, commit }]));
  mkdirSync(fileURLToPath(new URL('../.cache/test-results/', import.meta.url)), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...before, ...now }, null, 2)}\n`);
}
