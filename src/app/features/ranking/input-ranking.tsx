import type { JSX } from 'react';
import { use, useMemo } from 'react';
import { selectGivenRows, selectInstantRows } from '../../../core/read/row.ts';
import type { RankRequest } from '../../../core/request.ts';
import { hasScores } from '../../../core/request.ts';
import { isBarred } from '../../page/select.ts';
import type { InstantOrder } from '../../page/select.ts';
import type { AppState } from '../../page/state.ts';
import { LookContext } from '../../shell/look.ts';
import { useWords } from '../../words/index.ts';
import type { StartFrom } from '../instant/slice.ts';
import { QueryWords, WordMatches } from './query-words.tsx';
import { RankedList } from './ranked-list.tsx';

interface StartFromChoiceProps {
  readonly startFrom: StartFrom;
  readonly disabled: boolean;
  /** Whether every passage came with a score of its own. */
  readonly scored: boolean;
  readonly onChoose: (startFrom: StartFrom) => void;
}

const CHOICES: readonly StartFrom[] = ['instant', 'given', 'score', 'bm25'];

/** Which order the list shows and a run starts from. */
function StartFromChoice({ startFrom, disabled, scored, onChoose }: StartFromChoiceProps): JSX.Element {
  const words = useWords().ranking;
  return (
    <fieldset className="start-from" disabled={disabled}>
      <legend>{words.startFrom}</legend>
      {CHOICES.filter((choice) => scored || choice !== 'score').map((choice) => (
        <label key={choice}>
          <input type="radio" name="start-from" checked={startFrom === choice} onChange={() => onChoose(choice)} />
          {words.startFromNames[choice]}
        </label>
      ))}
    </fieldset>
  );
}

/** What the list before a run is called. */
function listTitle(instant: InstantOrder | null, startFrom: StartFrom): 'given' | 'instant' | 'firstStage' {
  if (instant === null) return 'given';
  return startFrom === 'instant' ? 'instant' : 'firstStage';
}

interface InputRankingProps {
  readonly state: Pick<AppState, 'firstStage' | 'startFrom' | 'phase' | 'probe'>;
  readonly request: RankRequest;
  /** Query and at least two passages are there. */
  readonly ready: boolean;
  readonly instant: InstantOrder | null;
  readonly onLoadEncoder: () => void;
  readonly onStartFrom: (startFrom: StartFrom) => void;
}

/** The passages before a run: in their instant order, or as given. */
export function InputRanking({ state, request, ready, instant, onLoadEncoder, onStartFrom }: InputRankingProps): JSX.Element {
  const words = useWords().ranking;
  const firstStageSays = useWords().firstStage;
  // The list of a run that is about to begin.
  const watched = use(LookContext) === 'watch';
  const order = instant?.answer.order;
  // An answer to an earlier query says nothing of this one's words.
  const current = instant?.current === true ? order : undefined;
  const shown = useMemo(() => (current === undefined ? request : { ...request, firstStage: current }), [request, current]);
  const rows = useMemo(
    () => (order === undefined ? selectGivenRows(shown) : selectInstantRows(shown, order.ranking)),
    [shown, order],
  );
  const { firstStage, startFrom, phase, probe } = state;
  const wanted = ready && startFrom === 'instant';
  const encoder = wanted ? firstStageSays.encoder(firstStage.encoder) : null;
  const cut = instant === null ? null : firstStageSays.cut(instant.answer);
  const mayRetry = wanted && (firstStage.encoder.type === 'failed' || firstStage.error !== null);
  return (
    <>
      {ready && isBarred(probe) && <p className="notice notice-slow">{firstStageSays.barred({ probe, instant, request })}</p>}
      {ready && !watched && (
        <StartFromChoice
          startFrom={startFrom}
          disabled={phase.type === 'running'}
          scored={hasScores(request)}
          onChoose={onStartFrom}
        />
      )}
      {wanted && firstStage.error !== null && (
        <p className="hint hint-bad" title={firstStage.error.message}>
          {words.instantFailed(firstStage.error.message)}
        </p>
      )}
      {encoder !== null && <p className={firstStage.encoder.type === 'failed' ? 'hint hint-bad' : 'hint'}>{encoder}</p>}
      {instant?.answer.otherLanguage === true && <p className="hint">{words.otherLanguage}</p>}
      {cut !== null && <p className="hint">{cut}</p>}
      {mayRetry && (
        <p className="hint">
          <button type="button" className="link" onClick={onLoadEncoder}>
            {words.loadAgain}
          </button>
        </p>
      )}
      <WordMatches>
        {!watched && <QueryWords request={shown} />}
        <RankedList rows={rows} final={false} label={words.titles[listTitle(instant, startFrom)]} instant={instant?.answer} />
      </WordMatches>
    </>
  );
}
