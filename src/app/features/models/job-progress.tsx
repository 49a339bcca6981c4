import type { JSX } from 'react';
import { ErrorNotice } from '../../shell/notices.tsx';
import { NamedText } from './named-text.tsx';
import { isBusy } from './slice.ts';
import type { Job } from './slice.ts';
import { useModels } from './use-models.ts';
import { useModelWords } from './words.ts';

interface JobProgressProps {
  readonly job: Job;
  /** Absent where it cannot be had without trying the memory. */
  readonly onAnyway?: (() => void) | undefined;
}

/** What is on its way: how far it is, how long it takes, and what to do where it stopped. */
export function JobProgress({ job, onAnyway }: JobProgressProps): JSX.Element {
  const words = useModelWords().job;
  const { fits } = useModelWords();
  const { actions } = useModels();
  const { key, title, step, kind, progress, source } = job;
  const notices = (progress?.notices ?? []).flatMap((event) => words.notice(event) ?? []);
  const goOn = source === null ? null : () => void actions.goOn(source, key, title);
  return (
    <div className="models-job" role="group" aria-label={words.label(title)}>
      <p className="models-job-head">
        <strong>
          {words.kinds[kind]}: <bdi>{title}</bdi>
        </strong>
        {isBusy(job) && kind === 'install' && (
          <button type="button" className="button button-quiet" onClick={() => actions.pause(key)}>
            <NamedText text={step === 'running' ? words.pause : words.cancel} name={title} />
          </button>
        )}
      </p>
      {(step === 'planning' || (step === 'running' && progress === null)) && <p>{words.planning}</p>}
      {progress !== null && step !== 'misfit' && <Figures job={job} progress={progress} />}
      {step === 'paused' && (
        <p className="models-job-step">
          {words.paused}{' '}
          {goOn !== null && (
            <button type="button" className="button button-rank" onClick={goOn}>
              {words.goOn}
            </button>
          )}{' '}
          <button type="button" className="link" onClick={() => actions.dismiss(key)}>
            {words.dismiss}
          </button>
        </p>
      )}
      {step === 'misfit' && job.misfit !== null && (
        <p className="models-job-step" role="alert">
          {words.misfit(fits.why(job.misfit))}{' '}
          {onAnyway !== undefined && (
            <button type="button" className="button button-quiet" onClick={onAnyway}>
              {words.anyway}
            </button>
          )}{' '}
          <button type="button" className="link" onClick={() => actions.dismiss(key)}>
            {words.dismiss}
          </button>
        </p>
      )}
      {step === 'failed' && job.error !== null && (
        <ErrorNotice error={job.error} onStep={goOn} onDismiss={() => actions.dismiss(key)} />
      )}
      {notices.length > 0 && (
        <details className="technical">
          <summary>{words.notices}</summary>
          <ul>
            {/* Events of one kind may repeat: only their place tells them apart. */}
            {notices.map((notice, place) => (
              <li key={`${place} ${notice}`} dir="auto">
                {notice}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Figures({ job, progress }: { readonly job: Job; readonly progress: NonNullable<Job['progress']> }): JSX.Element {
  const words = useModelWords().job;
  const { bytes, loadedBytes, bytesPerSecond, secondsLeft, file, files, filesDone, phase } = progress;
  if (phase === 'waiting') return <p>{words.waiting}</p>;
  const going = isBusy(job);
  const done = { done: filesDone, files };
  return (
    <>
      <progress max={Math.max(1, bytes)} value={loadedBytes} aria-label={words.label(job.title)} />
      <p className="models-job-figures figure">
        <span>{words.bytesOf({ loaded: loadedBytes, total: bytes })}</span>
        {going && bytesPerSecond !== null && <span>{words.rate(bytesPerSecond)}</span>}
        {going && secondsLeft !== null && <span>{words.left(secondsLeft)}</span>}
        <span className="hint">
          {phase === 'starting' && going ? (
            words.starting
          ) : file === null ? (
            words.filesDone(done)
          ) : (
            <bdi>{words.file({ name: file, ...done })}</bdi>
          )}
        </span>
      </p>
    </>
  );
}
