import type { JSX } from 'react';
import type { RunEvent } from '../../../core/log/event.ts';
import type { RunView } from '../../../core/log/view.ts';
import { reduceLog } from '../../../core/log/view.ts';
import { oncePer } from '../../../core/once.ts';
import { totalCalls } from '../../../core/read/progress.ts';
import { finishedPart, finishedWindows } from '../../../core/run/resume.ts';
import type { AppActions } from '../../page/actions.ts';
import { selectSettings } from '../../page/select.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import { sameFields, usePage } from '../../page/use-page.ts';
import type { ModelChoice } from '../../shell/model-choice.tsx';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import type { Crashes, LostRun } from './slice.ts';
import './recovery.css';

interface RecoveryNoticeProps {
  readonly models: readonly ModelChoice[];
  readonly actions: Pick<AppActions, 'recovery' | 'chooseModel' | 'chooseEngine'>;
  readonly dispatch: (action: AppAction) => void;
  readonly onRank: () => void;
}

interface Shown {
  readonly lost: LostRun | null;
  readonly crashes: Crashes | null;
  readonly unkept: AppState['recovery']['unkept'];
  /** The log of the run on stage whose engine broke down in a way that may pass; null: there is none. */
  readonly failed: readonly RunEvent[] | null;
  readonly busy: boolean;
  readonly running: boolean;
  readonly loaded: boolean;
  readonly shownLost: boolean;
  readonly modelId: string;
}

const selectRecovery = ({ recovery, run, log, opened, phase, model, modelId }: AppState): Shown => ({
  ...recovery,
  failed: opened === null && run?.outcome?.type === 'failed' && run.outcome.error.retry ? log : null,
  busy: phase.type === 'running' || phase.type === 'loading',
  running: phase.type === 'running',
  loaded: model !== null,
  shownLost: opened?.type === 'lost',
  modelId,
});

/** What is finished of a log, and how many windows there will be. */
interface Finished {
  readonly view: RunView;
  readonly done: number;
  /** Null: answers decide it. */
  readonly total: number | null;
}

const finishedOf = oncePer((log: readonly RunEvent[]): Finished | null => {
  const part = finishedPart(log);
  const view = part === null ? null : reduceLog(part);
  return part === null || view === null ? null : { view, done: finishedWindows(part), total: totalCalls(view) };
});

/** Runs that were broken off, with the way to go on; what broke the page down again and again; what is not kept of a run that goes on. */
export function RecoveryNotice({ models, actions, dispatch, onRank }: RecoveryNoticeProps): JSX.Element {
  const words = useStageWords().recovery;
  const shown = usePage(selectRecovery, sameFields);
  const { lost, crashes, unkept, failed, busy, running, loaded } = shown;
  const finished = lost === null && failed !== null ? finishedOf(failed) : null;
  return (
    <>
      {crashes !== null && !busy && <CrashNotice crashes={crashes} models={models} actions={actions} dispatch={dispatch} />}
      {unkept !== null && running && (
        <p className="notice" role="alert">
          {words.unkept(unkept)}
        </p>
      )}
      {finished !== null && !busy && (
        <div className="notice recovery" role="group" aria-label={words.label}>
          <p>{words.failed(finished)}</p>
          <p className="hint">{loaded ? words.goesOn : words.loadsFirst}</p>
          <div className="notice-tools">
            <GoOnButton finished={finished} onGoOn={() => void actions.recovery.goOn()} />
          </div>
        </div>
      )}
      {lost !== null && !running && <LostNotice lost={lost} shown={shown} actions={actions.recovery} onRank={onRank} />}
    </>
  );
}

function GoOnButton({
  finished: { done, total },
  onGoOn,
}: {
  readonly finished: Finished;
  readonly onGoOn: () => void;
}): JSX.Element {
  const words = useStageWords().recovery;
  return (
    <button type="button" className="button button-rank" onClick={onGoOn}>
      {/* All windows of a run may be finished whose end alone is missing. */}
      {words.goOn({ window: total === null ? done + 1 : Math.min(done + 1, total), total })}
    </button>
  );
}

interface LostNoticeProps {
  readonly lost: LostRun;
  readonly shown: Pick<Shown, 'busy' | 'loaded' | 'shownLost'>;
  readonly actions: AppActions['recovery'];
  readonly onRank: () => void;
}

/** Passages of an order that is told in a notice. */
const FIRST_FEW = 5;

/** The page was left in the middle of a run: how far it came, and the ways on from there. */
function LostNotice({ lost, shown: { busy, loaded, shownLost }, actions, onRank }: LostNoticeProps): JSX.Element {
  const words = useStageWords().recovery;
  const finished = lost.log === null ? null : finishedOf(lost.log);
  return (
    <div className="notice recovery" role="group" aria-label={words.label}>
      <p dir="auto">{words.lost(lost.query)}</p>
      {lost.trouble !== 'none' && <p>{words[lost.trouble]}</p>}
      {finished === null && lost.trouble !== 'unreadable' && <p className="hint">{words.nothingDone}</p>}
      {finished !== null && (
        <>
          <p>{words.done(finished)}</p>
          <OrderSoFar view={finished.view} />
          <p className="hint">{loaded ? words.goesOn : words.loadsFirst}</p>
        </>
      )}
      <div className="notice-tools">
        {finished !== null && !busy && <GoOnButton finished={finished} onGoOn={() => void actions.goOn()} />}
        {!busy && (
          <button type="button" className={`button ${finished === null ? 'button-rank' : 'button-quiet'}`} onClick={onRank}>
            {words.rankAgain}
          </button>
        )}
        {lost.log !== null && !shownLost && (
          <button type="button" className="button button-quiet" onClick={() => void actions.showLost()}>
            {words.show}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={() => void actions.letGo()}>
          {words.letGo}
        </button>
      </div>
    </div>
  );
}

function OrderSoFar({ view: { committed, request } }: { readonly view: RunView }): JSX.Element {
  const texts = new Map(request.candidates.map(({ docId, title, text }) => [docId, title ?? text]));
  return (
    <ol className="order-so-far">
      {committed.slice(0, FIRST_FEW).map((docId) => (
        <li key={docId} dir="auto">
          {texts.get(docId)}
        </li>
      ))}
    </ol>
  );
}

interface CrashNoticeProps extends Pick<RecoveryNoticeProps, 'models' | 'actions' | 'dispatch'> {
  readonly crashes: Crashes;
}

interface Machine {
  readonly stored: AppState['shelf']['stored'];
  readonly onGpu: boolean;
  readonly windowSize: number;
  readonly instantOnly: boolean;
}

const selectMachine = (state: AppState): Machine => {
  const { shelf, probe, preferences, settings } = state;
  return {
    stored: shelf.stored,
    onGpu: probe.type === 'found' && probe.adapter !== null && preferences.engine !== 'processor',
    windowSize: selectSettings(state).windowSize,
    instantOnly: settings.rerankDepth === 0,
  };
};

/** The page broke down in the same step again: what is smaller is offered, and nothing is done by itself. */
function CrashNotice({ crashes, models, actions, dispatch }: CrashNoticeProps): JSX.Element {
  const words = useStageWords().recovery;
  const { notices } = useWords();
  const { stored, onGpu, windowSize, instantOnly } = usePage(selectMachine, sameFields);
  const sizes = [
    ...models,
    ...stored.map(({ id, title, files }) => ({ id, title, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) })),
  ];
  const own = sizes.find(({ id }) => id === crashes.modelId);
  const smaller = sizes
    .filter(({ id, bytes }) => own !== undefined && id !== own.id && bytes < own.bytes)
    .toSorted((one, other) => other.bytes - one.bytes)[0];
  const done = (): void => dispatch({ type: 'recovery-tell', change: { crashes: null } });
  const half = Math.max(2, Math.floor(windowSize / 2));
  return (
    <div className="notice notice-error" role="alert">
      <p>{words.crashed[crashes.step]({ model: own?.title ?? crashes.modelId, times: crashes.times })}</p>
      <div className="notice-tools">
        {crashes.step === 'run' && half < windowSize && (
          <button
            type="button"
            className="button button-rank"
            onClick={() => {
              dispatch({ type: 'settings-edit', change: { windowSize: half } });
              done();
            }}
          >
            {words.smallerWindow(half)}
          </button>
        )}
        {smaller !== undefined && (
          <button
            type="button"
            className="button button-rank"
            onClick={() => {
              actions.chooseModel(smaller.id);
              done();
            }}
          >
            {words.smaller(smaller.title)}
          </button>
        )}
        {onGpu && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              actions.chooseEngine('processor');
              done();
            }}
          >
            {words.processor}
          </button>
        )}
        {!instantOnly && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              dispatch({ type: 'settings-edit', change: { rerankDepth: 0 } });
              done();
            }}
          >
            {words.instantOnly}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={done}>
          {notices.dismiss}
        </button>
      </div>
    </div>
  );
}
