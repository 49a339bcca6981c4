import { use, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { JSX } from 'react';
import type { AppAction, AppState } from '../page/state.ts';
import type { Store } from '../page/store.ts';
import { isBarred, selectInstantOrder, selectShown, selectStage, selectStill } from '../page/select.ts';
import { selectReading, useSettledInput } from '../features/input/reading.ts';
import type { ModelChoice } from './model-choice.tsx';
import { HeaderBar } from './header.tsx';
import { LoadPanel } from '../features/run/load-panel.tsx';
import { Lazily } from '../page/part.tsx';
import { loadStage, PARTS } from '../page/parts.ts';
import { LanguageContext, LANGUAGES, useSpoken, wordsIn } from '../words/index.ts';
import type { AppActions } from '../page/actions.ts';
import { Boundary, SetAsideContext } from './boundary.tsx';
import { FrameContext } from './frame.ts';
import { GlossaryContext } from './glossary-context.ts';
import type { TermName } from './glossary-context.ts';
import { selectLook } from './look.ts';
import { HighlightContext, useHighlight } from './highlight.ts';
import { moveRowFocus, useShortcuts } from './shortcuts.ts';
import { OtherView } from './other-view.tsx';
import { LastingNotices, PageNotices } from './page-notices.tsx';
import { Workbench } from './workbench.tsx';
import { From, PageContext, sameFields, useSelected } from '../page/use-page.ts';
import '../design/styles.ts';
import { useFileDrop } from '../features/input/files.ts';
import { usePrinting } from '../features/trace/folding.ts';

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
  const [term, setTerm] = useState<TermName | null>(null);
  const { dispatch } = store;
  const { phase, probe, preferences } = state;
  const language = useSpoken(preferences.language);
  const input = useSettledInput(state.input);
  const reading = selectReading(input);
  const showRun = stage.runId !== null && state.showing === 'run';
  const running = phase.type === 'running';
  const atWorkbench = state.view === 'workbench';
  const begins = (phase.type === 'loading' && phase.thenRun) || (running && state.showing === 'run');
  const folded = (showRun || begins) && !editing;
  const look = usePrinting() ? 'study' : selectLook(state);
  const watched = atWorkbench && folded && look === 'watch';
  /** What lasts is said under Rank while a list is written, and below a run that is watched: there it moves nothing when it comes. */
  const writes = atWorkbench && !showRun;
  const calm = watched || writes || state.view === 'gallery';
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
    if (to === 'settings') {
      // While a run is watched they are folded away with the input.
      setEditing(true);
      requestAnimationFrame(() => openSettings(root.current));
    } else if (to === 'rank' || reading.ready) rank();
    else void actions.loadModel();
  };
  const dropping = useFileDrop(useCallback((files) => void actions.open.openFiles(files), [actions]));
  useShortcuts(
    {
      query() {
        // The folded input is drawn open first, and has the focus before the next key can come.
        flushSync(() => setEditing(true));
        root.current?.querySelector<HTMLElement>('[data-shortcut="query"]')?.focus();
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
  // Before anything is drawn: a page that turns round afterwards leaps.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].dir;
  }, [language]);
  const lasting = (
    <Boundary of={phase}>
      <LastingNotices state={state} actions={actions} showOpened={showRun} onStep={step} />
    </Boundary>
  );
  return (
    <PageContext value={store}>
      <LanguageContext value={language}>
        <HighlightContext value={highlight}>
          <SetAsideContext value={setAside}>
            <GlossaryContext value={setTerm}>
              <div className="app" ref={root} data-dropping={dropping || undefined}>
                <Boundary>
                  <HeaderBar
                    state={state}
                    models={models}
                    onLoad={() => void actions.loadModel()}
                    onChooseModel={actions.chooseModel}
                    onChooseEngine={actions.chooseEngine}
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
                      urgent={calm}
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
                  <Workbench
                    state={state}
                    stage={stage}
                    reading={reading}
                    models={models}
                    actions={actions}
                    dispatch={dispatch}
                    look={look}
                    folded={folded}
                    drawn={drawn}
                    onEdit={() => setEditing(true)}
                    onRank={rank}
                    onFocusGone={keepFocus}
                    underRank={writes && !watched ? lasting : null}
                  />
                  {watched && lasting}
                </main>
                <Boundary>
                  <Lazily part={PARTS.help} waiting={null}>
                    {({ HelpDialog }) => (
                      <HelpDialog
                        open={help}
                        shortcuts={preferences.shortcuts}
                        onShortcuts={(shortcuts) => dispatch({ type: 'preference-choose', change: { shortcuts } })}
                        onClose={() => setHelp(false)}
                      />
                    )}
                  </Lazily>
                </Boundary>
                {term !== null && (
                  <Boundary>
                    <Lazily part={PARTS.glossary} waiting={null}>
                      {({ Glossary }) => <Glossary term={term} onClose={() => setTerm(null)} />}
                    </Lazily>
                  </Boundary>
                )}
              </div>
            </GlossaryContext>
          </SetAsideContext>
        </HighlightContext>
      </LanguageContext>
    </PageContext>
  );
}
