import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, ensureBuilt } from './ensure-built.mjs';
import { execute } from './execute.mjs';
import { failureOfOutput, failuresOfVitest } from './failed-tests.mjs';
import { testModels } from './test-models.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = path.join(ROOT, '.cache', 'test-results');
const MINUTE = 60_000;
/** How many times as long the deep profile may take. */
const DEEP = 6;

/**
 * `leftToDeep`: how many of the skipped show a promise a second time and run in `npm run test:deep` (test/support/profile.ts).
 * @typedef {{ passed: number, failed: number, skipped: number, leftToDeep?: number, note?: string, failures?: import('./failed-tests.mjs').Failure[] }} Outcome
 * `beside`: neighbours in the list with the same word run at the same time: none of them keeps two cores busy. `held`: others run beside it.
 * @typedef {{ name: string, promise: string, beside?: string, run: (how: { held: boolean }) => Outcome | Promise<Outcome> }} Suite
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  {
    name: 'format',
    promise: 'every file is written in one style',
    beside: 'checks',
    run: (how) => check('oxfmt', ['--check', '.'], how),
  },
  {
    name: 'lint',
    promise: 'no known mistake, and every room keeps to its fence',
    beside: 'checks',
    run: (how) => check('oxlint', ['--quiet'], how),
  },
  { name: 'types', promise: 'every realm type-checks', beside: 'checks', run: (how) => check('tsc', ['-b'], how) },
  { name: 'models', promise: 'the model pipeline (Python)', beside: 'checks', run: testModels },
  { name: 'unit', promise: 'the pure rooms, in Node', run: () => vitest({ project: 'unit*', limitMs: 10 * MINUTE }) },
  {
    name: 'browser',
    promise: 'worker and page in a real browser',
    run: () => vitest({ project: 'browser', limitMs: 20 * MINUTE }),
  },
  { name: 'build', promise: 'the production build succeeds', run: () => built(build()) },
  { name: 'page', promise: 'the built app where no model runs', run: () => builtApp('page') },
  { name: 'e2e', promise: 'the built app with its models, on software WebGPU', run: () => builtApp('e2e*') },
];

/** @returns {Outcome} */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** @returns {Outcome} */
const built = (ok) => ({ ...one(ok), failures: ok ? [] : [{ name: 'the build failed', error: 'what it said is above' }] });

function builtApp(project) {
  if (!ensureBuilt()) return { ...built(false), note: 'nothing to test: the build failed' };
  return vitest({ project, limitMs: 30 * MINUTE });
}

async function check(tool, flags, { held }) {
  const parameters = [binOf(tool), ...flags];
  const { code, output } = await execute({ program: process.execPath, parameters, limitMs: 5 * MINUTE, held });
  return code === 0 ? one(true) : { ...one(false), failures: [failureOfOutput(`${tool} failed`, output)] };
}

function binOf(tool) {
  const folder = path.join(ROOT, 'node_modules', tool === 'tsc' ? 'typescript' : tool);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[tool]);
}

/** Counts tests from Vitest's own JSON report; a file that could not even be loaded counts as one failure. */
async function vitest({ project, limitMs }) {
  const deep = process.env.GLASSRANK_DEEP === '1';
  mkdirSync(RESULTS, { recursive: true });
  const report = path.join(RESULTS, `${project.replace('*', '')}.json`);
  rmSync(report, { force: true });
  const { code, output, note } = await execute({
    program: process.execPath,
    parameters: [
      path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    limitMs: deep ? DEEP * limitMs : limitMs,
  });
  if (!existsSync(report)) {
    const missing = note ?? 'no report was written';
    return { ...one(false), note: missing, failures: [failureOfOutput(missing, output)] };
  }
  const told = JSON.parse(readFileSync(report, 'utf8'));
  const { numPassedTests, numPendingTests, numTodoTests } = told;
  const failures = failuresOfVitest(told, ROOT);
  const failed = failures.length;
  // An error outside of any test (an unhandled rejection) fails the run without failing a test.
  const outside = code !== 0 && failed === 0;
  return {
    passed: numPassedTests,
    failed: outside ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    leftToDeep: leftToDeep(told),
    failures: outside ? [failureOfOutput('an error outside of any test', output)] : failures,
    ...(outside ? { note: note ?? 'an error outside of any test' } : {}),
  };
}

/**
 * How many tests of a report of Vitest's JSON reporter were left to the deep profile (`LEFT_TO_DEEP`, test/support/profile.ts).
 * @param {{ testResults: readonly { assertionResults: readonly { status: string, meta?: { leftToDeep?: boolean } }[] }[] }} report
 * @returns {number}
 */
export function leftToDeep({ testResults }) {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, meta }) => meta?.leftToDeep === true && ['skipped', 'pending'].includes(status)).length;
}
