import { use, useEffect, useRef } from 'react';
import type { JSX, ReactNode } from 'react';
import { readCount } from '../../core/documents/best.ts';
import type { RunView } from '../../core/log/view.ts';
import type { AppActions } from '../page/actions.ts';
import { Lazily } from '../page/part.tsx';
import { PARTS } from '../page/parts.ts';
import { selectSettings, selectShown } from '../page/select.ts';
import type { Stage, StillState } from '../page/select.ts';
import type { AppAction, AppState } from '../page/state.ts';
import { From, sameFields } from '../page/use-page.ts';
import { useWords } from '../words/index.ts';
import { LandingPlace } from '../features/gallery/landing-place.tsx';
import { HistoryPanel, selectHistoryShown } from '../features/history/history-panel.tsx';
import { InputPanel } from '../features/input/input-panel.tsx';
import { InputSummary } from '../features/input/input-summary.tsx';
import type { Reading } from '../features/input/reading.ts';
import { useForecast } from '../features/method/use-forecast.ts';
import { PreferencesPlace } from '../features/preferences/preferences-place.tsx';
import { RankingPanel, selectRankingPanel } from '../features/ranking/ranking-panel.tsx';
import { LoadPanel } from '../features/run/load-panel.tsx';
import { RunBar, selectRunBar } from '../features/run/run-bar.tsx';
import { SettingsPanel } from '../features/run/settings-panel.tsx';
import { selectStored } from '../features/run/shelf.ts';
import { Boundary } from './boundary.tsx';
import { FrameContext } from './frame.ts';
import { LookContext } from './look.ts';
import type { RunLook } from './look.ts';
import { LookSwitch } from './look-switch.tsx';
import type { ModelChoice } from './model-choice.tsx';

/** Runs of this page, to say what settings cost here: not one that was opened from elsewhere. */
function selectMeasured({ run, opened }: AppState): { readonly measured: RunView | null; readonly rate: number | null } {
  const measured = opened === null ? run : null;
  const rate = measured?.windows.findLast(({ usage }) => usage !== null)?.usage?.decodeTokensPerSecond ?? null;
  return { measured, rate };
}

/** What the timeline is drawn from. */
function selectTrack({ log, cursor, playback, phase, run }: AppState): Pick<AppState, 'log' | 'cursor' | 'playback'> & {
  readonly running: boolean;
} {
  return { log, cursor, playback, running: phase.type === 'running' && run?.runId === phase.runId };
}

/** The run as it is shown, and whether more of it is to come. */
function selectLive(state: AppState): { readonly run: RunView | null; readonly running: boolean } {
  const { phase, cursor } = state;
  const run = selectShown(state);
  return { run, running: phase.type === 'running' && cursor.type === 'live' && run?.runId === phase.runId };
}

export interface WorkbenchProps {
  readonly state: StillState;
  readonly stage: Stage;
  readonly reading: Reading;
  readonly models: readonly ModelChoice[];
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
  readonly look: RunLook;
  /** The input is folded to its query, because a run has the stage. */
  readonly folded: boolean;
  /** Where a panel could not be drawn, another one of these is tried anew. */
  readonly drawn: unknown;
  readonly onEdit: () => void;
  readonly onRank: () => void;
  /** What had the focus may be gone with what it chose. */
  readonly onFocusGone: () => void;
  /** What is said for as long as a list is written. */
  readonly underRank: ReactNode;
}

/** The timeline of the run on stage: over the columns in Study, a line between query and thought in Watch. */
function StageTimeline({ dispatch, drawn }: Pick<WorkbenchProps, 'dispatch' | 'drawn'>): JSX.Element {
  return (
    <Boundary of={drawn}>
      <Lazily part={PARTS.timeline}>
        {({ Timeline }) => (
          <From select={selectTrack} same={sameFields}>
            {(track) => <Timeline {...track} dispatch={dispatch} />}
          </From>
        )}
      </Lazily>
    </Boundary>
  );
}

function Settings({ state, reading, actions, dispatch }: WorkbenchProps): JSX.Element {
  const settings = selectSettings(state);
  const stored = selectStored(state);
  const forecast = useForecast({ state, request: reading.request, ask: actions.forecast });
  return (
    <Boundary of={settings}>
      <From select={selectMeasured} same={sameFields}>
        {({ measured, rate }) => (
          <SettingsPanel
            settings={settings}
            changed={Object.keys(state.settings).length > 0}
            locked={state.phase.type === 'running'}
            rate={rate}
            asked={state.model?.asked ?? null}
            measured={measured}
            method={{
              model: state.model?.identity ?? (stored === null ? null : { id: stored.id, template: stored.preset }),
              ownPresets: state.preferences.ownPresets,
              passages: reading.request === null ? 0 : readCount(reading.request, state.settings.rerankDepth ?? null),
              forecast,
              timed: state.model?.processor ?? null,
              onMethod: (method, answerMode) =>
                dispatch({ type: 'method-choose', method, ...(answerMode === undefined ? {} : { answerMode }) }),
              onOwnPresets: (ownPresets) => dispatch({ type: 'preference-choose', change: { ownPresets } }),
            }}
            onChange={(change) => dispatch({ type: 'settings-edit', change })}
            onReset={() => dispatch({ type: 'settings-reset' })}
          />
        )}
      </From>
    </Boundary>
  );
}

/** Under a thought that was watched: which passage led after each of its sentences. */
function BeliefPlace({ actions }: Pick<WorkbenchProps, 'actions'>): JSX.Element {
  return (
    <Boundary>
      <Lazily part={PARTS.beliefLine} waiting={null}>
        {({ BeliefLine, selectBeliefLine }) => (
          <From select={selectBeliefLine} same={sameFields}>
            {(line) => <BeliefLine state={line} actions={actions.lenses} />}
          </From>
        )}
      </Lazily>
    </Boundary>
  );
}

/** How far down the page query, thought and list may begin before the page is moved to them. Pixels. */
const DEEPEST_START_PX = 160;

/** Once a run has the stage, brings its head to the top of a screen that shows it only in part. */
function useStageInView(onStage: boolean): React.RefObject<HTMLDivElement | null> {
  const columns = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const top = columns.current?.getBoundingClientRect().top ?? 0;
    if (onStage && (top < 0 || top > DEEPEST_START_PX)) columns.current?.scrollIntoView({ block: 'start' });
  }, [onStage]);
  return columns;
}

/** Input and reasoning on one side, the list on the other. While a run is watched: its query, the thought and the list on one screen. */
export function Workbench(props: WorkbenchProps): JSX.Element {
  const { state, stage, reading, models, actions, dispatch, look, folded, drawn, onEdit, onRank, onFocusGone } = props;
  const frame = use(FrameContext);
  const { charts } = useWords().shell;
  const { phase } = state;
  const atWorkbench = state.view === 'workbench';
  const showRun = stage.runId !== null && state.showing === 'run';
  const watched = folded && look === 'watch';
  const columns = useStageInView(atWorkbench && watched);
  const stored = selectStored(state);
  const timed = atWorkbench && showRun && stage.logged;
  return (
    <LookContext value={watched ? 'watch' : 'study'}>
      {atWorkbench && !folded && !showRun && (reading.request?.candidates.length ?? 0) === 0 && <LandingPlace where="above" />}
      {timed && !watched && <StageTimeline dispatch={dispatch} drawn={drawn} />}
      <div className="columns" ref={columns} data-look={watched ? 'watch' : undefined} hidden={!atWorkbench}>
        <div className="column-left">
          <Boundary of={state.input}>
            {folded ? (
              <InputSummary state={state} reading={reading} onEdit={onEdit}>
                <LookSwitch
                  look={look}
                  onChoose={(chosen) => dispatch({ type: 'preference-choose', change: { look: chosen } })}
                />
              </InputSummary>
            ) : (
              <InputPanel
                state={state}
                reading={reading}
                dispatch={dispatch}
                onSample={(id) => void actions.open.openSample(id).then(onFocusGone)}
                onFiles={(files) => void actions.open.openFiles(files)}
                onReplay={() => void actions.open.replayInvocations()}
              />
            )}
          </Boundary>
          <Boundary of={phase}>
            <From select={selectRunBar} same={sameFields}>
              {(bar) => (
                <RunBar
                  state={bar}
                  reading={reading}
                  modelBytes={(models.find((model) => model.id === state.modelId) ?? stored)?.bytes ?? null}
                  fromShelf={stored !== null}
                  onRank={onRank}
                  onStop={actions.stop}
                  onSkip={actions.skipThought}
                />
              )}
            </From>
          </Boundary>
          {props.underRank}
          {!folded && reading.ready && phase.type !== 'running' && (
            <Boundary of={state.input}>
              <Lazily part={PARTS.beforeRun} waiting={null}>
                {({ BeforeRun }) => <BeforeRun state={state} reading={reading} actions={actions} dispatch={dispatch} />}
              </Lazily>
            </Boundary>
          )}
          {timed && watched && <StageTimeline dispatch={dispatch} drawn={drawn} />}
          {/* Their places are kept from the press of Rank on, so that nothing moves when the run begins. */}
          {!timed && watched && <p className="timeline-line" aria-hidden="true" />}
          {!showRun && watched && phase.type !== 'loading' && <div className="panel trace-watched" aria-hidden="true" />}
          {atWorkbench && phase.type === 'loading' && frame === null && (
            <LoadPanel load={phase.load} thenRun={phase.thenRun} onCancel={actions.cancelLoad} />
          )}
          {!watched && <Settings {...props} />}
          {showRun && (
            <Boundary of={drawn}>
              <Lazily part={PARTS.trace}>
                {({ TraceView }) => (
                  <From select={selectLive} same={sameFields}>
                    {({ run, running }) =>
                      run !== null && (
                        <TraceView run={run} running={running} after={stage.over && <BeliefPlace actions={actions} />} />
                      )
                    }
                  </From>
                )}
              </Lazily>
            </Boundary>
          )}
          {showRun && !watched && (
            <Boundary of={drawn}>
              <Lazily part={PARTS.limits}>
                {({ LimitsPanel }) => <From select={selectShown}>{(run) => run !== null && <LimitsPanel run={run} />}</From>}
              </Lazily>
            </Boundary>
          )}
        </div>
        <div className="column-right">
          <Boundary of={drawn}>
            <From select={selectRankingPanel} same={sameFields}>
              {(panel) => (
                <RankingPanel
                  state={panel}
                  reading={reading}
                  onShow={(showing) => dispatch({ type: 'view-choose', showing })}
                  onExportLog={() => void actions.exports.exportLog()}
                  onExportTrec={() => void actions.exports.exportTrec()}
                  onExportInstant={() => void actions.exports.exportInstant()}
                  onLoadEncoder={() => void actions.firstStage.loadEncoder()}
                  onStartFrom={(startFrom) => dispatch({ type: 'start-from-choose', startFrom })}
                />
              )}
            </From>
          </Boundary>
          {showRun && !watched && (
            <details className="fold charts-fold">
              <summary>{charts}</summary>
              <div className="fold-body">
                <Boundary of={drawn}>
                  <Lazily part={PARTS.charts}>
                    {({ Charts }) => <From select={selectShown}>{(run) => run !== null && <Charts run={run} />}</From>}
                  </Lazily>
                </Boundary>
              </div>
            </details>
          )}
          {showRun && !watched && <PreferencesPlace drawn={drawn} />}
          {showRun && stage.over && (
            <Boundary of={drawn}>
              <Lazily part={PARTS.exportMenu}>
                {({ ExportMenu }) => <ExportMenu actions={actions.exports} exported={state.exported} />}
              </Lazily>
            </Boundary>
          )}
          {(!watched || stage.over) && (
            <Boundary>
              <From select={selectHistoryShown} same={sameFields}>
                {(shown) => <HistoryPanel state={shown} actions={actions.history} dispatch={dispatch} />}
              </From>
            </Boundary>
          )}
        </div>
      </div>
    </LookContext>
  );
}
