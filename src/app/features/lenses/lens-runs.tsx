import type { JSX } from 'react';
import { lensVerdict } from '../../../core/experiment/lenses/lens.ts';
import { lensResults } from '../../../core/experiment/lenses/lens.ts';
import type { RunsJob, RunsLens, RunsOfLens } from './slice.ts';
import type { LensActions } from './controller.ts';
import { useWords } from '../../words/index.ts';
import { useLensWords } from './words.ts';

/** The runs of a lens that ended, each with how it ended; any of them opens as a replay. */
export function LensRuns<Lens extends RunsLens>({
  lens,
  job,
  actions,
  nameOf,
}: {
  readonly lens: Lens;
  readonly job: RunsJob<Lens>;
  readonly actions: LensActions;
  readonly nameOf: (run: RunsOfLens[Lens]) => string;
}): JSX.Element {
  const words = useLensWords().lenses;
  const { seconds } = useWords().format;
  const results = lensResults(job.logs);
  const ended = job.runs.filter(({ key }) => results.has(key));
  return (
    <details className="fold lens-runs">
      <summary>{words.runs(ended.length)}</summary>
      <ol className="fold-body">
        {ended.map((run) => {
          const result = results.get(run.key);
          const verdict = lensVerdict(result);
          const name = nameOf(run);
          return (
            <li key={run.key}>
              <bdi>{name}</bdi>{' '}
              <span className="hint">
                {verdict === 'waiting' ? '' : words.verdicts[verdict]} · {seconds((result?.seconds ?? 0) * 1000)}
              </span>{' '}
              <button
                type="button"
                className="link"
                aria-label={words.openRunOf(name)}
                onClick={() => void actions.openRun(lens, run.key, `${words.names[lens]}, ${name}`)}
              >
                {words.openRun}
              </button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
