import { useMemo } from 'react';
import type { JSX } from 'react';
import type { InjectionRun } from '../../../core/experiment/lenses/injection-plan.ts';
import { injectionSummary } from '../../../core/experiment/lenses/injection-summary.ts';
import { lensQuotes } from './lens-quotes.ts';
import { lensResults } from './lens-results.ts';
import type { RunsJob } from './lens-view.ts';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { lensesWords } from '../../words/lenses-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { passageNames } from './passage-names.ts';
import { PassageTag } from './passage-tag.tsx';

/** What each text did to the passage's place, whether the model read it, and what the thought says of the passage. */
export function InjectionEffects({
  job,
  nameOf,
}: {
  readonly job: RunsJob<'injection'>;
  readonly nameOf: (run: InjectionRun) => string;
}): JSX.Element | null {
  const words = useWords(lensFindingsWords);
  const { about } = useWords(lensesWords);
  const { runs, logs } = job;
  const [plain] = runs;
  const effects = useMemo(
    () => injectionSummary({ plan: runs, results: lensResults(logs), eventsOf: (key) => logs.get(key) ?? [] }),
    [runs, logs],
  );
  if (plain === undefined) return null;
  if (effects === null) return <p className="lens-warning">{words.baseMissing}</p>;
  const named = passageNames(plain.request).get(plain.docId);
  return (
    <div className="lens-findings">
      <p className="hint">
        <bdi>{about(plain.request.query.text)}</bdi>
      </p>
      <p>
        <PassageTag docId={plain.docId} place={named?.place ?? 0} name={named?.name ?? plain.docId} />
      </p>
      <ul className="effects">
        {effects.map(({ key, before, after, shown, neutralised }) => {
          const run = runs.find((one) => one.key === key);
          const said = lensQuotes(logs.get(key) ?? [], plain.docId);
          return (
            <li key={key} data-moved={after < before ? 'up' : after > before ? 'down' : 'not'}>
              <h3>{run === undefined ? key : nameOf(run)}</h3>
              <p>
                <b>{words.moved({ before: before + 1, after: after + 1 })}</b>. {words.shown[shown]}{' '}
                {neutralised > 0 && words.marks(neutralised)}
              </p>
              {said.length === 0 ? (
                <p className="hint">{words.unsaid}</p>
              ) : (
                <blockquote dir="auto" aria-label={words.said}>
                  {said.map((sentence) => (
                    <p key={sentence}>{sentence}</p>
                  ))}
                </blockquote>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
