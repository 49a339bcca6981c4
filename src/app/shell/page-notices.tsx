import { use, useState } from 'react';
import type { JSX } from 'react';
import { replacedIn } from '../features/run/load.ts';
import type { LoadView } from '../features/run/load.ts';
import type { AppActions } from '../page/actions.ts';
import { Lazily, MissingPart } from '../page/part.tsx';
import { PARTS } from '../page/parts.ts';
import { isBarred } from '../page/select.ts';
import type { StillState } from '../page/select.ts';
import type { AppAction } from '../page/state.ts';
import { useWords } from '../words/index.ts';
import { FrameContext } from './frame.ts';
import type { ModelChoice } from './model-choice.tsx';
import { ErrorNotice, OpenedNote, SoftwareNotice } from './notices.tsx';
import { processorPart } from './processor-part.ts';

/** Parts that do something and show nothing. */
const ACTING = [
  ['reader', PARTS.reader],
  ['structured', PARTS.structured],
  ['open', PARTS.open],
  ['dropped', PARTS.dropped],
  ['invocations', PARTS.invocations],
  ['exporter', PARTS.exporter],
  ['history', PARTS.history],
  ['experiments', PARTS.experiments],
  ['lensRuns', PARTS.lensRuns],
] as const;

interface PageNoticesProps {
  readonly state: StillState;
  readonly models: readonly ModelChoice[];
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
  /** The run on stage was opened from elsewhere, and it is shown. */
  readonly showOpened: boolean;
  /** Only what must be seen now: a run is watched, and what lasts is said below it. */
  readonly urgent?: boolean;
  readonly onStep: (step: 'load' | 'rank' | 'settings') => void;
}

/** Everything that is said above the views: what failed, what would be lost, what waits for a word. */
export function PageNotices({
  state,
  models,
  actions,
  dispatch,
  showOpened,
  urgent = false,
  onStep,
}: PageNoticesProps): JSX.Element {
  const { modelChoice } = useWords();
  const frame = use(FrameContext);
  const { phase, shelf } = state;
  return (
    <div className="notices">
      {ACTING.map(([name, one]) => (
        <MissingPart key={name} part={one} />
      ))}
      {shelf.gone !== null && (
        <p className="notice" role="status">
          {modelChoice.gone({
            id: shelf.gone,
            instead: models.find(({ id }) => id === state.modelId)?.title ?? state.modelId,
          })}
        </p>
      )}
      {!urgent && <ProbeNotice state={state} onStep={onStep} />}
      {phase.type === 'failed' && (frame === null || phase.during === 'run') && (
        <ErrorNotice error={phase.error} onStep={onStep} onDismiss={() => dispatch({ type: 'error-dismiss' })} />
      )}
      {state.offline.update === 'waiting' && phase.type !== 'running' && phase.type !== 'loading' && (
        <Lazily part={PARTS.offline} waiting={null}>
          {({ UpdateNotice }) => <UpdateNotice onUpdate={actions.updatePage} />}
        </Lazily>
      )}
      <KeepingNotices state={state} onSaveTyped={actions.rescue.saveTyped} />
      <Lazily part={PARTS.recovery} waiting={null}>
        {({ RecoveryNotice }) => (
          <RecoveryNotice models={models} actions={actions} dispatch={dispatch} onRank={() => onStep('rank')} />
        )}
      </Lazily>
      {state.link !== null && (
        <LinkNotice
          running={phase.type === 'running'}
          onOpen={() => void actions.open.openShareLink(state.link ?? '', true)}
          onLeave={() => void actions.open.leaveShareLink()}
        />
      )}
      <ReplacedNotice load={state.lastLoad} encoder={state.firstStage.replacedFiles} />
      {!urgent && <AboutRun state={state} actions={actions} showOpened={showOpened} />}
    </div>
  );
}

type LastingProps = Pick<PageNoticesProps, 'state' | 'actions' | 'showOpened' | 'onStep'>;

/** The GPU that is missing. */
function ProbeNotice({ state: { phase, probe }, onStep }: Pick<LastingProps, 'state' | 'onStep'>): JSX.Element | null {
  if (probe.type !== 'missing' || phase.type === 'failed') return null;
  return (
    <ErrorNotice error={probe.error} onStep={isBarred(probe) || phase.type === 'loading' ? null : onStep} onDismiss={null} />
  );
}

/** What runs the model, where that makes it slow, and where an opened run came from. */
function AboutRun({ state, actions, showOpened }: Omit<LastingProps, 'onStep'>): JSX.Element {
  const { probe, opened, openedNotes } = state;
  const processor = probe.type === 'found' ? probe.processor : undefined;
  return (
    <>
      {processor !== undefined && (
        <Lazily part={processorPart} waiting={<></>}>
          {({ ProcessorNotice }) => <ProcessorNotice processor={processor} state={state} actions={actions} />}
        </Lazily>
      )}
      {probe.type === 'found' && probe.adapter?.software === true && <SoftwareNotice adapter={probe.adapter} />}
      {showOpened && opened !== null && <OpenedNote origin={opened} notes={openedNotes} />}
    </>
  );
}

/** What is true of this machine or this run for as long as it is shown: it stands below a run that is watched, so that it takes no screen from it. */
export function LastingNotices(props: LastingProps): JSX.Element {
  return (
    <div className="notices notices-below">
      <AboutRun {...props} />
      <ProbeNotice {...props} />
    </div>
  );
}

interface KeepingNoticesProps {
  readonly state: Pick<StillState, 'kept'>;
  readonly onSaveTyped: () => void;
}

/** What a reload would lose, because there is no room for it. */
function KeepingNotices({ state: { kept }, onSaveTyped }: KeepingNoticesProps): JSX.Element {
  const { keeping: words, broken } = useWords();
  return (
    <>
      {!kept.draft && (
        <p className="notice" role="alert">
          {words.draft}{' '}
          <button type="button" className="link" onClick={onSaveTyped}>
            {broken.saveTyped}
          </button>
        </p>
      )}
      {!kept.experiment && (
        <p className="notice" role="alert">
          {words.experiment}
        </p>
      )}
      {!kept.choices && (
        <p className="notice" role="status">
          {words.choices}
        </p>
      )}
    </>
  );
}

interface LinkNoticeProps {
  readonly running: boolean;
  readonly onOpen: () => void;
  readonly onLeave: () => void;
}

/** A shared link that would replace what is here waits for a word. */
function LinkNotice({ running, onOpen, onLeave }: LinkNoticeProps): JSX.Element {
  const words = useWords().keeping;
  return (
    <div className="notice" role="status">
      <p>{running ? words.linkRunning : words.link}</p>
      <div className="notice-tools">
        {!running && (
          <button type="button" className="button button-rank" onClick={onOpen}>
            {words.openLink}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={onLeave}>
          {words.leaveLink}
        </button>
      </div>
    </div>
  );
}

/** Files that were damaged in the browser's cache were fetched anew. */
function ReplacedNotice({ load, encoder }: { readonly load: LoadView | null; readonly encoder: number }): JSX.Element | null {
  const { keeping: words, notices, format } = useWords();
  const [seen, setSeen] = useState<LoadView | null | undefined>(undefined);
  const count = (load === null ? 0 : replacedIn(load)) + encoder;
  if (count === 0 || seen === load) return null;
  return (
    <p className="notice" role="status">
      {words.replaced(format.files(count))}{' '}
      <button type="button" className="link" onClick={() => setSeen(load)}>
        {notices.dismiss}
      </button>
    </p>
  );
}
