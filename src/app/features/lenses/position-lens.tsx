import { useMemo } from 'react';
import type { JSX } from 'react';
import { positionPlan } from '../../../core/experiment/lenses/position-plan.ts';
import { positionSummary } from '../../../core/experiment/lenses/position-summary.ts';
import { lensAtWork } from './lens-at-work.ts';
import { runGuess } from './lens-guess.ts';
import { lensResults } from './lens-results.ts';
import type { RunsJob } from './lens-view.ts';
import { NumberField } from '../../design/number-field.tsx';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { lensesWords } from '../../words/lenses-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { LensBar } from './lens-bar.tsx';
import type { LensProps } from './lens-props.ts';
import { LensRuns } from './lens-runs.tsx';
import { PositionTable } from './position-table.tsx';

/** Offered where the person has chosen no number: enough to see a bias, few enough to wait for. */
const OFFERED = 10;

/** The same list from several starts. */
export function PositionLens({ state, actions, dispatch, list }: LensProps): JSX.Element {
  const findings = useWords(lensFindingsWords);
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
  const words = useWords(lensesWords);
  const findings = useWords(lensFindingsWords);
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
