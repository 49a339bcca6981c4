import { useId } from 'react';
import type { JSX } from 'react';
import type { AppState } from '../../state/app-state.ts';
import type { StartFrom } from '../../state/first-stage-view.ts';
import type { RunView } from '../../state/run-view.ts';
import { selectInstantOrder } from '../../state/select-instant-order.ts';
import type { InstantOrder } from '../../state/select-instant-order.ts';
import type { Reading } from '../../state/select-reading.ts';
import { plural } from '../words/format-words.ts';
import { HowItWorks } from '../app/how-it-works.tsx';
import { encoderWords, instantOrderWords, startedFromWords } from '../words/first-stage-words.ts';
import { runOutcomeWords } from '../words/outcome-words.ts';
import { InputRanking } from './input-ranking.tsx';
import { RunRanking } from './run-ranking.tsx';

interface RankingPanelProps {
  readonly state: AppState;
  readonly reading: Reading;
  readonly onShow: (showing: 'input' | 'run') => void;
  readonly onExportLog: () => void;
  readonly onExportTrec: () => void;
  readonly onExportInstant: () => void;
  readonly onLoadEncoder: () => void;
  readonly onStartFrom: (startFrom: StartFrom) => void;
}

function sameRequest(run: RunView, reading: Reading): boolean {
  const { request } = reading;
  if (request === null || request.query.text !== run.request.query.text) return false;
  const { candidates } = run.request;
  return (
    request.candidates.length === candidates.length &&
    request.candidates.every(
      (candidate, index) => candidate.docId === candidates[index]?.docId && candidate.text === candidates[index].text,
    )
  );
}

function standingWords(run: RunView): string {
  const done = run.windows.filter((window) => window.phase === 'ended').length;
  if (run.outcome !== null) return runOutcomeWords(run.outcome, done, run.plan.length);
  if (run.tentative === null)
    return done === 0
      ? 'First-stage order: nothing is decided yet'
      : `Committed: ${done} of ${plural('window', run.plan.length)}`;
  return run.tentative.from === 'reasoning'
    ? 'Tentative: the order in which the thought names them'
    : 'Tentative: the answer as far as it is written';
}

function inputWords(state: AppState, { request, ready }: Reading, instant: InstantOrder | null): string {
  if (request === null) return '';
  if (instant?.current === true) return instantOrderWords(instant.answer, request);
  const count = plural('passage', request.candidates.length);
  return ready && state.startFrom === 'instant' && state.firstStage.error === null
    ? `${count} · working out the instant order…`
    : `${count} in the order given`;
}

/** Right-hand side: the passages as read, or the ranking of the run on stage. */
export function RankingPanel(props: RankingPanelProps): JSX.Element {
  const { state, reading, onShow, onExportLog, onExportTrec, onExportInstant, onLoadEncoder, onStartFrom } = props;
  const ids = useId();
  const { run } = state;
  const showRun = run !== null && state.showing === 'run';
  const changed = run !== null && run.outcome !== null && reading.request !== null && !sameRequest(run, reading);
  const { request } = reading;
  const listed = request !== null && request.candidates.length > 0;
  const instant = selectInstantOrder(state, reading.ready ? request : null);
  const late = run !== null && state.firstStage.late?.runId === run.runId ? state.firstStage.late.used : null;
  return (
    <section className="ranking-panel" aria-labelledby={`${ids}-title`}>
      <div className="panel-head">
        <h2 id={`${ids}-title`}>
          {showRun ? 'Ranking' : instant !== null ? 'Instant order' : listed ? 'Passages as given' : 'The list'}
        </h2>
        <p className="panel-note">{showRun ? standingWords(run) : inputWords(state, reading, instant)}</p>
        {!showRun && instant?.final === true && (
          <div className="exports">
            <button type="button" className="button button-quiet" onClick={onExportInstant} title="qid Q0 docid rank score tag">
              Save instant order (TREC run)
            </button>
          </div>
        )}
        {showRun && run.outcome !== null && (
          <div className="exports">
            <button
              type="button"
              className="button button-quiet"
              onClick={onExportLog}
              title="Every event with schema, versions and hashes"
            >
              Save log (JSON)
            </button>
            <button type="button" className="button button-quiet" onClick={onExportTrec} title="qid Q0 docid rank score tag">
              Save TREC run
            </button>
          </div>
        )}
      </div>
      {showRun && run.request.query.text !== state.input.query.trim() && (
        <p className="asked" dir="auto">
          {run.request.query.text}
        </p>
      )}
      {showRun && <p className="hint">{startedFromWords(run, late)}</p>}
      {showRun && changed && (
        <p className="hint">
          The input has changed since this run.{' '}
          <button type="button" className="link" onClick={() => onShow('input')}>
            Show the passages as read now
          </button>
        </p>
      )}
      {!showRun && run !== null && state.phase.type !== 'running' && (
        <p className="hint">
          <button type="button" className="link" onClick={() => onShow('run')}>
            Back to the last ranking
          </button>
        </p>
      )}
      {showRun ? (
        <RunRanking key={run.runId} run={run} />
      ) : request !== null && listed ? (
        <InputRanking
          state={state}
          request={request}
          ready={reading.ready}
          instant={instant}
          onLoadEncoder={onLoadEncoder}
          onStartFrom={onStartFrom}
        />
      ) : (
        <EmptyList state={state} />
      )}
    </section>
  );
}

/** What will stand here: a legend made of the very panes the list is made of. */
function EmptyList({ state }: { readonly state: AppState }): JSX.Element {
  const encoder = encoderWords(state.firstStage.encoder);
  return (
    <div className="empty-list">
      <p className="empty-words">
        Your passages will stand here, put in an instant order by their words and their meaning. While the model reasons, they
        move.
      </p>
      <ul className="empty-panes" aria-label="How to read the list">
        <li>
          <strong>Solid</strong> once its place is settled
        </li>
        <li>
          <strong>See-through</strong> while its place is tentative
        </li>
      </ul>
      <HowItWorks />
      {encoder !== null && <p className="hint">{encoder}</p>}
    </div>
  );
}
