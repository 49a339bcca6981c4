import { use, useId } from 'react';
import type { JSX } from 'react';
import type { AppState } from '../../page/state.ts';
import type { StartFrom } from '../instant/slice.ts';
import { knownCalls } from '../../../core/read/progress.ts';
import { candidatesById } from '../../../core/request.ts';
import type { RunView } from '../../../core/log/view.ts';
import { selectInstantOrder, selectShown } from '../../page/select.ts';
import type { InstantOrder } from '../../page/select.ts';
import type { Reading } from '../input/reading.ts';
import { LookContext } from '../../shell/look.ts';
import { useWords } from '../../words/index.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { ReaderPlace } from '../reader/reader-place.tsx';
import { EmptyList } from './empty-list.tsx';
import { InputRanking } from './input-ranking.tsx';

interface RankingPanelState extends Pick<AppState, 'phase' | 'probe' | 'firstStage' | 'startFrom' | 'showing' | 'qrels'> {
  /** The run as the cursor shows it. */
  readonly run: RunView | null;
  /** The list may lag behind for a moment: the run is coming, or is played back. */
  readonly paced: boolean;
  readonly query: string;
}

/** What the panel shows of the page's state. */
export function selectRankingPanel(state: AppState): RankingPanelState {
  const { phase, probe, firstStage, startFrom, showing, qrels, playback, cursor, input } = state;
  const paced = playback.playing || cursor.type === 'live';
  return { phase, probe, firstStage, startFrom, showing, qrels, run: selectShown(state), paced, query: input.query };
}

interface RankingPanelProps {
  readonly state: RankingPanelState;
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
  const { candidates, documents } = run.request;
  if (documents !== undefined) {
    // A run of documents has the best of their passages.
    const given = candidatesById(request);
    return (
      documents.reduce((sum, { passages }) => sum + passages, 0) === request.candidates.length &&
      candidates.every(({ docId, text }) => given.get(docId)?.text === text)
    );
  }
  return (
    request.candidates.length === candidates.length &&
    request.candidates.every(
      (candidate, index) => candidate.docId === candidates[index]?.docId && candidate.text === candidates[index].text,
    )
  );
}

/** One line under the head: how far the run is, or what order the passages stand in. */
function PanelNote({
  run,
  props,
  instant,
}: {
  run: RunView | null;
  props: RankingPanelProps;
  instant: InstantOrder | null;
}): JSX.Element {
  const words = useWords().ranking;
  const outcome = useWords().outcome;
  const firstStage = useWords().firstStage;
  const format = useWords().format;
  const said = (): string => {
    if (run !== null) {
      const done = run.windows.filter((window) => window.phase === 'ended').length;
      if (run.outcome !== null) return outcome.run(run.outcome, { done, total: knownCalls(run) });
      if (run.tentative !== null) return words.notes[run.tentative.from];
      return done === 0 ? words.notes.undecided : words.committed(format.number(done), format.windows(knownCalls(run)));
    }
    const { state, reading } = props;
    if (reading.request === null) return '';
    if (instant?.current === true) return firstStage.instantOrder(instant.answer, reading.request);
    const passages = format.passages(reading.request.candidates.length);
    const coming = reading.ready && state.startFrom !== 'given' && state.firstStage.error === null;
    return coming ? words.working(passages) : words.asGiven(passages);
  };
  return <p className="panel-note">{said()}</p>;
}

/** The query that the list answers: on paper always, on the screen where another one stands in its field. */
function Asked({ query, shown }: { readonly query: string; readonly shown: boolean }): JSX.Element {
  return (
    <p className={shown ? 'asked' : 'asked asked-on-paper'} dir="auto">
      {query}
    </p>
  );
}

/** The passages as read, or the ranking of the run on stage. */
export function RankingPanel(props: RankingPanelProps): JSX.Element {
  const { state, reading, onShow, onExportLog, onExportTrec, onExportInstant, onLoadEncoder, onStartFrom } = props;
  const words = useWords().ranking;
  const firstStage = useWords().firstStage;
  const ids = useId();
  const watched = use(LookContext) === 'watch';
  const { run } = state;
  const showRun = run !== null && state.showing === 'run';
  const changed = run !== null && run.outcome !== null && reading.request !== null && !sameRequest(run, reading);
  const { request } = reading;
  const listed = request !== null && request.candidates.length > 0;
  const instant = selectInstantOrder(state, reading.ready ? request : null);
  const late = run !== null && state.firstStage.late?.runId === run.runId ? state.firstStage.late.used : null;
  const ordered = state.startFrom === 'instant' ? 'instant' : 'firstStage';
  return (
    <section className="ranking-panel" aria-labelledby={`${ids}-title`}>
      <div className="panel-head">
        <h2 id={`${ids}-title`}>{words.titles[showRun ? 'ranking' : instant !== null ? ordered : listed ? 'given' : 'empty']}</h2>
        <PanelNote run={showRun ? run : null} props={props} instant={instant} />
        {!showRun && !watched && instant?.final === true && (
          <div className="exports">
            <button type="button" className="button button-quiet" onClick={onExportInstant} title="qid Q0 docid rank score tag">
              {words.saveInstant}
            </button>
          </div>
        )}
        {showRun && !watched && run.outcome !== null && (
          <div className="exports">
            <button type="button" className="button button-quiet" onClick={onExportLog} title={words.saveLogHint}>
              {words.saveLog}
            </button>
            <button type="button" className="button button-quiet" onClick={onExportTrec} title="qid Q0 docid rank score tag">
              {words.saveTrec}
            </button>
          </div>
        )}
      </div>
      <Asked
        query={showRun ? run.request.query.text : state.query.trim()}
        shown={showRun && run.request.query.text !== state.query.trim()}
      />
      {showRun && !watched && <p className="hint">{firstStage.startedFrom(run, late)}</p>}
      {showRun && !watched && (
        <Lazily part={PARTS.runRanking} waiting={null}>
          {({ RunFigures }) => <RunFigures run={run} qrels={state.qrels} />}
        </Lazily>
      )}
      {showRun && changed && (
        <p className="hint">
          {words.inputChanged}{' '}
          <button type="button" className="link" onClick={() => onShow('input')}>
            {words.showInput}
          </button>
        </p>
      )}
      {!showRun && run !== null && state.phase.type !== 'running' && (
        <p className="hint">
          <button type="button" className="link" onClick={() => onShow('run')}>
            {words.back}
          </button>
        </p>
      )}
      <ReaderPlace run={showRun ? run : null} given={request}>
        {showRun ? (
          <Lazily part={PARTS.runRanking}>
            {({ RunRanking }) => <RunRanking key={run.runId} run={run} paced={state.paced} />}
          </Lazily>
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
      </ReaderPlace>
    </section>
  );
}
