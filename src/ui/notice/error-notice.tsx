import type { JSX } from 'react';
import type { ErrorInfo } from '../../protocol/error-info.ts';
import { ERROR_WORDS } from '../words/error-words.ts';

interface ErrorNoticeProps {
  readonly error: ErrorInfo;
  /** Absent where the same thing can't be tried again. */
  readonly onStep: ((step: 'load' | 'rank' | 'settings') => void) | null;
  /** Absent where the trouble does not go away by being dismissed. */
  readonly onDismiss: (() => void) | null;
}

const STEP_NAMES = { load: 'Try again', rank: 'Start again and rank', settings: 'Open the settings' } as const;

/** One message per error code: what happened, what to do, and the engine's own words for those who want them. */
export function ErrorNotice({ error, onStep, onDismiss }: ErrorNoticeProps): JSX.Element {
  const words = ERROR_WORDS[error.code];
  const { step } = words;
  return (
    <div className="notice notice-error" role="alert">
      <h2>{words.title}</h2>
      <p>{words.what}</p>
      <p className="notice-next">{words.next}</p>
      <details className="technical">
        <summary>Technical line</summary>
        <p>
          <code>{error.code}</code> <bdi>{error.message}</bdi>
        </p>
        {error.details !== undefined && (
          <ul>
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
              {STEP_NAMES[step]}
            </button>
          )}
          {onDismiss !== null && (
            <button type="button" className="button button-quiet" onClick={onDismiss}>
              Dismiss
            </button>
          )}
        </div>
      )}
    </div>
  );
}
