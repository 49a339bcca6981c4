import type { JSX } from 'react';
import type { ErrorCode, ErrorInfo } from '../../core/errors.ts';
import { problemOf } from '../../core/run/problem.ts';
import { useWords } from '../words/index.ts';

/** Where a notice's button leads: load: fetch the model again; rank: load if need be and rank; settings: open them. */
type NextStep = 'load' | 'rank' | 'settings' | 'none';

const STEPS: Readonly<Record<ErrorCode, NextStep>> = {
  'no-webgpu': 'none',
  'no-adapter': 'none',
  'device-too-small': 'none',
  'gpu-lost': 'rank',
  'out-of-memory': 'rank',
  'model-missing': 'load',
  'download-failed': 'load',
  'bad-hash': 'load',
  quota: 'load',
  'worker-lost': 'rank',
  'context-overflow': 'settings',
  'engine-failed': 'rank',
};

/** What can be done about an error from where the person stands. */
function nextStep(code: ErrorCode): NextStep {
  return STEPS[code];
}

interface ErrorNoticeProps {
  readonly error: ErrorInfo;
  /** Absent where the same thing can't be tried again. */
  readonly onStep: ((step: 'load' | 'rank' | 'settings') => void) | null;
  /** Absent where the trouble does not go away by being dismissed. */
  readonly onDismiss: (() => void) | null;
}

/** One message per error code, and one for each reason why a run cannot begin: what happened, what to do, and the engine's own words for those who want them. */
export function ErrorNotice({ error, onStep, onDismiss }: ErrorNoticeProps): JSX.Element {
  const { errors, notices: words, refused } = useWords();
  const problem = problemOf(error);
  const message = errors[error.code];
  const step = problem === null ? nextStep(error.code) : 'settings';
  return (
    <div className="notice notice-error" role="alert">
      <h2>{problem === null ? message.title : refused.title}</h2>
      <p>{problem === null ? message.what : refused.problem(problem)}</p>
      {problem === null && <p className="notice-next">{message.next}</p>}
      <details className="technical">
        <summary>{words.technical}</summary>
        <p dir="ltr">
          <code>{error.code}</code> <bdi>{error.message}</bdi>
        </p>
        {error.details !== undefined && (
          <ul dir="ltr">
            {Object.entries(error.details).map(([name, value]) => (
              <li key={name}>
                {name}: <bdi>{String(value)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </details>
      {(onDismiss !== null || (onStep !== null && step !== 'none')) && (
        <div className="notice-tools">
          {onStep !== null && step !== 'none' && (
            <button type="button" className="button button-rank" onClick={() => onStep(step)}>
              {words.steps[step]}
            </button>
          )}
          {onDismiss !== null && (
            <button type="button" className="button button-quiet" onClick={onDismiss}>
              {words.dismiss}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
