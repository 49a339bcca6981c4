import { useMemo } from 'react';
import type { JSX } from 'react';
import { ablationSummary } from '../../../core/experiment/lenses/ablation-summary.ts';
import type { DocId } from '../../../core/doc-id.ts';
import { lensResults } from './lens-results.ts';
import type { RunsJob } from './lens-view.ts';
import { FilledText } from '../trace/filled-text.tsx';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { lensesWords } from '../../words/lenses-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { passageNames } from './passage-names.ts';
import { PassageTag } from './passage-tag.tsx';

/** Pairs named for one passage; the saved table has all. */
const MOST = 12;

/** Passages by how many pairs of the rest turn over without them. */
export function InfluenceList({ job }: { readonly job: RunsJob<'ablation'> }): JSX.Element | null {
  const words = useWords(lensFindingsWords);
  const { about, first } = useWords(lensesWords);
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
