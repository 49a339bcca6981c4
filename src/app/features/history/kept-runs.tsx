import { useState } from 'react';
import type { JSX } from 'react';
import { Boundary, PanelTrouble, SetAsideContext } from '../../shell/boundary.tsx';
import type { PanelTroubleProps } from '../../shell/boundary.tsx';
import { useWords } from '../../words/index.ts';
import { AsideList } from './aside-list.tsx';
import { ComparedRunsView } from './compared-runs-view.tsx';
import type { HistoryPanelProps } from './history-panel.tsx';
import { KeptRunRow } from './kept-run-row.tsx';
import { RemovedNote } from './removed-note.tsx';

/** In the place of a row that cannot be drawn: by its name, with where it goes from here. */
function RowTrouble({ name, ...trouble }: PanelTroubleProps & { readonly name: string }): JSX.Element {
  const words = useWords().history;
  return (
    <li className="kept-run">
      <PanelTrouble {...trouble} what={words.rowBroken(name)} setAsideAbout={words.rowAside} />
    </li>
  );
}

/** Every kept run with what can be done with it, and two of them side by side. */
export function KeptRuns({ state, actions, dispatch }: HistoryPanelProps): JSX.Element {
  const words = useWords().history;
  const { bytes } = useWords().format;
  const [asking, setAsking] = useState(false);
  const { history, preferences, runId, phase } = state;
  const { runs, chosen, trouble, compared } = history;
  const busy = phase.type === 'running';
  const isKept = runId === null || runs?.some(({ id }) => id === runId) === true;
  return (
    <>
      <label className="history-keep">
        <input
          type="checkbox"
          checked={preferences.keepRuns}
          onChange={({ target }) => dispatch({ type: 'preference-choose', change: { keepRuns: target.checked } })}
        />
        <span>{words.keep}</span>
      </label>
      <p className="hint">{words.keepHint}</p>
      {!isKept && !busy && (
        <p>
          <button type="button" className="button button-quiet" onClick={() => void actions.keep()}>
            {words.keepThis}
          </button>
        </p>
      )}
      {trouble !== null && (
        <p className="problem" role="alert">
          {words.trouble(trouble)}
        </p>
      )}
      <RemovedNote removed={history.removed} counted={words.runs} onBringBack={() => void actions.bringBack()} />
      {runs === null || runs.length === 0 ? (
        <p className="hint">{words.empty}</p>
      ) : (
        <>
          <ul className="kept-runs" aria-label={words.title}>
            {runs.map((kept) => (
              <SetAsideContext key={kept.id} value={() => void actions.setAside({ id: kept.id })}>
                <Boundary of={kept} instead={(trouble) => <RowTrouble {...trouble} name={String(kept.name)} />}>
                  <KeptRunRow kept={kept} chosen={chosen.includes(kept.id)} busy={busy} actions={actions} dispatch={dispatch} />
                </Boundary>
              </SetAsideContext>
            ))}
          </ul>
          <p>
            <button
              type="button"
              className="button button-quiet"
              disabled={chosen.length < 2}
              onClick={() => void actions.compare()}
            >
              {words.compare}
            </button>{' '}
            {chosen.length < 2 && <span className="hint">{words.compareHint}</span>}
          </p>
          <p className="hint">
            {words.usage(words.runs(runs.length), bytes(history.bytes))}.{' '}
            {history.siteBytes !== null &&
              history.quotaBytes !== null &&
              words.siteUsage(bytes(history.siteBytes), bytes(history.quotaBytes))}
          </p>
          {asking ? (
            <p>
              {words.removeAllSure}{' '}
              <button
                type="button"
                className="button button-quiet button-stop"
                onClick={() => {
                  setAsking(false);
                  void actions.removeAll();
                }}
              >
                {words.removeAllYes}
              </button>{' '}
              <button type="button" className="button button-quiet" onClick={() => setAsking(false)}>
                {words.leaveName}
              </button>
            </p>
          ) : (
            <p>
              <button type="button" className="button button-quiet" onClick={() => setAsking(true)}>
                {words.removeAll}
              </button>
            </p>
          )}
        </>
      )}
      {history.aside.length > 0 && <AsideList aside={history.aside} actions={actions} />}
      {compared !== null && (
        <Boundary of={compared}>
          <ComparedRunsView compared={compared} onClose={() => dispatch({ type: 'history-compare', compared: null })} />
        </Boundary>
      )}
    </>
  );
}
