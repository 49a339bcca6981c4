import { expect, test } from 'vitest';
import { errorInfo } from '../../../../src/core/errors.ts';
import { docId } from '../../../../src/core/request.ts';
import { refusedRun } from '../../../../src/core/run/problem.ts';
import { problemOf } from '../../../../src/core/run/refusal.ts';
import type { RunProblem } from '../../../../src/core/run/problem.ts';

test.each<RunProblem>([
  { code: 'out-of-range', field: 'windowSize', kind: 'whole', found: 1, least: 2, most: 100 },
  { code: 'not-a-choice', field: 'answerMode', found: 'x', among: ['locked', 'free'] },
  { code: 'repeated-docid', docId: docId('d1') },
  { code: 'first-stage-order' },
  { code: 'other-question', prompt: 'RankGPT', question: 'order', strategy: 'pointwise', asked: 'relevance' },
  { code: 'cannot-be-held', answerMode: 'locked' },
])('$code comes back from the error it is told by, also through JSON', (problem) => {
  const error = refusedRun(problem);
  expect(error).toMatchObject({ code: 'engine-failed', retry: false, details: { problem: problem.code } });
  expect(problemOf(JSON.parse(JSON.stringify(error)) as typeof error)).toEqual(problem);
});

test.each([
  [errorInfo('gpu-lost', 'gone')],
  [errorInfo('engine-failed', 'x', { problem: 'constructor' })],
  [errorInfo('engine-failed', 'x', { problem: 'out-of-range', field: 'seed' })],
  [errorInfo('engine-failed', 'x', { problem: 'other-question', prompt: 'p', question: 'order', strategy: 'x', asked: 'best' })],
])('an error of another kind, or of a file that lacks a value, is no problem of a run', (error) => {
  expect(problemOf(error)).toBeNull();
});
