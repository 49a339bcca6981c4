import type { JSX } from 'react';
import type { ErrorCode, ErrorInfo } from '../../core/errors.ts';
import type { OpenedNote as Note } from '../../core/log/invocations.ts';
import type { RunProblem } from '../../core/run/problem.ts';
import type { AdapterSummary } from '../../engines/engine-client.ts';
import type { LogOrigin } from '../features/run/slice.ts';
import { Lazily } from '../page/part.tsx';
import { useWords } from '../words/index.ts';
import { refusals } from './refusals-part.ts';

/** Said plainly, because it decides whether a run takes seconds or minutes. */
export function SoftwareNotice({ adapter }: { readonly adapter: AdapterSummary }): JSX.Element {
  const words = useWords().notices;
  return (
    <p className="notice notice-slow">
      <strong>{words.software}</strong> {words.softwareMore(adapter.architecture)}
    </p>
  );
}

interface OpenedNoteProps {
  readonly origin: LogOrigin;
  readonly notes: readonly Note[];
}

/** Where a run that was not made here came from, and what is not known of it. */
export function OpenedNote({ origin, notes }: OpenedNoteProps): JSX.Element {
  const { shell: words, logs } = useWords();
  return (
    <div className="notice notice-opened">
      <p>
        <bdi>{words.opened(origin)}</bdi>
      </p>
      {notes.length > 0 && (
        <ul className="hint">
          {notes.map((note) => (
            <li key={note.code}>{logs.note(note)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where a notice's button leads: load: fetch the model again; rank: load if need be and rank; settings: open them; models: to the page of models. */
type NextStep = 'load' | 'rank' | 'settings' | 'models' | 'none';

const STEPS: Readonly<Record<ErrorCode, NextStep>> = {
  'no-webgpu': 'none',
  'no-adapter': 'none',
  'device-too-small': 'none',
  'gpu-lost': 'rank',
  'out-of-memory': 'rank',
  'model-missing': 'load',
  'download-failed': 'load',
  'download-silent': 'load',
  'bad-hash': 'load',
  quota: 'load',
  'worker-lost': 'rank',
  'context-overflow': 'settings',
  'engine-failed': 'rank',
  'no-server': 'none',
  'server-unreachable': 'rank',
  'cors-refused': 'none',
  'no-api': 'none',
  unauthorised: 'none',
  'model-not-served': 'none',
  'server-busy': 'rank',
  'server-silent': 'rank',
  'server-broke-off': 'rank',
  'server-failed': 'rank',
  'server-unheld': 'settings',
  'stored-damaged': 'models',
  'not-a-model': 'none',
  'unknown-architecture': 'none',
  'model-incomplete': 'none',
  'wrong-tokenizer': 'none',
  'no-library': 'none',
  'hash-differs': 'load',
  'web-page-instead': 'load',
  'source-closed': 'none',
  'source-private': 'none',
  'bad-address': 'none',
  'no-space': 'load',
  'no-storage': 'none',
  'unsupported-feature': 'models',
  'download-stopped': 'load',
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
export function ErrorNotice(props: ErrorNoticeProps): JSX.Element {
  if (props.error.details?.['problem'] === undefined) return <Notice {...props} problem={null} />;
  return (
    <Lazily part={refusals} waiting={<Notice {...props} problem={null} />}>
      {({ problemOf }) => <Notice {...props} problem={problemOf(props.error)} />}
    </Lazily>
  );
}

function Notice({ error, onStep, onDismiss, problem }: ErrorNoticeProps & { readonly problem: RunProblem | null }): JSX.Element {
  const { errors, notices: words, refused } = useWords();
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
          {onStep !== null && step === 'models' && (
            <a className="button button-rank" href="models.html">
              {words.steps[step]}
            </a>
          )}
          {onStep !== null && step !== 'none' && step !== 'models' && (
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
