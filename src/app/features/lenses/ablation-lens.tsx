import { useMemo } from 'react';
import type { JSX } from 'react';
import { ablationPlan, ablationSummary } from '../../../core/experiment/lenses/ablation.ts';
import type { AblationRun } from '../../../core/experiment/lenses/ablation.ts';
import { startingRanking } from '../../../core/ranking.ts';
import type { DocId } from '../../../core/request.ts';
import { useLensWords } from './words.ts';
import { FilledText } from '../trace/filled-text.tsx';
import { LensBar } from './lens-bar.tsx';
import type { LensProps } from './lens-bar.tsx';
import { LensRuns } from './lens-runs.tsx';
import { passageNames, PassageTag } from './passage-tag.tsx';
import { lensResults } from '../../../core/experiment/lenses/lens.ts';
import { runGuess } from './read.ts';
import type { RunsJob } from './slice.ts';
import { lensAtWork } from './slice.ts';

/** Pairs named for one passage; the saved table has all. */
const MOST = 12;

/** Passages by how many pairs of the rest turn over without them. */
function InfluenceList({ job }: { readonly job: RunsJob<'ablation'> }): JSX.Element | null {
  const words = useLensWords().findings;
  const { about, first } = useLensWords().lenses;
  const influences = useMemo(() => ablationSummary(job.runs, lensResults(job.logs)), [job.runs, job.logs]);
  const request = job.runs[0]?.request;
  const names = useMemo(() => (request === undefined ? null : passageNames(request)), [request]);
  if (request === undefined) return null;
  if (influences === null) return <p className="lens-warning">{words.baseMissing}</p>;
  const tag = (docId: DocId): JSX.Element => {
    const named = names?.get(docId);
    return <PassageTag docId={docId} place={named?.place ?? 0} name={named?.name ?? docId} />;
  };
  return (
    <div className="lens-findings">
      <p className="hint">
        <bdi>{about(request.query.text)}</bdi>
      </p>
      <ol className="influences">
        {influences.map(({ key, docId, tau, flips, pairs }) => (
          <li key={key}>
            <FilledText text={words.without('{passage}')} parts={{ passage: tag(docId) }} />{' '}
            <b>{flips.length === 0 ? words.noFlips : words.flips(flips.length)}</b>{' '}
            <span className="hint">
              {flips.length > 0 && `${words.ofPairs(pairs)} · `}
              {tau === null ? words.tauNone : words.tau(tau)}
            </span>
            {flips.length > 0 && (
              <ul className="flips">
                {flips.slice(0, MOST).map(({ before, behind }) => (
                  <li key={`${before} ${behind}`}>
                    <FilledText text={words.pair} parts={{ better: tag(before), worse: tag(behind) }} />
                  </li>
                ))}
                {flips.length > MOST && <li className="hint">{first({ shown: MOST, all: flips.length })}</li>}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Offered where the person has chosen none: the head of the list, which is what a reranking is about. */
const OFFERED = 10;

/** Leaves passages out, one at a time. */
export function AblationLens({ state, actions, dispatch, list }: LensProps): JSX.Element {
  const words = useLensWords().findings;
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
