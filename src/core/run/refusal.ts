import type { ErrorInfo } from '../errors.ts';
import { STRATEGY_TYPES } from '../strategy/index.ts';
import type { RunProblem } from './problem.ts';
import { ANSWER_MODES } from './settings.ts';

/** Which values each problem has beside its code. */
const VALUES: { readonly [Code in RunProblem['code']]: readonly string[] } = {
  'out-of-range': ['field', 'kind', 'found', 'least', 'most'],
  'not-a-choice': ['field', 'found', 'among'],
  'repeated-docid': ['docId'],
  'first-stage-order': [],
  'first-stage-scores': [],
  'first-stage-windows': [],
  'other-question': ['prompt', 'question', 'strategy', 'asked'],
  'scores-unwritten': ['prompt'],
  'no-likelihoods': [],
  'no-reading': ['prompt', 'lacks'],
  'free-thought': [],
  'cannot-be-held': ['answerMode'],
  'cannot-go-on': ['prompt'],
  'cannot-resume': ['differs'],
};

const READING_LACKS: readonly Extract<RunProblem, { readonly code: 'no-reading' }>['lacks'][] = [
  'prompt',
  'setting',
  'engine',
  'model',
];

/** The problem that `refusedRun` made an error of; null for any other error, and for one of a file that lacks a value. */
export function problemOf({ details = {} }: Pick<ErrorInfo, 'details'>): RunProblem | null {
  const { problem: code, ...values } = details;
  if (typeof code !== 'string' || !Object.hasOwn(VALUES, code)) return null;
  const { strategy, answerMode, among, lacks, differs } = values;
  if (VALUES[code as RunProblem['code']].some((name) => values[name] === undefined)) return null;
  if (strategy !== undefined && !STRATEGY_TYPES.some((type) => type === strategy)) return null;
  if (answerMode !== undefined && !ANSWER_MODES.some((mode) => mode === answerMode)) return null;
  if (lacks !== undefined && !READING_LACKS.some((one) => one === lacks)) return null;
  if (differs !== undefined && differs !== 'model' && differs !== 'prompt') return null;
  // Every value has been looked for; those that pick a word of the page have been looked at.
  return { code, ...values, ...(among === undefined ? {} : { among: String(among).split(',') }) } as unknown as RunProblem;
}
