import { use, useCallback, useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';
import type { AppAction, AppState } from '../page/state.ts';
import type { RunView } from '../../core/log/view.ts';
import type { Store } from '../page/store.ts';
import { isBarred, selectInstantOrder, selectSettings, selectShown, selectStage, selectStill } from '../page/select.ts';
import { selectReading, useSettledInput } from '../features/input/reading.ts';
import type { ModelChoice } from './model-choice.tsx';
import { HeaderBar } from './header.tsx';
import { HistoryPanel, selectHistoryShown } from '../features/history/history-panel.tsx';
import { InputPanel } from '../features/input/input-panel.tsx';
import { InputSummary } from '../features/input/input-summary.tsx';
import { ErrorNotice, OpenedNote, SoftwareNotice } from './notices.tsx';
import { useForecast } from '../features/method/use-forecast.ts';
import { RankingPanel, selectRankingPanel } from '../features/ranking/ranking-panel.tsx';
import { LoadPanel } from '../features/run/load-panel.tsx';
import { RunBar, selectRunBar } from '../features/run/run-bar.tsx';
import { SettingsPanel } from '../features/run/settings-panel.tsx';
import { selectStored } from '../features/run/shelf.ts';
import { Lazily, MissingPart } from '../page/part.tsx';
import { loadStage, PARTS } from '../page/parts.ts';
import { LanguageContext, LANGUAGES, useSpoken, wordsIn } from '../words/index.ts';
import type { AppActions } from '../page/actions.ts';
import { FrameContext } from './frame.ts';
import { HelpDialog } from './help.tsx';
import { HighlightContext, useHighlight } from './highlight.ts';
import { moveRowFocus, useShortcuts } from './shortcuts.ts';
import { OtherView } from './other-view.tsx';
import { From, PageContext, sameFields, useSelected } from '../page/use-page.ts';
import '../design/styles.ts';
import { useFileDrop } from '../features/input/files.ts';

interface AppProps {
  readonly store: Store<AppState, AppAction>;
  readonly actions: AppActions;
  readonly models: readonly ModelChoice[];
}

/** Parts that do something and show nothing. */
const ACTING = [
  ['reader', PARTS.reader],
  ['open', PARTS.open],
  ['exporter', PARTS.exporter],
  ['history', PARTS.history],
  ['experiments', PARTS.experiments],
  ['lensRuns', PARTS.lensRuns],
] as const;

function openSettings(root: HTMLElement | null): void {
  const settings = root?.querySelector<HTMLDetailsElement>('#settings');
  if (settings === null || settings === undefined) return;
  settings.open = true;
  settings.querySelector('summary')?.focus();
}

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

/** The whole page: input and reasoning on one side, the list on the other. Props in, actions out. */
export function App({ store, actions, models }: AppProps): JSX.Element {
  const state = useSelected(store, selectStill, sameFields);
  const stage = useSelected(store, selectStage, sameFields);
  const frame = use(FrameContext);
  const root = useRef<HTMLDivElement>(null);
  const highlight = useHighlight(root);
  const [editing, setEditing] = useState(false);
  const [help, setHelp] = useState(false);
  const { dispatch } = store;
  const { phase, probe, preferences } = state;
  const language = useSpoken(preferences.language);
  const input = useSettledInput(state.input);
  const reading = selectReading(input);
  const settings = selectSettings(state);
  const stored = selectStored(state);
  const forecast = useForecast({ state, request: reading.request, ask: actions.forecast });
  const showRun = stage.runId !== null && state.showing === 'run';
  const running = phase.type === 'running';
  const atWorkbench = state.view === 'workbench';
  const folded = (showRun || (phase.type === 'loading' && phase.thenRun)) && !editing;
  const rank = (): void => {
    setEditing(false);
    // Here long before the model has said a word.
    void loadStage();
    void actions.rank();
  };
  const step = (to: 'load' | 'rank' | 'settings'): void => {
    if (to === 'settings') openSettings(root.current);
    else if (to === 'rank' || reading.ready) rank();
    else void actions.loadModel();
  };
  const dropping = useFileDrop(useCallback((files) => void actions.open.openFiles(files), [actions]));
  useShortcuts(
    {
      query() {
        setEditing(true);
        // The folded input is drawn open first.
        requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('[data-shortcut="query"]')?.focus());
      },
      rank: () => {
        if (!isBarred(probe)) rank();
      },
      stop: actions.stop,
      moveRow: (by) => moveRowFocus(root.current, by),
      trace() {
        const row = document.activeElement?.closest<HTMLElement>('[data-doc-row]')?.dataset['docRow'];
        const found = selectShown(store.getState())?.request.candidates.find(({ docId }) => docId === row);
        if (found !== undefined) highlight.showMention(found.docId);
        else root.current?.querySelector('.trace-panel')?.scrollIntoView({ block: 'start' });
      },
      stepWindow: (by) => dispatch({ type: 'cursor-step-window', by }),
      help: () => setHelp(true),
    },
    preferences.shortcuts && atWorkbench,
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].dir;
  }, [language]);
  return (
    <PageContext value={store}>
      <LanguageContext value={language}>
        <HighlightContext value={highlight}>
          <div className="app" ref={root} data-dropping={dropping || undefined}>
            <HeaderBar
              state={state}
              models={models}
              onLoad={() => void actions.loadModel()}
              onChooseModel={actions.chooseModel}
              onLanguage={(chosen) => dispatch({ type: 'preference-choose', change: { language: chosen } })}
              onHelp={() => setHelp(true)}
              onView={(view) => dispatch({ type: 'page-view-choose', view })}
            />
            {frame !== null && <frame.UnderHeader state={state} actions={actions} />}
            <main>
              <p className="visually-hidden" role="status">
                {showRun ? (
                  <From select={selectShown}>{(run) => run !== null && wordsIn(language).status.run(run)}</From>
                ) : (
                  wordsIn(language).firstStage.instantStatus(selectInstantOrder(state, reading.request), reading.request)
                )}
              </p>
              {dropping && <p className="drop-here">{wordsIn(language).input.dropHere}</p>}
              <div className="notices">
                {ACTING.map(([name, one]) => (
                  <MissingPart key={name} part={one} />
                ))}
                {state.shelf.gone !== null && (
                  <p className="notice" role="status">
                    {wordsIn(language).modelChoice.gone({
                      id: state.shelf.gone,
                      instead: models.find(({ id }) => id === state.modelId)?.title ?? state.modelId,
                    })}
                  </p>
                )}
                {probe.type === 'missing' && phase.type !== 'failed' && (
                  <ErrorNotice
                    error={probe.error}
                    onStep={isBarred(probe) || phase.type === 'loading' ? null : step}
                    onDismiss={null}
                  />
                )}
                {phase.type === 'failed' && (frame === null || phase.during === 'run') && (
                  <ErrorNotice error={phase.error} onStep={step} onDismiss={() => dispatch({ type: 'error-dismiss' })} />
                )}
                {probe.type === 'found' && probe.adapter?.software === true && <SoftwareNotice adapter={probe.adapter} />}
                {atWorkbench && showRun && state.opened !== null && (
                  <OpenedNote origin={state.opened} notes={state.openedNotes} />
                )}
              </div>
              {!atWorkbench && phase.type === 'loading' && frame === null && (
                <LoadPanel load={phase.load} thenRun={phase.thenRun} onCancel={actions.cancelLoad} />
              )}
              {state.view !== 'workbench' && <OtherView view={state.view} actions={actions} dispatch={dispatch} />}
              {atWorkbench && showRun && stage.logged && (
                <Lazily part={PARTS.timeline}>
                  {({ Timeline }) => (
                    <From select={selectTrack} same={sameFields}>
                      {(track) => <Timeline {...track} dispatch={dispatch} />}
                    </From>
                  )}
                </Lazily>
              )}
              <div className="columns" hidden={!atWorkbench}>
                <div className="column-left">
                  {folded ? (
                    <InputSummary state={state} reading={reading} onEdit={() => setEditing(true)} />
                  ) : (
                    <InputPanel
                      state={state}
                      reading={reading}
                      dispatch={dispatch}
                      onSample={(id) => void actions.open.openSample(id)}
                      onFiles={(files) => void actions.open.openFiles(files)}
                      onReplay={() => void actions.open.replayInvocations()}
                    />
                  )}
                  <From select={selectRunBar} same={sameFields}>
                    {(bar) => (
                      <RunBar
                        state={bar}
                        reading={reading}
                        modelBytes={(models.find((model) => model.id === state.modelId) ?? stored)?.bytes ?? null}
                        fromShelf={stored !== null}
                        onRank={rank}
                        onStop={actions.stop}
                        onForceStop={() => void actions.forceStop()}
                        onSkip={actions.skipThought}
                      />
                    )}
                  </From>
                  {atWorkbench && phase.type === 'loading' && frame === null && (
                    <LoadPanel load={phase.load} thenRun={phase.thenRun} onCancel={actions.cancelLoad} />
                  )}
                  <From select={selectMeasured} same={sameFields}>
                    {({ measured, rate }) => (
                      <SettingsPanel
                        settings={settings}
                        changed={Object.keys(state.settings).length > 0}
                        locked={running}
                        rate={rate}
                        asked={state.model?.asked ?? null}
                        measured={measured}
                        method={{
                          model: state.model?.identity ?? (stored === null ? null : { id: stored.id, template: stored.preset }),
                          ownPresets: preferences.ownPresets,
                          passages: reading.request?.candidates.length ?? 0,
                          forecast,
                          onMethod: (method, answerMode) =>
                            dispatch({ type: 'method-choose', method, ...(answerMode === undefined ? {} : { answerMode }) }),
                          onOwnPresets: (ownPresets) => dispatch({ type: 'preference-choose', change: { ownPresets } }),
                        }}
                        onChange={(change) => dispatch({ type: 'settings-edit', change })}
                        onReset={() => dispatch({ type: 'settings-reset' })}
                      />
                    )}
                  </From>
                  {showRun && (
                    <Lazily part={PARTS.trace}>
                      {({ TraceView }) => (
                        <From select={selectLive} same={sameFields}>
                          {({ run, running: live }) => run !== null && <TraceView run={run} running={live} />}
                        </From>
                      )}
                    </Lazily>
                  )}
                  {showRun && (
                    <Lazily part={PARTS.limits}>
                      {({ LimitsPanel }) => (
                        <From select={selectShown}>{(run) => run !== null && <LimitsPanel run={run} />}</From>
                      )}
                    </Lazily>
                  )}
                </div>
                <div className="column-right">
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
                  {showRun && (
                    <details className="fold charts-fold">
                      <summary>{wordsIn(language).shell.charts}</summary>
                      <div className="fold-body">
                        <Lazily part={PARTS.charts}>
                          {({ Charts }) => <From select={selectShown}>{(run) => run !== null && <Charts run={run} />}</From>}
                        </Lazily>
                      </div>
                    </details>
                  )}
                  {showRun && stage.over && (
                    <Lazily part={PARTS.exportMenu}>
                      {({ ExportMenu }) => <ExportMenu actions={actions.exports} exported={state.exported} />}
                    </Lazily>
                  )}
                  <From select={selectHistoryShown} same={sameFields}>
                    {(shown) => <HistoryPanel state={shown} actions={actions.history} dispatch={dispatch} />}
                  </From>
                </div>
              </div>
            </main>
            <HelpDialog
              open={help}
              shortcuts={preferences.shortcuts}
              onShortcuts={(shortcuts) => dispatch({ type: 'preference-choose', change: { shortcuts } })}
              onClose={() => setHelp(false)}
            />
          </div>
        </HighlightContext>
      </LanguageContext>
    </PageContext>
  );
}
