import { use } from 'react';
import type { JSX } from 'react';
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
  ['recovery', PARTS.recovery],
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
      <Lazily part={PARTS.lateNotices} waiting={null}>
        {({ LateNotices }) => (
          <LateNotices state={state} models={models} actions={actions} dispatch={dispatch} onRank={() => onStep('rank')} />
        )}
      </Lazily>
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
