import type { JSX } from 'react';
import { lensSeconds, tallyVerdicts } from '../../../core/experiment/lenses/lens.ts';
import type { RankRequest } from '../../../core/request.ts';
import type { AppActions } from '../../page/actions.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/index.ts';
import { useLensWords } from './words.ts';
import type { LensWords } from './words.ts';
import type { LensActions } from './controller.ts';
import { lensResults } from '../../../core/experiment/lenses/lens.ts';
import { lensAtWork } from './slice.ts';
import type { LensEnd, LensJobs, LensName } from './slice.ts';

/** What the lenses show of the page's state. */
export type LensState = Pick<
  AppState,
  'lenses' | 'run' | 'opened' | 'model' | 'phase' | 'lent' | 'input' | 'firstStage' | 'startFrom'
>;

/** What every lens is drawn from. */
export interface LensProps {
  readonly state: LensState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
  /** The list looked at; null: none. */
  readonly list: RankRequest | null;
}

interface LensBarProps {
  readonly lens: LensName;
  readonly state: Pick<LensState, 'lenses' | 'phase' | 'lent'>;
  readonly actions: LensActions;
  /** Runs or questions that a start would make; 0: nothing can be started. */
  readonly planned: number;
  /** Rough seconds for all that is planned; null: not known. */
  readonly seconds: number | null;
  readonly onStart: () => void;
}

const VERDICTS = ['whole', 'mended', 'unread', 'failed', 'cancelled'] as const;

/** What a lens would cost, its start and stop, how far it is, how it ended, and its files. */
export function LensBar({ lens, state, actions, planned, seconds, onStart }: LensBarProps): JSX.Element {
  const words = useLensWords().lenses;
  const format = useWords().format;
  const errors = useWords().errors;
  const atWork = lensAtWork(state.lenses);
  const job = state.lenses.jobs[lens];
  const mine = atWork === lens;
  const waits = state.phase.type === 'running' ? 'run' : state.lent === 'compare' ? 'compare' : atWork === null ? null : 'lens';
  const barred = planned === 0 || waits !== null || state.phase.type === 'loading';
  const counted = lens === 'belief' ? words.questions(planned) : words.runs(planned);
  const done = job === null ? 0 : doneOf(job);
  const total = job === null ? 0 : totalOf(job);
  // What was measured here before is the better guess, of another list too.
  const measured = job === null || mine ? [] : timesOf(job);
  const expected = lensSeconds({
    done: measured,
    left: planned,
    guess: seconds === null || planned === 0 ? null : seconds / planned,
  });
  const left = job === null || !mine ? null : lensSeconds({ done: timesOf(job), left: total - done, guess: null });
  return (
    <div className="lens-bar">
      <div className="lens-buttons">
        {mine ? (
          <button type="button" className="button button-stop" disabled={job?.end.type === 'stopping'} onClick={actions.stop}>
            {words.stop}
          </button>
        ) : (
          <button type="button" className="button button-rank" disabled={barred} onClick={onStart}>
            {words.start}
          </button>
        )}
        {!mine && planned > 0 && (
          <span className="hint">
            {counted} · {expected === null ? words.timeUnknown : format.roughly(expected * 1000)}
          </span>
        )}
        {!mine && waits !== null && <span className="hint">{words.waitsFor[waits]}</span>}
        {job !== null && done > 0 && (
          <span className="lens-files">
            <button type="button" className="link" onClick={() => actions.saveLens(lens, 'json')}>
              {words.saveJson}
            </button>
            <button type="button" className="link" onClick={() => actions.saveLens(lens, 'tsv')}>
              {words.saveTable}
            </button>
          </span>
        )}
      </div>
      {mine && total > 0 && <progress value={done} max={total} aria-label={words.progress({ done, total })} />}
      <p className="lens-status" role="status">
        {job !== null && (
          <>
            {endText(job.end, { words, errors, loading: mine && job.model === null })}{' '}
            {total > 0 && job.end.type !== 'no-model' && words.progress({ done, total })}
            {left !== null && left > 0 && ` · ${words.left(format.roughly(left * 1000))}`}
          </>
        )}
      </p>
      {job !== null && 'logs' in job && <Tally job={job} />}
    </div>
  );
}

function Tally({
  job,
}: {
  readonly job: Exclude<NonNullable<LensJobs[LensName]>, { readonly plan: unknown }>;
}): JSX.Element | null {
  const words = useLensWords().lenses;
  const { list } = useWords().format;
  const tally = tallyVerdicts(job.runs, lensResults(job.logs));
  const uncounted = tally.unread + tally.failed + tally.cancelled > 0;
  const told = VERDICTS.filter((verdict) => tally[verdict] > 0).map((verdict) => words.tally[verdict](tally[verdict]));
  if (told.length === 0) return null;
  return (
    <p className="hint">
      {list(told)}. {uncounted && words.notCounted} {job.settings.temperature > 0 && words.chance}
    </p>
  );
}

function endText(
  end: LensEnd,
  {
    words,
    errors,
    loading,
  }: {
    words: LensWords['lenses'];
    errors: Words['errors'];
    loading: boolean;
  },
): string {
  switch (end.type) {
    case 'running':
      return loading ? words.loading : '';
    case 'stopping':
      return words.stopping;
    case 'failed': {
      const { title, next } = errors[end.error.code];
      return words.failed(`${title}. ${next}`);
    }
    default:
      return words.ends[end.type];
  }
}

function doneOf(job: NonNullable<LensJobs[LensName]>): number {
  return 'logs' in job ? job.logs.size : job.answers.length;
}

function totalOf(job: NonNullable<LensJobs[LensName]>): number {
  return 'logs' in job ? job.runs.length : job.plan.requests.length;
}

/** Seconds of each that is done. The first question of a probe reads the whole prompt: it says little of the rest. */
function timesOf(job: NonNullable<LensJobs[LensName]>): readonly number[] {
  if ('logs' in job) return [...lensResults(job.logs).values()].map(({ seconds }) => seconds);
  return job.answers.length < 2 ? [] : [job.tookMs / 1000 / job.answers.length];
}
