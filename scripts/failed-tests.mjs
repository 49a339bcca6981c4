// What failed, told again at the end: whoever has only the tail of a log knows which tests to run and what they said.
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Lines of an error's message that are told, and how long each may be. */
const LINES = 5;
const WIDTH = 240;
/** With more failures than this only their names are told: one cause stands behind most of them. */
const WITH_ERRORS = 40;

/** @typedef {{ file?: string, name: string, error: string }} Failure One failed test: where it stands, its full name, what it said. */

/**
 * The failed tests of a report of Vitest's JSON reporter; a file that could not be loaded is one.
 * @param {{ testResults: readonly { name: string, status: string, message?: string, assertionResults: readonly { status: string, fullName: string, failureMessages?: readonly string[] | null }[] }[] }} report
 * @param {string} root The project, which files are named from.
 * @returns {Failure[]}
 */
export function failuresOfVitest({ testResults }, root) {
  return testResults.flatMap((result) => {
    const file = path.relative(root, result.name).split(path.sep).join('/');
    const failed = result.assertionResults.filter(({ status }) => status === 'failed');
    if (result.status === 'failed' && failed.length === 0)
      return [{ file, name: '(the file itself)', error: result.message ?? '' }];
    return failed.map(({ fullName, failureMessages }) => ({ file, name: fullName, error: (failureMessages ?? []).join('\n') }));
  });
}

/**
 * The failed tests of what `pytest -q` printed: its own short summary at the end.
 * @param {string} output
 * @returns {Failure[]}
 */
export function failuresOfPytest(output) {
  return [
    ...stripVTControlCharacters(output).matchAll(/^(?:FAILED|ERROR) (\S+?\.py)(?:::([^\s[]+(?:\[.*?\])?))?(?: - (.*))?$/gmu),
  ].map(([, file, name = '(the file itself)', error = '']) => ({ file, name, error }));
}

/**
 * The end of what a program printed, as one failure: for checks that have no tests, and for errors outside of any test.
 * @param {string} name
 * @param {string} output
 * @returns {Failure}
 */
export function failureOfOutput(name, output) {
  const lines = toldLines(output);
  const outside = lines.findIndex((line) => /Unhandled (?:Error|Rejection)/u.test(line));
  return { name, error: (outside === -1 ? lines.slice(-LINES) : lines.slice(outside, outside + 2 * LINES)).join('\n') };
}

/**
 * Every failed test by suite, file and full name, with the first lines of its error; nothing where nothing failed.
 * @param {readonly { name: string, failures?: readonly Failure[] }[]} suites
 * @returns {string}
 */
export function tellFailures(suites) {
  const all = suites.flatMap(({ name: suite, failures = [] }) => failures.map((failure) => ({ ...failure, suite })));
  const told = all.map(({ suite, file, name, error }, at) => {
    const head = `✗ ${[suite, file, name].filter(Boolean).join(' › ')}`;
    return [head, ...(at < WITH_ERRORS ? firstLines(error) : [])].join('\n');
  });
  const left = all.length - WITH_ERRORS;
  if (left > 0) told.push(`(the errors of the last ${left} are above, where their suites ran)`);
  return told.join('\n');
}

/** The message, then the first line of the stack that is not a package's: where the test stands. */
function firstLines(error) {
  const lines = toldLines(error);
  const isStack = (line) => /^\s*at /u.test(line);
  const message = lines.filter((line) => !isStack(line)).slice(0, LINES);
  const where = lines.find((line) => isStack(line) && !line.includes('node_modules') && !line.includes('node:'));
  return [...message, ...(where ? [where] : [])].map((line) =>
    `    ${line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line}`.trimEnd(),
  );
}

const toldLines = (text) =>
  stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
