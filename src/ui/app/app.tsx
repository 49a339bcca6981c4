import { useRef, useState } from 'react';
import type { JSX } from 'react';
import type { AppAction } from '../../state/app-action.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Store } from '../../state/create-store.ts';
import { isBarred } from '../../state/is-barred.ts';
import { selectInstantOrder } from '../../state/select-instant-order.ts';
import { selectReading } from '../../state/select-reading.ts';
import { selectSettings } from '../../state/select-settings.ts';
import type { ModelChoice } from '../header/engine-panel.tsx';
import { HeaderBar } from '../header/header-bar.tsx';
import { InputPanel } from '../input/input-panel.tsx';
import { InputSummary } from '../input/input-summary.tsx';
import { ErrorNotice } from '../notice/error-notice.tsx';
import { SoftwareNotice } from '../notice/software-notice.tsx';
import { RankingPanel } from '../ranking/ranking-panel.tsx';
import { LoadPanel } from '../run/load-panel.tsx';
import { RunBar } from '../run/run-bar.tsx';
import { SettingsPanel } from '../run/settings-panel.tsx';
import { TraceView } from '../trace/trace-view.tsx';
import { instantStatusWords } from '../words/first-stage-words.ts';
import { statusWords } from '../words/status-words.ts';
import { HighlightContext } from './highlight.ts';
import type { FirstStageActions } from './first-stage-actions.ts';
import type { PageActions } from './page-actions.ts';
import { useAppState } from './use-app-state.ts';
import { useHighlight } from './use-highlight.ts';

interface AppProps {
  readonly store: Store<AppState, AppAction>;
  readonly actions: PageActions & { readonly firstStage: FirstStageActions };
  readonly models: readonly ModelChoice[];
}

function openSettings(root: HTMLElement | null): void {
  const settings = root?.querySelector<HTMLDetailsElement>('#settings');
  if (settings === null || settings === undefined) return;
  settings.open = true;
  settings.querySelector('summary')?.focus();
}

function lastRate({ run }: AppState): number | null {
  return run?.windows.findLast((window) => window.usage !== null)?.usage?.decodeTokensPerSecond ?? null;
}

/** The whole page: input and reasoning on one side, the list on the other. Props in, actions out. */
export function App({ store, actions, models }: AppProps): JSX.Element {
  const state = useAppState(store);
  const root = useRef<HTMLDivElement>(null);
  const highlight = useHighlight(root);
  const [editing, setEditing] = useState(false);
  const { dispatch } = store;
  const { phase, probe, run } = state;
  const reading = selectReading(state.input);
  const settings = selectSettings(state);
  const showRun = run !== null && state.showing === 'run';
  const folded = (showRun || (phase.type === 'loading' && phase.thenRun)) && !editing;
  const rank = (): void => {
    setEditing(false);
    void actions.rank();
  };
  const step = (to: 'load' | 'rank' | 'settings'): void => {
    if (to === 'settings') openSettings(root.current);
    else if (to === 'rank' || reading.ready) rank();
    else void actions.loadModel();
  };
  return (
    <HighlightContext value={highlight}>
      <div className="app" ref={root}>
        <HeaderBar state={state} models={models} onLoad={() => void actions.loadModel()} onChooseModel={actions.chooseModel} />
        <main>
          <p className="visually-hidden" role="status">
            {showRun ? statusWords(run) : instantStatusWords(selectInstantOrder(state, reading.request), reading.request)}
          </p>
          <div className="notices">
            {probe.type === 'missing' && phase.type !== 'failed' && (
              <ErrorNotice
                error={probe.error}
                onStep={isBarred(probe) || phase.type === 'loading' ? null : step}
                onDismiss={null}
              />
            )}
            {phase.type === 'failed' && (
              <ErrorNotice error={phase.error} onStep={step} onDismiss={() => dispatch({ type: 'error-dismiss' })} />
            )}
            {probe.type === 'found' && probe.adapter.software && <SoftwareNotice adapter={probe.adapter} />}
          </div>
          <div className="columns">
            <div className="column-left">
              {folded ? (
                <InputSummary state={state} reading={reading} onEdit={() => setEditing(true)} />
              ) : (
                <InputPanel
                  state={state}
                  reading={reading}
                  dispatch={dispatch}
                  onSample={(id) => void actions.openSample(id)}
                  onFile={(file) => void actions.openFile(file)}
                />
              )}
              <RunBar
                state={state}
                reading={reading}
                modelBytes={models.find((model) => model.id === state.modelId)?.bytes ?? null}
                onRank={rank}
                onStop={actions.stop}
                onForceStop={() => void actions.forceStop()}
              />
              {phase.type === 'loading' && <LoadPanel load={phase.load} thenRun={phase.thenRun} onCancel={actions.cancelLoad} />}
              <SettingsPanel
                settings={settings}
                changed={Object.keys(state.settings).length > 0}
                locked={phase.type === 'running'}
                rate={lastRate(state)}
                onChange={(change) => dispatch({ type: 'settings-edit', change })}
                onReset={() => dispatch({ type: 'settings-reset' })}
              />
              {showRun && <TraceView run={run} />}
            </div>
            <div className="column-right">
              <RankingPanel
                state={state}
                reading={reading}
                onShow={(showing) => dispatch({ type: 'view-choose', showing })}
                onExportLog={() => void actions.exportLog()}
                onExportTrec={actions.exportTrec}
                onExportInstant={actions.firstStage.exportOrder}
                onLoadEncoder={() => void actions.firstStage.loadEncoder()}
                onStartFrom={(startFrom) => dispatch({ type: 'start-from-choose', startFrom })}
              />
            </div>
          </div>
        </main>
      </div>
    </HighlightContext>
  );
}
