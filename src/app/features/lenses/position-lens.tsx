import { useId, useMemo } from 'react';
import type { CSSProperties, JSX } from 'react';
import type { PositionSummary } from '../../../core/experiment/lenses/position.ts';
import { positionPlan, positionSummary } from '../../../core/experiment/lenses/position.ts';
import type { RankRequest } from '../../../core/request.ts';
import { NumberField } from '../../design/number-field.tsx';
import { useWords } from '../../words/index.ts';
import { useLensWords } from './words.ts';
import { LensBar } from './lens-bar.tsx';
import type { LensProps } from './lens-bar.tsx';
import { LensRuns } from './lens-runs.tsx';
import { passageNames, PassageTag } from './passage-tag.tsx';
import { lensResults } from '../../../core/experiment/lenses/lens.ts';
import { runGuess } from './read.ts';
import { lensAtWork } from './slice.ts';
import type { RunsJob } from './slice.ts';

/** Cells are drawn one by one: more would halt the page. */
const MOST = 40;

/** Passage by start place, the final place in each cell; the darker, the higher. */
function PositionTable({
  summary: { rows, byStart },
  request,
}: {
  readonly summary: PositionSummary;
  readonly request: RankRequest;
}): JSX.Element {
  const words = useLensWords().findings;
  const { passage, first } = useLensWords().lenses;
  const format = useWords().format;
  const names = passageNames(request);
  const count = rows.length;
  const caption = useId();
  const place = (rank: number | null): string =>
    rank === null ? '' : Number.isInteger(rank) ? format.number(rank + 1) : format.fixed(rank + 1, 1);
  const wash = (rank: number | null): CSSProperties =>
    ({ '--share': rank === null || count < 2 ? 0 : 1 - rank / (count - 1) }) as CSSProperties;
  return (
    <figure className="position-table">
      <p className="lens-caption" id={caption}>
        {words.grid}
      </p>
      <div className="lens-scroll" tabIndex={0} role="region" aria-labelledby={caption}>
        <table aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col">{passage}</th>
              {byStart.slice(0, MOST).map((_, start) => (
                <th key={start} scope="col" title={words.startedAt(start + 1)}>
                  <span className="visually-hidden">{words.startedAt(start + 1)}</span>
                  <span aria-hidden="true">{format.number(start + 1)}</span>
                </th>
              ))}
              <th scope="col">{words.meanRank}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map(({ docId, ranks, mean }, row) => (
              <tr key={docId}>
                <th scope="row">
                  <PassageTag docId={docId} place={row} name={names.get(docId)?.name ?? docId} />
                </th>
                {ranks.slice(0, MOST).map((rank, start) => (
                  <td key={start} className={rank === null ? undefined : 'washed'} style={wash(rank)}>
                    {place(rank)}
                  </td>
                ))}
                <td>{mean === null ? '' : format.fixed(mean + 1, 1)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.meanByStart}</th>
              {byStart.slice(0, MOST).map(({ meanRank }, start) => (
                <td key={start} className={meanRank === null ? undefined : 'washed'} style={wash(meanRank)}>
                  {meanRank === null ? '' : format.fixed(meanRank + 1, 1)}
                </td>
              ))}
              <td>–</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {count > MOST && <figcaption className="hint">{first({ shown: MOST, all: count })}</figcaption>}
    </figure>
  );
}

/** Offered where the person has chosen no number: enough to see a bias, few enough to wait for. */
const OFFERED = 10;

/** The same list from several starts. */
export function PositionLens({ state, actions, dispatch, list }: LensProps): JSX.Element {
  const findings = useLensWords().findings;
  const { form, jobs } = state.lenses;
  const count = list?.candidates.length ?? 0;
  const rotations = Math.max(Math.min(2, count), Math.min(form.rotations ?? OFFERED, count));
  const each = runGuess(state, count);
  const job = jobs.position;
  return (
    <>
      {count > 0 && (
        <div className="lens-numbers">
          <NumberField
            label={findings.rotations}
            value={rotations}
            min={1}
            max={count}
            disabled={lensAtWork(state.lenses) !== null}
            hint={findings.rotationsHint(count)}
            onChange={(value) => dispatch({ type: 'lens-edit', change: { rotations: value } })}
          />
        </div>
      )}
      <LensBar
        lens="position"
        state={state}
        actions={actions.lenses}
        planned={rotations}
        seconds={each === null ? null : each * rotations}
        onStart={() =>
          list !== null &&
          void actions.lenses.start({ lens: 'position', runs: positionPlan({ request: list, rotations, scores: form.scores }) })
        }
      />
      {job !== null && job.logs.size > 0 && <PositionFindings job={job} />}
      {job !== null && job.logs.size > 0 && (
        <LensRuns lens="position" job={job} actions={actions.lenses} nameOf={({ shift }) => findings.runName(shift + 1)} />
      )}
    </>
  );
}

function PositionFindings({ job }: { readonly job: RunsJob<'position'> }): JSX.Element | null {
  const words = useLensWords().lenses;
  const findings = useLensWords().findings;
  const summary = useMemo(() => positionSummary(job.runs, lensResults(job.logs)), [job.runs, job.logs]);
  const [plain] = job.runs;
  if (summary === null || plain === undefined || summary.counted === 0) return null;
  return (
    <div className="lens-findings">
      <p className="hint">
        <bdi>{words.about(plain.request.query.text)}</bdi>
      </p>
      <p>
        <b>{summary.pull === null ? findings.pullNone : findings.pull(summary.pull)}</b>{' '}
        {summary.meanTau !== null && findings.meanTau(summary.meanTau)}{' '}
        <span className="hint">
          {findings.pullMeans} {summary.balanced ? findings.balanced : findings.unbalanced}
        </span>
      </p>
      <PositionTable summary={summary} request={plain.request} />
    </div>
  );
}
