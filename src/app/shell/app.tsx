import { use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
import { useForecast } from '../features/method/use-forecast.ts';
import { RankingPanel, selectRankingPanel } from '../features/ranking/ranking-panel.tsx';
import { LoadPanel } from '../features/run/load-panel.tsx';
import { RunBar, selectRunBar } from '../features/run/run-bar.tsx';
import { SettingsPanel } from '../features/run/settings-panel.tsx';
import { selectStored } from '../features/run/shelf.ts';
import { Lazily } from '../page/part.tsx';
import { loadStage, PARTS } from '../page/parts.ts';
import { LanguageContext, LANGUAGES, useSpoken, wordsIn } from '../words/index.ts';
import type { AppActions } from '../page/actions.ts';
import { Boundary, SetAsideContext } from './boundary.tsx';
import { FrameContext } from './frame.ts';
import { HelpDialog } from './help.tsx';
import { HighlightContext, useHighlight } from './highlight.ts';
import { moveRowFocus, useShortcuts } from './shortcuts.ts';
import { OtherView } from './other-view.tsx';
import { PageNotices } from './page-notices.tsx';
import { From, PageContext, sameFields, useSelected } from '../page/use-page.ts';
import '../design/styles.ts';
import { useFileDrop } from '../features/input/files.ts';

interface AppProps {
  readonly store: Store<AppState, AppAction>;
  readonly actions: AppActions;
  readonly models: readonly ModelChoice[];
}

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

const nothing = (): null => null;

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
  /** Where a panel could not be drawn, another run or list is tried anew. */
  const drawn = showRun ? stage.runId : state.input;
  const setAside = useMemo(
    () => (stage.runId === null || running ? null : () => void actions.history.setAside('run')),
    [stage.runId, running, actions],
  );
  const rank = (): void => {
    setEditing(false);
    // Here long before the model has said a word.
    void loadStage();
    void actions.rank();
  };
  /** What had the focus may be gone with what it chose: whoever goes by keyboard goes on at the query. */
  const keepFocus = (): void => {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) root.current?.querySelector<HTMLElement>('[data-shortcut="query"]')?.focus();
    });
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
      stop() {
        if (phase.type === 'running') actions.stop();
        else if (phase.type === 'loading') actions.cancelLoad();
        else return 'nothing';
        return 'stopped';
      },
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
    { here: atWorkbench, letters: preferences.shortcuts },
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].dir;
  }, [language]);
  return (
    <PageContext value={store}>
      <LanguageContext value={language}>
        <HighlightContext value={highlight}>
          <SetAsideContext value={setAside}>
            <div className="app" ref={root} data-dropping={dropping || undefined}>
              <Boundary>
                <HeaderBar
                  state={state}
                  models={models}
                  onLoad={() => void actions.loadModel()}
                  onChooseModel={actions.chooseModel}
                  onLanguage={(chosen) => dispatch({ type: 'preference-choose', change: { language: chosen } })}
                  onHelp={() => setHelp(true)}
                  onView={(view) => dispatch({ type: 'page-view-choose', view })}
                />
              </Boundary>
              {frame !== null && (
                <Boundary>
                  <frame.UnderHeader state={state} actions={actions} />
                </Boundary>
              )}
              <main>
                <p className="visually-hidden" role="status">
                  <Boundary of={drawn} instead={nothing}>
                    {showRun ? (
                      <From select={selectShown}>{(run) => run !== null && wordsIn(language).status.run(run)}</From>
                    ) : (
                      wordsIn(language).firstStage.instantStatus(selectInstantOrder(state, reading.request), reading.request)
                    )}
                  </Boundary>
                </p>
                {dropping && <p className="drop-here">{wordsIn(language).input.dropHere}</p>}
                <Boundary of={phase}>
                  <PageNotices
                    state={state}
                    models={models}
                    actions={actions}
                    dispatch={dispatch}
                    showOpened={atWorkbench && showRun}
                    onStep={step}
                  />
                </Boundary>
                {!atWorkbench && phase.type === 'loading' && frame === null && (
                  <LoadPanel load={phase.load} thenRun={phase.thenRun} onCancel={actions.cancelLoad} />
                )}
                {state.view !== 'workbench' && (
                  <Boundary of={state.view}>
                    <OtherView view={state.view} actions={actions} dispatch={dispatch} />
                  </Boundary>
                )}
                {atWorkbench && showRun && stage.logged && (
                  <Boundary of={drawn}>
                    <Lazily part={PARTS.timeline}>
                      {({ Timeline }) => (
                        <From select={selectTrack} same={sameFields}>
                          {(track) => <Timeline {...track} dispatch={dispatch} />}
                        </From>
                      )}
                    </Lazily>
                  </Boundary>
                )}
                <div className="columns" hidden={!atWorkbench}>
                  <div className="column-left">
                    <Boundary of={state.input}>
                      {folded ? (
                        <InputSummary state={state} reading={reading} onEdit={() => setEditing(true)} />
                      ) : (
                        <InputPanel
                          state={state}
                          reading={reading}
                          dispatch={dispatch}
                          onSample={(id) => void actions.open.openSample(id).then(keepFocus)}
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
                            onRank={rank}
                            onStop={actions.stop}
                            onSkip={actions.skipThought}
                          />
                        )}
                      </From>
                    </Boundary>
                    {atWorkbench && phase.type === 'loading' && frame === null && (
                      <LoadPanel load={phase.load} thenRun={phase.thenRun} onCancel={actions.cancelLoad} />
                    )}
                    <Boundary of={settings}>
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
                              model:
                                state.model?.identity ?? (stored === null ? null : { id: stored.id, template: stored.preset }),
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
                    </Boundary>
                    {showRun && (
                      <Boundary of={drawn}>
                        <Lazily part={PARTS.trace}>
                          {({ TraceView }) => (
                            <From select={selectLive} same={sameFields}>
                              {({ run, running: live }) => run !== null && <TraceView run={run} running={live} />}
                            </From>
                          )}
                        </Lazily>
                      </Boundary>
                    )}
                    {showRun && (
                      <Boundary of={drawn}>
                        <Lazily part={PARTS.limits}>
                          {({ LimitsPanel }) => (
                            <From select={selectShown}>{(run) => run !== null && <LimitsPanel run={run} />}</From>
                          )}
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
                    {showRun && (
                      <details className="fold charts-fold">
                        <summary>{wordsIn(language).shell.charts}</summary>
                        <div className="fold-body">
                          <Boundary of={drawn}>
                            <Lazily part={PARTS.charts}>
                              {({ Charts }) => <From select={selectShown}>{(run) => run !== null && <Charts run={run} />}</From>}
                            </Lazily>
                          </Boundary>
                        </div>
                      </details>
                    )}
                    {showRun && stage.over && (
                      <Boundary of={drawn}>
                        <Lazily part={PARTS.exportMenu}>
                          {({ ExportMenu }) => <ExportMenu actions={actions.exports} exported={state.exported} />}
                        </Lazily>
                      </Boundary>
                    )}
                    <Boundary>
                      <From select={selectHistoryShown} same={sameFields}>
                        {(shown) => <HistoryPanel state={shown} actions={actions.history} dispatch={dispatch} />}
                      </From>
                    </Boundary>
                  </div>
                </div>
              </main>
              <Boundary>
                <HelpDialog
                  open={help}
                  shortcuts={preferences.shortcuts}
                  onShortcuts={(shortcuts) => dispatch({ type: 'preference-choose', change: { shortcuts } })}
                  onClose={() => setHelp(false)}
                />
              </Boundary>
            </div>
          </SetAsideContext>
        </HighlightContext>
      </LanguageContext>
    </PageContext>
  );
}
