import { useMemo } from 'react';
import type { JSX } from 'react';
import { ablationPlan } from '../../../core/experiment/lenses/ablation-plan.ts';
import type { AblationRun } from '../../../core/experiment/lenses/ablation-plan.ts';
import type { DocId } from '../../../core/doc-id.ts';
import { startingRanking } from '../../../core/starting-ranking.ts';
import { lensAtWork } from './lens-at-work.ts';
import { runGuess } from './lens-guess.ts';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { InfluenceList } from './influence-list.tsx';
import { LensBar } from './lens-bar.tsx';
import type { LensProps } from './lens-props.ts';
import { LensRuns } from './lens-runs.tsx';
import { passageNames } from './passage-names.ts';
import { PassageTag } from './passage-tag.tsx';

/** Offered where the person has chosen none: the head of the list, which is what a reranking is about. */
const OFFERED = 10;

/** Leaves passages out, one at a time. */
export function AblationLens({ state, actions, dispatch, list }: LensProps): JSX.Element {
  const words = useWords(lensFindingsWords);
  const { form, jobs } = state.lenses;
  const order = useMemo(() => (list === null ? [] : startingRanking(list)), [list]);
  const names = useMemo(() => (list === null ? null : passageNames(list)), [list]);
  const held = new Set(form.dropped ?? order.slice(0, OFFERED));
  const dropped = order.filter((docId) => held.has(docId));
  const choose = (chosen: readonly DocId[]): void => dispatch({ type: 'lens-edit', change: { dropped: chosen } });
  const planned = order.length > 2 && dropped.length > 0 ? dropped.length + 1 : 0;
  const each = runGuess(state, order.length);
  const job = jobs.ablation;
  const jobList = job?.runs[0]?.request;
  const jobNames = useMemo(() => (jobList === undefined ? null : passageNames(jobList)), [jobList]);
  const nameOf = ({ dropped: docId }: AblationRun): string =>
    docId === null ? words.wholeList : words.without(jobNames?.get(docId)?.name ?? docId);
  return (
    <>
      {order.length > 0 && order.length < 3 && <p className="hint">{words.tooShort}</p>}
      {order.length > 2 && (
        <fieldset className="lens-source" disabled={lensAtWork(state.lenses) !== null}>
          <legend>{words.leaveOut}</legend>
          <div className="lens-choices">
            <button type="button" className="link" onClick={() => choose(order)}>
              {words.all}
            </button>
            <button type="button" className="link" onClick={() => choose([])}>
              {words.none}
            </button>
          </div>
          <ul className="lens-checks" tabIndex={-1}>
            {order.map((docId, place) => (
              <li key={docId}>
                <label>
                  <input
                    type="checkbox"
                    checked={held.has(docId)}
                    onChange={(event) =>
                      choose(event.target.checked ? [...dropped, docId] : dropped.filter((one) => one !== docId))
                    }
                  />{' '}
                  <PassageTag docId={docId} place={place} name={names?.get(docId)?.name ?? docId} />
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <LensBar
        lens="ablation"
        state={state}
        actions={actions.lenses}
        planned={planned}
        seconds={each === null ? null : each * planned}
        onStart={() =>
          list !== null &&
          void actions.lenses.start({
            lens: 'ablation',
            runs: ablationPlan({ request: list, dropped, scores: form.scores }),
          })
        }
      />
      {job !== null && job.logs.size > 0 && (
        <>
          <InfluenceList job={job} />
          <LensRuns lens="ablation" job={job} actions={actions.lenses} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
