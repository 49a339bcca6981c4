import { expect, test } from 'vitest';
import { failureOfOutput, failuresOfPytest, failuresOfVitest, tellFailures } from '../../../scripts/failed-tests.mjs';

const stack = '\n    at run (file:///p/node_modules/vitest/x.js:1:1)\n    at /p/test/unit/a.test.ts:7:3';
const report = {
  testResults: [
    {
      name: '/p/test/unit/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'what held' },
        {
          status: 'failed',
          fullName: 'sorting keeps ties',
          failureMessages: [`AssertionError: \u001B[31m1\u001B[39m is not 2${stack}`],
        },
        { status: 'skipped', fullName: 'what was left out', failureMessages: null },
      ],
    },
    { name: '/p/test/unit/b.test.ts', status: 'failed', message: 'Cannot find module ./c', assertionResults: [] },
    { name: '/p/test/unit/d.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'fine' }] },
  ],
};

test('each failed test is told by suite, file and full name, with its message and the line where it stands', () => {
  const text = tellFailures([{ name: 'unit', failures: failuresOfVitest(report, '/p') }]);
  expect(text.split('\n')).toEqual([
    '✗ unit › test/unit/a.test.ts › sorting keeps ties',
    '    AssertionError: 1 is not 2',
    '        at /p/test/unit/a.test.ts:7:3',
    '✗ unit › test/unit/b.test.ts › (the file itself)',
    '    Cannot find module ./c',
  ]);
});

test('where nothing failed, nothing is told', () => {
  expect(tellFailures([{ name: 'format' }, { name: 'unit', failures: [] }])).toBe('');
});

test('a long message is cut, in lines and in width', () => {
  const error = Array.from({ length: 50 }, (_, at) => `${at}`.repeat(400)).join('\n');
  const lines = tellFailures([{ name: 'unit', failures: [{ name: 'long', error }] }]).split('\n');
  expect(lines).toHaveLength(6);
  expect(lines.every((line) => line.length < 260)).toBe(true);
});

test('of very many failures every name is told, and the errors of the first', () => {
  const failures = Array.from({ length: 100 }, (_, at) => ({ file: 'f.test.ts', name: `test ${at}`, error: `error ${at}` }));
  const text = tellFailures([{ name: 'unit', failures }]);
  for (const { name } of failures) expect(text).toContain(`✗ unit › f.test.ts › ${name}\n`);
  expect(text).toContain('error 39');
  expect(text).not.toContain('error 40');
});

test('pytest: failed tests and files that could not be collected are read from its summary', () => {
  const output = [
    '=== short test summary info ===',
    'FAILED models/tests/test_data.py::test_lists[a - b] - AssertionError: x',
    'FAILED models/tests/test_data.py::test_more',
    'ERROR models/tests/test_make.py - ModuleNotFoundError: y',
    '2 failed, 31 passed, 1 error in 4.56s',
  ].join('\n');
  expect(failuresOfPytest(output)).toEqual([
    { file: 'models/tests/test_data.py', name: 'test_lists[a - b]', error: 'AssertionError: x' },
    { file: 'models/tests/test_data.py', name: 'test_more', error: '' },
    { file: 'models/tests/test_make.py', name: '(the file itself)', error: 'ModuleNotFoundError: y' },
  ]);
});

test('a check without tests tells the end of what it printed, an error outside of any test tells itself', () => {
  expect(failureOfOutput('types', 'a\nb\n\nc.ts(1,1): error TS1\n').error).toBe('a\nb\nc.ts(1,1): error TS1');
  const output = `much\n⎯⎯ Unhandled Errors ⎯⎯\nUnhandled Rejection\nError: lost\n${'tail\n'.repeat(50)}`;
  expect(failureOfOutput('outside', output).error).toContain('Error: lost');
});
